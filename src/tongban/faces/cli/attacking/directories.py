"""The basic directory of the attacked world: entries, claims, what conforms and what departs."""

from collections.abc import Callable
from typing import Any

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.builder import LOADER, Builder
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.reviewing import draft_row
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

# As long ago as the versions of the world were published.
OLD = -100
# Makes a version with all its parts, handed in and passed: see building.py.
Make = Callable[[Builder, str, str, int], None]
NAME, RENAMED = "演练事项", "演练事项（新）"
# Items by what becomes of them: published, then asked to change; a proposal taken over; not
# claimed by their body; with a name that the directory does not give; free to be published.
ITEMS = ("moved", "taken", "unclaimed", "departs", "agrees")


def slot(key: str, value: Any, **more: Any) -> dict[str, Any]:
    """An element that an entry's version states."""
    usual = {"key": key, "label": key, "path": [key], "mode": "equal"}
    return usual | {"scope": "uniform", "value": value} | more


def slots_of(name: str) -> list[dict[str, Any]]:
    """What the versions of this world state."""
    said = [slot("name", name), slot("item_type", "01")]
    return [*said, slot("visits", 0, mode="at_most")]


def entry(world: World, code: str, **changed: Any) -> Move:
    """A new entry, by the catalogue's office."""
    row = {"id": new_key(), "city": CITY, "level": "city", "basic_code": code}
    row |= {"created_at": world.now}
    return Move(world.who["publisher"], Deed("directory_entry", row | changed))


def version(world: World, of: str, number: int = 1, name: str = NAME) -> Move:
    """A version of an entry, in force long since, or today if there is one before it."""
    publisher = world.who["publisher"]
    row = {
        "id": new_key(),
        "city": CITY,
        "entry_id": world.key(f"entry:{of}"),
        "number": number,
        "name": name,
        "item_type": "01",
        "levels": ["3"],
        "slots": Jsonb(slots_of(name)),
        "basis_title": "某条例",
        "basis_number": "",
        "basis_rank": "regulation",
        "reason": "",
        "effective_on": world.day(OLD if number == 1 else 0),
        "published_by_id": publisher.person,
        "published_at": world.now,
    }
    return Move(publisher, Deed("directory_version", row))


def claim(world: World, of: str, body: str = "dept") -> Move:
    """A body takes the entry on itself, by its drafter."""
    drafter = world.who["drafter"]
    row = {
        "id": new_key(),
        "city": CITY,
        "entry_id": world.key(f"entry:{of}"),
        "body_id": world.key(f"body:{body}"),
        "exercise_level": "3",
        "claimed_by_id": drafter.person,
        "claimed_at": world.now,
    }
    return Move(drafter, Deed("directory_claim", row))


def taking_over(world: World, of: str, draft: str) -> Move:
    """The body's drafter takes what the directory asks over into a draft."""
    drafter = world.who["drafter"]
    row = {
        "draft_id": world.key(f"draft:{draft}"),
        "taken_by_id": drafter.person,
        "taken_at": world.now,
        "replaced": Jsonb({}),
    }
    where = {"id": world.key(f"proposal:{of}")}
    return Move(drafter, Deed("directory_proposal", row, "update", where))


def build_directory(builder: Builder, make: Make) -> None:
    """Five entries with an item each; one more that nothing implements."""
    world = builder.world
    for number, name in enumerate((*ITEMS, "bare"), 1):
        builder.move(entry(world, f"code-{name}", id=world.key(f"entry:{name}")))
        stated = RENAMED if name == "departs" else NAME
        first = version(world, name, name=stated)
        builder.move(first.but(id=world.key(f"directory_version:{name}")))
        if name in ITEMS:
            _item(builder, make, name, number)
    for name in ("moved", "taken"):
        builder.move(world.publication(name, name).but(effective_on=world.day(OLD)))
        second = version(world, name, 2, RENAMED)
        builder.move(second.but(id=world.key(f"directory_version:{name}2")))
        found = builder.owner.execute(
            "select id from directory_proposal where item_id = %s",
            [world.key(f"item:{name}")],
        ).fetchone()
        world.ids[f"proposal:{name}"] = found[0] if found else new_key()
    row = draft_row(world, {"name": RENAMED}) | {"id": world.key("draft:laid_over")}
    builder.put(LOADER, Deed("item_draft", row))
    builder.move(taking_over(world, "taken", "laid_over"))


def _item(builder: Builder, make: Make, name: str, number: int) -> None:
    world = builder.world
    builder.load(
        "item",
        f"item:{name}",
        body_id=world.key("body:dept"),
        family="administrative_power",
        item_type="01",
        basic_code=f"code-{name}",
        implementation_code=f"d{number}",
        handling_code=name,
        created_at=world.now,
    )
    make(builder, name, name, 1)
    if name != "unclaimed":
        builder.move(claim(world, name))
