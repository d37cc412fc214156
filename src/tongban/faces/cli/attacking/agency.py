"""Assisted handling in the attacked world: who serves, orders in each state, an item marked."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.mandates import by_code
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

AGENT, COLLEAGUE, KEEPER = "hall_agent", "hall_agent2", "agency_keeper"
DAYS: Final = 300


def post(world: World, person: str = "hall_agent3", by: str = KEEPER) -> Move:
    """Somebody serves at the hall from today on."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "kind": "window",
        "body_id": world.key("body:centre"),
        "person_id": world.key(f"person:{person}"),
        "themes": [],
        "valid_from": world.today,
        "valid_to": world.day(DAYS),
        "project": "",
        "tag": "",
        "registered_by_id": who.person,
        "registered_at": world.now,
    }
    return Move(who, Deed("agency_post", row))


def post_end(world: World, called: str = COLLEAGUE) -> Move:
    """A post ends before its time."""
    who = world.who[KEEPER]
    row = {
        "post_id": world.key(f"agency_post:{called}"),
        "city": CITY,
        "ends_on": world.day(10),
        "reason": "x",
        "ended_by_id": who.person,
        "ended_at": world.now,
    }
    return Move(who, Deed("agency_post_end", row))


def named(world: World, agent: str = AGENT) -> Move:
    """The citizen names an agent while signed in."""
    head = world.who["citizen"]
    return (
        by_code(world)
        .by(head)
        .but(
            agent_id=world.key(f"person:{agent}"),
            kind="village_agent",
            scope_kind="items",
            scope=[str(world.key("item:own"))],
            made_how="named",
            made_by_id=head.person,
            offer_id=None,
        )
    )


def order(world: World, *, agent: str | None = AGENT) -> Move:
    """The citizen asks the agent by name; or whoever serves at the hall."""
    who = world.who["citizen"]
    row: dict[str, Any] = {
        "id": new_key(),
        "city": CITY,
        "body_id": world.key("body:centre"),
        "principal_person_id": who.person,
        "asked_by_id": who.person,
        "items": [world.key("item:own")],
        "project": "",
        "path": "on_behalf",
        "asked_at": world.now,
    }
    if agent is not None:
        row["post_id"] = world.key(f"agency_post:{agent}")
        row["mandate_id"] = world.key("mandate:agency")
    return Move(who, Deed("agency_order", row))


def step(  # what a step is of
    world: World, called: str, kind: str, number: int = 1, by: str = AGENT
) -> Move:
    """The next step of an order of the world, by its agent."""
    who = world.who[by]
    row: dict[str, Any] = {
        "id": new_key(),
        "city": CITY,
        "order_id": world.key(f"agency_order:{called}"),
        "number": number,
        "kind": kind,
        "by_id": who.person,
        "words": "x" if kind in {"done", "given_up", "handed_on"} else "",
        "happened_at": world.now,
    }
    if kind == "taken":
        row["mandate_id"] = world.key("mandate:agency")
    if kind == "filed":
        row["case_id"] = world.case("own", "submitted").case_id
    if kind == "handed_on":
        row["post_id"] = world.key(f"agency_post:{COLLEAGUE}")
    return Move(who, Deed("agency_step", row))


def marked(world: World, item: str = "own", number: int = 1) -> Move:
    """The office says which paths are open."""
    who = world.who[KEEPER]
    row = {
        "id": new_key(),
        "city": CITY,
        "item_id": world.key(f"item:{item}"),
        "number": number,
        "kind": "certification",
        "paths": ["on_behalf"],
        "said_by_id": who.person,
        "said_at": world.now,
    }
    return Move(who, Deed("assisted_item", row))


def fee(world: World, case: str = "own", state: str = "accepted") -> Move:
    """The officer asks the fee that the guide publishes."""
    return world.of_case(world.case(case, state), "fee", 2)


def build_agency(builder: Builder) -> None:
    """Two agents, a mandate, and orders that are open, taken, filed and over."""
    world = builder.world
    for called in (AGENT, COLLEAGUE):
        key = world.key(f"agency_post:{called}")
        builder.move(post(world, called).but(id=key))
    ended = post(world, "hall_agent3").but(
        id=world.key("agency_post:past"),
        valid_from=world.day(320),
        valid_to=world.day(360),
    )
    builder.move(ended)
    builder.move(post_end(world, "past").but(ends_on=world.day(330)))
    of_firm = {"kind": "firm", "firm_id": world.key("firm"), "project": "x"}
    builder.move(post(world, AGENT).but(**of_firm, tag="key"))
    builder.move(named(world).but(id=world.key("mandate:agency")))
    builder.move(marked(world, "own"))
    for called in ("open", "taken", "linked", "over"):
        builder.move(order(world).but(id=_key(world, called)))
    builder.move(order(world, agent=None).but(id=_key(world, "unnamed")))
    for called in ("taken", "linked", "over"):
        builder.move(step(world, called, "taken"))
    linked = step(world, "linked", "filed", 2)
    builder.move(linked.but(case_id=world.case("own", "accepted").case_id))
    builder.move(step(world, "over", "done", 2))


def _key(world: World, called: str) -> UUID:
    return world.key(f"agency_order:{called}")


LATE = timedelta(days=40)
