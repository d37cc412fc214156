"""Bodies over time in the attacked world: one that ended, and where a measure runs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

MEASURE: Final = "online_pre_review"
# Drafted and approved so many days ago, and so since.
_ASKED, _SINCE = 10, 5
# One with an item still in force, one of which nothing is left, one that is closed.
ENDED: Final = ("ended", "emptied", "closed")


def line(code: str, **said: Any) -> dict[str, Any]:
    """One line of a change: everything that will be so of a body."""
    empty = dict.fromkeys(
        ("parent", "leader", "section", "phone", "address", "uscc", "level", "region"),
        "",
    )
    return {
        "what": "body",
        "code": code,
        "name": "新名",
        "short_name": "新名",
        "kind": "department",
        "vertical": False,
        "ended": False,
        "successors": [],
        **empty,
        **said,
    }


def change(
    world: World, *lines: dict[str, Any], by: str = "org_drafter", day: int = 3
) -> Move:
    """Somebody drafts a change of bodies."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "kind": "rename",
        "lines": Jsonb(list(lines) or [line("dept2")]),
        "words": "x",
        "document_number": "x",
        "effective_on": world.day(day),
        "reason": "x",
        "drafted_by_id": who.person,
        "drafted_at": world.now,
    }
    return Move(who, Deed("org_change", row))


def approval(world: World, drafted: Move, by: str = "org_approver") -> Move:
    """Somebody else approves it, and the facts are written."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "change_id": drafted.deed.row["id"],
        "outcome": "confirmed",
        "reason": "",
        "answered_by_id": who.person,
        "answered_at": drafted.deed.row["drafted_at"],
    }
    return Move(who, Deed("org_change_answer", row), drafted.deeds)


def pilot(world: World, body: str, by: str = "org_drafter") -> Move:
    """A measure runs at a body."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "measure_id": MEASURE,
        "body_id": world.key(f"body:{body}"),
        "starts_on": world.day(-1),
        "due_on": world.day(30),
        "document_number": "x",
        "set_by_id": who.person,
        "set_at": world.now,
    }
    return Move(who, Deed("pilot", row))


def closing(world: World, body: str, by: str = "org_drafter") -> Move:
    """A body that ended has nothing left."""
    who = world.who[by]
    row = {
        "body_id": world.key(f"body:{body}"),
        "city": CITY,
        "closed_by_id": who.person,
        "closed_at": world.now,
    }
    return Move(who, Deed("body_closing", row))


def scheme(world: World, by: str = "org_approver") -> Move:
    """By which figures bodies are assessed."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "number": 7,
        "title": "x",
        "weights": Jsonb([]),
        "document_number": "x",
        "published_by_id": who.person,
        "published_at": world.now,
    }
    return Move(who, Deed("assessment_scheme", row))


def sheet(world: World, by: str = "org_approver") -> Move:
    """The figures of a body and period."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "scheme_id": world.key("scheme"),
        "body_id": world.key("body:dept"),
        "body_name": "x",
        "first_day": world.day(-60),
        "last_day": world.day(-30),
        "rows": Jsonb([]),
        "got": 0,
        "of": 0,
        "published_by_id": who.person,
        "published_at": world.now,
    }
    return Move(who, Deed("assessment_sheet", row))


def build_orgs(builder: Builder, new_version: Callable[..., None]) -> None:
    """A body with an item that has ended, and the measure at all others."""
    world = builder.world
    for name in ENDED:
        builder.load(
            "body",
            f"body:{name}",
            code=name,
            name=name,
            short_name=name,
            uscc=name,
            level="city",
            kind="department",
            phone="",
            address="",
            region_id=world.key("region:city"),
        )
    builder.load(
        "item",
        "item:ended",
        body_id=world.key("body:ended"),
        family="public_service",
        item_type="20",
        basic_code="",
        implementation_code="ended",
        handling_code="ended",
        created_at=world.now,
    )
    new_version(builder, "ended", "ended", 1)
    builder.move(world.publication("ended", "ended").but(effective_on=world.today))
    asked = world.now - timedelta(days=_ASKED)
    after = [{"code": "dept2", "takes": ""}]
    gone = [line(name, ended=True, successors=after) for name in ENDED]
    renamed = line(CITY, what="region", kind="prefecture", level="city")
    drafted = change(world, *gone, renamed, day=-_SINCE).but(drafted_at=asked)
    builder.move(approval(world, drafted))
    for body in ("dept", "dept2", "centre"):
        started = world.now - timedelta(hours=1)
        builder.move(pilot(world, body).but(set_at=started))
    builder.move(closing(world, "closed"))
    builder.move(scheme(world).but(id=world.key("scheme"), number=1))
    builder.move(sheet(world).but(first_day=world.day(-90)))
