"""Powers that halls keep, in the attacked world: of the resident item, from a day on."""

from typing import Any

from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

RESIDENT = "collect"
EVERY = ["accept", "review", "decide"]


def power(world: World, item: str = RESIDENT) -> Move:
    """All of an item is done in the hall from a day on, by the office of the catalogue."""
    who = world.who["publisher"]
    row: dict[str, Any] = {
        "id": new_key(),
        "city": CITY,
        "item_id": world.key(f"item:{item}"),
        "venue_id": world.key("venue:hall"),
        "powers": EVERY,
        "effective_on": world.day(3),
        "document_number": "授权〔2026〕1号",
        "registered_by_id": who.person,
        "registered_at": world.now,
    }
    return Move(who, Deed("hall_power", row))


def build_powers(builder: Builder) -> None:
    """The resident item may be accepted in the hall."""
    said = power(builder.world).but(effective_on=builder.world.today, powers=["accept"])
    builder.move(said)
