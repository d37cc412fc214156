"""Builds the small world in a database, as its owner, through the law itself."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.agency import build_agency
from tongban.faces.cli.attacking.authority import build_authority
from tongban.faces.cli.attacking.baselines import build_baselines
from tongban.faces.cli.attacking.builder import LOADER, Builder
from tongban.faces.cli.attacking.certificates import build_certificates
from tongban.faces.cli.attacking.containers import build_containers
from tongban.faces.cli.attacking.deeds import Deed, Move, Who
from tongban.faces.cli.attacking.directories import build_directory
from tongban.faces.cli.attacking.incidents import build_incidents
from tongban.faces.cli.attacking.levels import build_levels
from tongban.faces.cli.attacking.links import build_links
from tongban.faces.cli.attacking.listing import build_lists
from tongban.faces.cli.attacking.mandates import build_mandates
from tongban.faces.cli.attacking.networks import build_networks, build_secret
from tongban.faces.cli.attacking.orgs import build_orgs
from tongban.faces.cli.attacking.people import build_bodies, build_people, build_traces
from tongban.faces.cli.attacking.powers import build_powers
from tongban.faces.cli.attacking.privacy import build_privacy
from tongban.faces.cli.attacking.questions import build_questions
from tongban.faces.cli.attacking.readmitting import build_readmissions
from tongban.faces.cli.attacking.releasing import build_releases
from tongban.faces.cli.attacking.reviewing import (
    document_of,
    draft_row,
    elements_of,
    hand_in,
    review,
)
from tongban.faces.cli.attacking.rights import build_rights
from tongban.faces.cli.attacking.sign_ins import build_sign_ins
from tongban.faces.cli.attacking.turns import act, special, wish
from tongban.faces.cli.attacking.windows import build_windows
from tongban.faces.cli.attacking.wordings import build_wordings
from tongban.faces.cli.attacking.world import (
    CITY,
    FORM,
    OTHER_CITY,
    PARTS,
    SPECIAL,
    STATES,
    TAKEN_IN,
    Case,
    World,
)
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.database.keys import new_key

# Events that lead to a state, in order.
WAY_TO = {
    "draft": (),
    "submitted": ("submitted",),
    "accepted": ("submitted", "accepted"),
    "reviewed": ("submitted", "accepted", "reviewed"),
    "granted": ("submitted", "accepted", "reviewed", "granted"),
    "refused": ("submitted", "accepted", "reviewed", "refused"),
    "not_accepted": ("submitted", "not_accepted"),
    "delivered": ("submitted", "accepted", "reviewed", "granted", "delivered"),
    "correcting": ("submitted", "correction_asked"),
    "dispatched": ("submitted", "accepted", "reviewed", "granted", "dispatched"),
    "withdrawn": ("submitted", "withdrawn"),
    # Not states, but ways that the attacks need: answered, and given up late.
    "mended": ("submitted", "correction_asked", "corrected"),
    "given_up": ("submitted", "accepted", "reviewed", "withdrawn"),
}
STATE_AFTER = {"correction_asked": "correcting", "corrected": "submitted"}
JUST_NOW = timedelta(minutes=30)
# How far the special steps of a reviewed case have come: their places with their outcomes,
# "" for one that is under way.
CHECKED: dict[str, tuple[tuple[int, str], ...]] = {
    "untouched": (),
    "begun": ((2, ""), (3, "not_needed")),
    "failed": ((2, "failed"), (3, "not_needed")),
    "half": ((2, "passed"),),
    "standing": ((2, "passed"), (3, "")),
    "done": ((2, "passed"), (3, "passed")),
    "ready": ((2, "passed"), (3, "not_needed")),
}
# Working days within which a notice may be sent.
NOTICE_WITHIN = 5
SUNDAY_EVE = 6
PUBLISHED = (
    "collect",
    "entrusted",
    "own",
    "instant",
    "lapsed",
    "instant_lapsed",
    "theirs",
    "checked",
)
BARE = ("condition", "step", "basis", "material", "party_role")
OLD = -100


def build(owner: psycopg.Connection) -> World:
    """Make the world; the caller commits."""
    builder = Builder(owner)
    for code, name in ((CITY, "演练市"), (OTHER_CITY, "邻市")):
        row = {"code": code, "name": name, "host": "", "zone": OFFICE_ZONE.key}
        builder.put(Who("system", code), Deed("city", row | {"is_sample": False}))
    owner.execute(
        "insert into handling_system (code, name) values ('elsewhere', '外部系统')"
    )
    build_bodies(builder)
    build_people(builder)
    _catalogue(builder)
    _versions(builder)
    _bulk_change(builder)
    build_authority(builder, TAKEN_IN, OLD)
    _files(builder)
    _cases(builder)
    build_lists(builder)
    build_directory(builder, new_version)
    build_releases(builder)
    build_windows(builder)
    build_powers(builder)
    build_baselines(builder)
    build_wordings(builder)
    build_questions(builder)
    build_sign_ins(builder)
    build_containers(builder)
    build_links(builder)
    build_levels(builder, new_item, new_version)
    build_rights(builder)
    build_certificates(builder)
    build_traces(builder)
    build_mandates(builder)
    build_agency(builder)
    build_readmissions(builder)
    build_privacy(builder)
    build_incidents(builder)
    build_orgs(builder, new_version)
    build_networks(builder)
    build_secret(builder, new_item, new_version)
    return builder.world


def _cases(builder: Builder) -> None:
    """In every state, taken in every way, in time and late."""
    for item in TAKEN_IN:
        for state in STATES:
            builder.world.cases[item, state] = new_case(builder, item, state)
        for way in ("mended", "given_up"):
            builder.world.cases[item, way] = new_case(builder, item, way)
        for way in ("pickup", "electronic", ""):
            case = new_case(builder, item, "granted", way=way)
            builder.world.cases[item, f"granted_{way}"] = case
        for name, days in (("in_time", 0), ("late", 1)):
            ago = timedelta(days=_days_of_notice(builder.world) + days)
            case = new_case(builder, item, "submitted", ago=ago)
            builder.world.cases[item, name] = case
    for item, state in (("lapsed", "submitted"), ("instant_lapsed", "accepted")):
        builder.world.cases[item, state] = _lapsed(builder, item, state)
    for way, steps in CHECKED.items():
        builder.world.cases["checked", way] = new_checked(builder, steps)
    for state in ("draft", "accepted", "granted"):
        builder.world.cases["theirs", state] = new_case(builder, "theirs", state)


def _catalogue(builder: Builder) -> None:
    for city, prefix in ((CITY, ""), (OTHER_CITY, "other_")):
        builder.load(
            "material_type", f"{prefix}material_type", city=city, code="m", name="材料"
        )
        builder.load(
            "form_version",
            f"{prefix}form",
            city=city,
            digest="0" * 64,
            schema=Jsonb(FORM),
        )
    names = (*PUBLISHED, "superseded", "withdrawn", "coming", "bare", "other_item")
    for number, name in enumerate(names):
        new_item(builder, name, number)


def _bulk_change(builder: Builder) -> None:
    """One that was made by the drafter of the department."""
    builder.load(
        "bulk_change",
        "bulk_change",
        kind="consult_phone",
        said=Jsonb({}),
        reason="x",
        bodies=[builder.world.key("body:dept")],
        made_by_id=builder.world.key("person:drafter"),
        made_at=builder.world.now,
    )


def new_item(builder: Builder, name: str, number: int) -> None:
    """An item of the department, keyed `item:<name>`."""
    world = builder.world
    other = name.startswith("other_")
    builder.load(
        "item",
        f"item:{name}",
        city=OTHER_CITY if other else CITY,
        body_id=world.key("body:other_dept" if other else "body:dept"),
        family="administrative_power",
        item_type="01",
        basic_code="",
        implementation_code=f"i{number}",
        handling_code=name,
        created_at=world.now,
    )


def new_version(  # each says one thing about the version
    builder: Builder,
    name: str,
    item: str,
    number: int,
    *,
    without: str = "",
    reviews: int = 3,
    says: dict[str, Any] | None = None,
) -> None:
    """One version with all its parts, keyed `version:<name>` and `<part>:<name>:<n>`.

    Its text was handed in (`draft:<name>`, `submission:<name>`) and passed reviews.
    """
    world = builder.world
    version = world.key(f"version:{name}")
    parts = {part: _parts(world, part, name) for part in PARTS if part != without}
    parts |= {without: []} if without else {}
    elements = elements_of(parts) | (says or {})
    row = world.version_row(item) | {"id": version, "number": number}
    builder.put(LOADER, Deed("item_version", row | {"elements": Jsonb(elements)}))
    for part, rows in parts.items():
        for one in rows:
            builder.put(LOADER, Deed(f"item_{part}", one))
    text = document_of(row, item, parts) | (says or {})
    hand_in(builder, name, text, reviews=reviews)


def _parts(world: World, part: str, name: str) -> list[dict[str, Any]]:
    rows = []
    for n in range(1, 6 if part == "condition" else 4):
        row = world.part_row(part, world.key(f"version:{name}"), n)
        row["id"] = world.key(f"{part}:{name}:{n}")
        if part == "party_role" and n == 1:
            row["role"] = "applicant"
        if part == "material" and name.startswith("demanding") and n == 1:
            # Asks what a list cancels, under another code.
            row["name"] = f"证明{name.removeprefix('demanding')}"
        if part == "step" and name == "checked":
            row |= SPECIAL.get(n, {})
        rows.append(row)
    return rows


def _versions(builder: Builder) -> None:
    world = builder.world

    def publish(version: str, item: str, day: int) -> None:
        move = world.publication(version, item)
        builder.move(move.but(effective_on=world.day(day)))

    for name in (*PUBLISHED, "withdrawn"):
        new_version(builder, name, name, 1)
        publish(name, name, OLD)
    new_version(builder, "coming", "coming", 1)
    publish("coming", "coming", 1)
    for number, (name, day) in enumerate(
        (("superseded", OLD), ("superseding", 0), ("next", 30)), 1
    ):
        new_version(builder, name, "superseded", number)
        publish(name, "superseded", day)
    for number, name in enumerate(("ready", "ready2"), 7):
        new_version(builder, name, "superseded", number)
    new_version(builder, "demanding", "superseded", 31)
    for number, part in enumerate(BARE, 1):
        new_version(builder, f"without_{part}", "bare", number, without=part)
    nothing = {"no_materials": True}
    new_version(
        builder, "asks_nothing", "superseded", 32, without="material", says=nothing
    )
    new_version(builder, "without_sense", "bare", len(BARE) + 1, says=nothing)
    _unpublished(builder)
    other = {"id": world.key("version:other"), "city": OTHER_CITY}
    other |= {
        "form_id": world.key("other_form"),
        "drafted_by_id": world.key("person:other_officer"),
    }
    builder.put(
        Who("system", OTHER_CITY),
        Deed("item_version", world.version_row("other_item") | other),
    )
    publisher = world.who["publisher"]
    row = {
        "id": new_key(),
        "city": CITY,
        "version_id": world.key("version:withdrawn"),
        "withdrawn_on": world.today,
        "reason": "演练",
        "withdrawn_by_id": publisher.person,
        "withdrawn_at": world.now,
    }
    builder.put(publisher, Deed("item_withdrawal", row))


def _unpublished(builder: Builder) -> None:
    """Versions that must not be published as they stand, and texts under review."""
    world = builder.world
    for number in range(3):
        new_version(
            builder, f"passed{number}", "superseded", 20 + number, reviews=number
        )
    new_version(builder, "sent_back", "superseded", 23, reviews=1)
    builder.move(review(world, "sent_back", "legality", "returned"))
    new_version(builder, "by_allround", "superseded", 24, reviews=0)
    world.texts["unheard"] = {"name": "没有送审的草稿"}
    row = draft_row(world, world.texts["unheard"]) | {"id": world.key("draft:unheard")}
    builder.put(LOADER, Deed("item_draft", row))
    allround = world.who["allround"]
    first = review(world, "by_allround", "first_review").by(allround)
    builder.move(first.but(reviewer_id=allround.person))
    new_version(builder, "led_by_allround", "superseded", 25, reviews=0)
    first = review(world, "led_by_allround", "first_review").by(allround)
    builder.move(first.but(reviewer_id=allround.person))
    for stage in ("legality", "gatekeeping"):
        builder.move(review(world, "led_by_allround", stage))
    new_version(builder, "tampered", "superseded", 26)
    fee = world.part_row("fee", world.key("version:tampered"), 9)
    builder.put(LOADER, Deed("item_fee", fee))
    for number, name in ((29, "replaced"), (30, "replaced1")):
        passed = 3 if name == "replaced" else 1
        new_version(builder, name, "superseded", number, reviews=passed)
    for number, name in ((27, "rewritten"), (28, "rewritten1")):
        passed = 3 if name == "rewritten" else 1
        new_version(builder, name, "superseded", number, reviews=passed)
        builder.put_right(
            "update item_draft set document = document || '{\"visits\": 9}' where id = %s",
            world.key(f"draft:{name}"),
        )


def _files(builder: Builder) -> None:
    world = builder.world
    for name in ("citizen", "stranger", "clerk"):
        person = world.key(f"person:{name}")
        builder.load(
            "stored_file",
            f"file:{name}",
            digest=name * 8,
            size=1,
            media_type="x",
            original_name="x",
            received_at=world.now,
            received_by=person,
        )
        row = {
            "person_id": person,
            "file_id": world.key(f"file:{name}"),
            "name": "x",
            "material_type_id": world.key("material_type"),
            "handed_in_at": world.now,
            "handed_in_by_id": person,
        }
        builder.load("upload", f"upload:{name}", **row)
    builder.load(
        "stored_file",
        "file:paper",
        digest="paper",
        size=1,
        media_type="x",
        original_name="x",
        received_at=world.now,
    )


def _days_of_notice(world: World) -> int:
    """The most days ago on which a notice of today is still within its five."""
    days = working = 0
    while working <= NOTICE_WITHIN:
        working += (world.day(-days)).isoweekday() < SUNDAY_EVE
        days += 1
    return days - 1


def new_case(
    builder: Builder,
    item: str,
    state: str,
    *,
    way: str = "post",
    ago: timedelta = JUST_NOW,
) -> Case:
    """Lead a new case to a state, by the right people, a minute for each step.

    `way` is how the applicant wants the result, `ago` how long ago it was filed.
    """
    world = builder.world
    filed = world.application(item).but(filed_at=world.now - ago)
    filed = filed.but(filed_on=(world.now - ago).astimezone(OFFICE_ZONE).date())
    if item == "theirs":
        filed = Move(world.who["connector"], filed.deed)
    move = world.new_case(filed, item)
    if item == "theirs":
        move = move.but(handled_by="elsewhere")
    return _walk(builder, item, state, move, way=way)


def new_checked(builder: Builder, steps: tuple[tuple[int, str], ...]) -> Case:
    """A reviewed case whose special steps have come so far."""
    world = builder.world
    case = new_case(builder, "checked", "reviewed")
    for place, outcome in steps:
        kinds = ["special_begun"] * (outcome != "not_needed")
        for kind in (*kinds, *["special_ended"] * bool(outcome)):
            builder.move(special(world, case, kind, place, outcome))
            case = replace(case, last_seq=case.last_seq + 1)
    return case


def local_day(world: World) -> date:
    return (world.now - JUST_NOW).astimezone(OFFICE_ZONE).date()


def _walk(builder: Builder, item: str, state: str, move: Move, *, way: str) -> Case:
    world = builder.world
    filed_at = move.before[0][1].row["filed_at"]
    builder.move(move)
    row = move.deed.row
    case = Case(row["id"], row["application_id"], item, row["version_id"])
    _filed(builder, case)
    if way and item != "theirs":
        builder.put(move.who, wish(case, way))
    for step in WAY_TO[state]:
        if step == "not_accepted":
            unmet = world.of_case(case, "condition", 3)
            builder.move(unmet.but(is_met=False))
        seq = case.last_seq + 1
        since = filed_at + JUST_NOW if step == "submitted" else world.now
        event = act(world, case, step, since - timedelta(minutes=25 - seq))
        builder.move(event)
        events = {**case.events, step: event.deed.row["id"]}
        reached = STATE_AFTER.get(step, step)
        case = replace(case, state=reached, last_seq=seq, events=events)
        if step == "submitted":
            builder.move(world.paper(case, step))
    return case


def _filed(builder: Builder, case: Case) -> None:
    world = builder.world
    who, _ = world.actor_for(case, "submitted")
    row = {"city": CITY, "application_id": case.application_id}
    builder.put(who, Deed("application_form", row | {"values": Jsonb({})}))
    reader = row | {"person_id": world.key("person:citizen")}
    builder.put(who, Deed("application_reader", reader))
    builder.move(world.party(case).but(place=0, person_id=world.key("person:citizen")))
    if case.item != "theirs":
        for part in ("material", "step", "fee", "condition"):
            builder.move(world.of_case(case, part, 1))


def _lapsed(builder: Builder, item: str, state: str) -> Case:
    """A case whose acceptance was the department's own: the centre has no entry."""
    world = builder.world
    case = new_case(builder, item, "submitted")
    if state == "submitted":
        return case
    event = world.event(case, "accepted")
    officer = world.who["officer"]
    event = event.by(officer).but(
        actor_person=officer.person,
        acting_body=world.key("body:dept"),
        occurred_at=world.now - timedelta(minutes=20),
    )
    builder.move(event)
    events = {**case.events, "accepted": event.deed.row["id"]}
    return replace(case, state="accepted", last_seq=2, events=events)
