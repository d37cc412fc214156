"""Personal data in the attacked world: texts, consents, requests, assessments, odd reads."""

from typing import Any, Final
from uuid import UUID

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.builder import LOADER, Builder
from tongban.faces.cli.attacking.deeds import Deed, Move, Who
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

MAKER: Final = Who("system", CITY, name="system:privacy")
DRAFTER, PUBLISHER = "privacy_officer", "privacy_officer2"
NOTICE: Final = dict.fromkeys(
    ("controller", "purpose", "kinds", "basis", "retention", "rights", "contact"), "x"
)
CONSENT: Final = dict.fromkeys(("purpose", "kinds", "without"), "x")
CLOCK: Final = {
    "working_days": dict.fromkeys(
        ("access", "export", "correct", "delete", "explain"), 10
    )
}
LINES: Final = [{"line": "sign_ins", "days": 190, "basis": "x"}]
WATCH: Final = dict.fromkeys(
    (
        "without_case",
        "many_reveals",
        "many_reads",
        "off_hours",
        "from_hour",
        "to_hour",
    ),
    9,
)
DAYS: Final = 10


def text(
    world: World, kind: str, code: str, content: dict[str, Any], number: int = 50
) -> Move:
    """A version is drafted."""
    who = world.who[DRAFTER]
    row = {
        "id": new_key(),
        "city": CITY,
        "kind": kind,
        "code": code,
        "number": number,
        "title": "x",
        "content": Jsonb(content),
        "drafted_by_id": who.person,
        "drafted_at": world.now,
    }
    return Move(who, Deed("privacy_text", row))


def published(world: World, name: str, by: str = PUBLISHER) -> Move:
    """It counts from today on."""
    who = world.who[by]
    row = {
        "text_id": world.key(f"text:{name}"),
        "city": CITY,
        "in_force_from": world.today,
        "published_by_id": who.person,
        "published_at": world.now,
    }
    return Move(who, Deed("privacy_publication", row))


def seen(world: World, by: str, name: str = "notice") -> Move:
    """Somebody has seen the notice."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "person_id": who.person,
        "text_id": world.key(f"text:{name}"),
        "channel": "web",
        "acknowledged_at": world.now,
    }
    return Move(who, Deed("privacy_acknowledgement", row))


def agreed(world: World, by: str, name: str = "survey") -> Move:
    """Somebody agrees to be asked afterwards."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "person_id": who.person,
        "text_id": world.key(f"text:{name}"),
        "code": "survey",
        "given_at": world.now,
    }
    return Move(who, Deed("privacy_consent", row))


def withdrawn(world: World, name: str, by: str = "citizen") -> Move:
    """And takes it back."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "consent_id": world.key(f"consent:{name}"),
        "withdrawn_by_id": who.person,
        "withdrawn_at": world.now,
    }
    return Move(who, Deed("privacy_withdrawal", row))


def asked(world: World, kind: str = "explain", by: str = "citizen") -> Move:
    """Somebody asks something of their data."""
    who = world.who[by]
    key = new_key()
    row = {
        "id": key,
        "city": CITY,
        "number": key.hex[:24],
        "person_id": who.person,
        "kind": kind,
        "words": "",
        "channel": "web",
        "filed_by_id": who.person,
        "filed_at": world.now,
        "filed_on": world.today,
        "working_days": DAYS,
        "clock_id": world.key("text:clock"),
        "calendar": "x",
        "due_on": world.day(2 * DAYS),
    }
    return Move(who, Deed("privacy_request", row))


def at_a_window(world: World) -> Move:
    """A clerk registers what somebody asks."""
    clerk = world.who["clerk"]
    return (
        asked(world)
        .by(clerk)
        .but(
            channel="window",
            filed_by_id=clerk.person,
            at_body_id=world.key("body:centre"),
        )
    )


def answer(
    world: World, request: str, outcome: str = "done", by: str = DRAFTER
) -> Move:
    """The office answers."""
    who = world.who[by]
    is_refused = outcome == "refused"
    row = {
        "id": new_key(),
        "city": CITY,
        "request_id": world.key(f"privacy:{request}"),
        "outcome": outcome,
        "reason": "x",
        "article": "x" if is_refused else "",
        "remedy": "x" if is_refused else "",
        "answered_by_id": who.person,
        "answered_at": world.now,
    }
    return Move(who, Deed("privacy_answer", row))


def copied(world: World, request: str, person: UUID | None) -> tuple[Deed, Deed]:
    """A copy is made, and lies there for a while."""
    key = world.key(f"privacy:{request}")
    row = {"city": CITY, "person_id": person, "ends_at": world.now}
    facts = {"digest": "x", "size": 1, "made_at": world.now}
    return (
        Deed("privacy_export", {"request_id": key, **row, **facts}),
        Deed("privacy_export_content", {"export_id": key, **row, "text": "x"}),
    )


def assessed(world: World) -> Move:
    """An assessment is filed."""
    who = world.who[DRAFTER]
    said = dict.fromkeys(
        ("processing", "necessity", "risks", "measures", "conclusion"), "x"
    )
    row = {
        "id": new_key(),
        "city": CITY,
        "risk": "low",
        "valid_from": world.today,
        "valid_until": world.day(365),
        "assessed_by_id": who.person,
        "assessed_at": world.now,
        **said,
    }
    return Move(who, Deed("privacy_assessment", row))


def shared(world: World, *claims: str, days: int = 365) -> Move:
    """An assessment of what the department is told of people."""
    told = list(claims or ("profile", "phone"))
    body = world.key("body:dept")
    return assessed(world).but(
        receiver_id=body,
        claims=told,
        valid_from=world.day(-400),
        valid_until=world.day(days),
    )


def approved(world: World, name: str, by: str = PUBLISHER) -> Move:
    """Another person stands for it."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "assessment_id": world.key(f"assessment:{name}"),
        "approved_by_id": who.person,
        "approved_at": world.now,
    }
    return Move(who, Deed("privacy_assessment_approval", row))


def looked(world: World, name: str, by: str = "auditadmin") -> Move:
    """Who audits says what reads were."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "finding_id": world.key(f"finding:{name}"),
        "verdict": "explained",
        "words": "x",
        "looked_by_id": who.person,
        "looked_at": world.now,
    }
    return Move(who, Deed("misuse_look", row))


def build_privacy(builder: Builder) -> None:
    """One of each, written by the right people."""
    world = builder.world
    texts = {
        "notice": text(world, "notice", "platform", NOTICE, 1),
        "survey_old": text(world, "consent", "survey", CONSENT, 1),
        "survey": text(world, "consent", "survey", CONSENT, 2),
        "clock": text(world, "clock", "requests", CLOCK, 1),
        "misuse": text(world, "misuse", "reads", WATCH, 1),
        "retention": text(world, "retention", "records", {"lines": LINES}, 1),
    }
    for name, move in texts.items():
        builder.move(move.but(id=world.key(f"text:{name}")))
        builder.move(published(world, name))
    waiting = text(world, "notice", "platform", NOTICE, 2)
    builder.move(waiting.but(id=world.key("text:waiting")))
    of_person(builder, "citizen")
    for name, kind, by in (
        ("open", "explain", "citizen"),
        ("export", "export", "citizen"),
        ("delete", "delete", "citizen"),
        ("forget", "delete", "relative"),
        ("own", "explain", DRAFTER),
    ):
        builder.move(asked(world, kind, by).but(id=world.key(f"privacy:{name}")))
    for name in ("open", "approved"):
        builder.move(assessed(world).but(id=world.key(f"assessment:{name}")))
    builder.move(approved(world, "approved"))
    _found(builder)


def of_person(builder: Builder, name: str, mark: str = "") -> None:
    """What somebody has seen, agreed to, asked and received; `mark` ends the keys."""
    world = builder.world
    who = world.who[name]
    builder.move(seen(world, name))
    builder.move(agreed(world, name).but(id=world.key(f"consent:over{mark}")))
    builder.move(withdrawn(world, f"over{mark}", name))
    builder.move(agreed(world, name).but(id=world.key(f"consent:held{mark}")))
    for done in (f"answered{mark}", f"copied{mark}"):
        kind = "export" if done.startswith("copied") else "explain"
        builder.move(asked(world, kind, name).but(id=world.key(f"privacy:{done}")))
    builder.move(answer(world, f"answered{mark}"))
    for deed in copied(world, f"copied{mark}", who.person):
        builder.put(MAKER, deed)


def _found(builder: Builder) -> None:
    """Odd reads of two people, one settled, and one of who audits; a night's retention."""
    world = builder.world
    for n, (name, reader) in enumerate(
        (("open", "officer"), ("settled", "officer"), ("own", "auditadmin"))
    ):
        row = {
            "id": world.key(f"finding:{name}"),
            "city": CITY,
            "rule": "many_reads",
            "rules_id": world.key("text:misuse"),
            "reader_id": world.key(f"person:{reader}"),
            "day": world.day(-n),
            "number": 10,
            "bound": 9,
            "found_at": world.now,
        }
        builder.put(LOADER, Deed("misuse_finding", row))
    builder.move(looked(world, "settled"))
    run = {
        "id": new_key(),
        "city": CITY,
        "line_id": "sign_ins",
        "schedule_id": world.key("text:retention"),
        "days": 190,
        "removed": 0,
        "ran_at": world.now,
    }
    builder.put(LOADER, Deed("retention_run", run))
