"""Incidents in the attacked world: a plan in force, a draft, one open, one that waits for all."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

LEAD, AUDIT, ADMIN = "secadmin", "auditadmin", "sysadmin"
# What the plan of the attacked world asks for: one step, and two whom to tell.
PLAN: Final[dict[str, Any]] = {
    "kinds": [{"code": "leak", "name": "x"}],
    "levels": [
        {"code": "large", "name": "x", "when": "x"},
        {"code": "small", "name": "x", "when": "x"},
    ],
    "steps": [
        {"code": "stop", "title": "x", "who": "x", "hours": 1, "required": True}
        | {"levels": ["large"]}
    ],
    "notices": [
        {"code": code, "title": "x", "who": "x", "basis": "x", "hours": 4, "to": to}
        | {"required": True, "levels": ["large"]}
        for code, to in (("office", "authority"), ("people", "persons"))
    ],
    "drill_days": 365,
}
OPEN: Final = ("bare", "full", "drill")
_EMPTY: Final = ("receipt", "level", "data", "cause", "measures", "lessons")


def plan(world: World, number: int = 50, by: str = LEAD) -> Move:
    """A version is drafted."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "number": number,
        "title": "x",
        "content": Jsonb(PLAN),
        "drafted_by_id": who.person,
        "drafted_at": world.now,
    }
    return Move(who, Deed("incident_plan", row))


def plan_published(world: World, name: str = "waiting", by: str = ADMIN) -> Move:
    """It counts from today on."""
    who = world.who[by]
    row = {
        "plan_id": world.key(f"plan:{name}"),
        "city": CITY,
        "in_force_from": world.today,
        "published_by_id": who.person,
        "published_at": world.now,
    }
    return Move(who, Deed("incident_plan_publication", row))


def opened(world: World, by: str = "officer", level: str = "small") -> Move:
    """Somebody reports what they found an hour ago; a small one asks for no step."""
    who = world.who[by]
    key = new_key()
    row = {
        "id": key,
        "city": CITY,
        "number": key.hex[:24],
        "plan_id": world.key("plan:current"),
        "kind": "leak",
        "level": level,
        "is_drill": False,
        "title": "x",
        "words": "x",
        "found_at": world.now - timedelta(hours=1),
        "found_how": "x",
        "data": "",
        "alarm": "",
        "opened_by_id": who.person,
        "opened_at": world.now,
    }
    return Move(who, Deed("incident", row))


def entry(
    world: World, kind: str = "note", incident: str = "bare", by: str = LEAD
) -> Move:
    """Something is written into the timeline."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "incident_id": world.key(f"incident:{incident}"),
        "number": 0,
        "kind": kind,
        "words": "x",
        **dict.fromkeys(_EMPTY, ""),
        "happened_at": world.now,
        "written_by_id": who.person,
        "written_at": world.now,
    }
    return Move(who, Deed("incident_entry", row))


def settled(
    world: World, code: str = "stop", kind: str = "done", by: str = LEAD
) -> Move:
    """A step of the full incident is done, a notice given."""
    step = world.key(f"incident_step:{code}")
    return entry(world, kind, "full", by).but(step_id=step, receipt="x")


def closed(world: World, incident: str = "bare", by: str = AUDIT) -> Move:
    """It is closed with everything."""
    said = {"cause": "x", "measures": "x", "lessons": "x"}
    return entry(world, "closed", incident, by).but(**said)


def build_incidents(builder: Builder) -> None:
    """A plan in force and one that waits; incidents that are open, closed, half done."""
    world = builder.world
    builder.move(plan(world, 1).but(id=world.key("plan:current")))
    builder.move(plan_published(world, "current"))
    builder.move(plan(world, 2).but(id=world.key("plan:waiting")))
    for name in (*OPEN, "over"):
        by = LEAD if name == "drill" else "officer"
        level = "large" if name == "full" else "small"
        move = opened(world, by, level).but(id=world.key(f"incident:{name}"))
        builder.move(move.but(is_drill=name == "drill"))
    builder.move(opened(world, LEAD).but(id=world.key("incident:own")))
    _name_steps(builder)
    builder.move(settled(world, "office"))
    builder.move(entry(world))
    builder.move(closed(world, "over"))


def _name_steps(builder: Builder) -> None:
    """The database gave the steps their keys; moves call them by their codes."""
    rows = builder.owner.execute(
        "select code, id from incident_step where incident_id = %s",
        [builder.world.key("incident:full")],
    ).fetchall()
    for code, key in rows:
        name_key(builder.world, f"incident_step:{code}", key)


def name_key(world: World, called: str, key: UUID) -> None:
    """Let a key that was given elsewhere be called by a name."""
    world.ids[called] = key
