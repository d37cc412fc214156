"""Baselines in the attacked world: two items that have one, and what registers the next."""

from typing import Final

from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

REGISTERED: Final = ("own", "collect")


def baseline(world: World, item: str, number: int = 2) -> Move:
    """What an item asked long ago, registered by the office of the catalogue."""
    who = world.who["publisher"]
    row = {
        "id": new_key(),
        "city": CITY,
        "item_id": world.key(f"item:{item}"),
        "number": number,
        "counted_on": world.day(-3000),
        "materials": 10,
        "steps": 8,
        "visits": 3,
        "source": "指南汇编",
        "reason": "" if number == 1 else "漏数了一份",
        "registered_by_id": who.person,
        "registered_on": world.day(-1 if number == 1 else 0),
        "registered_at": world.now,
    }
    return Move(who, Deed("item_baseline", row))


def build_baselines(builder: Builder) -> None:
    """The first registration of each."""
    for item in REGISTERED:
        builder.move(baseline(builder.world, item, 1))
