"""Windows of classes in the attacked world: a class with its list, and one without."""

from typing import Any

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.releasing import (
    let_review,
    list_publication,
    list_row,
    release,
)
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

PAPERS = {"norm": "规范", "procedure": "规程"}
OF_A_CLASS = "entrusted"


def window_release(world: World, of_class: str = "enterprise") -> Move:
    """A list of a class of windows at the hall, with its papers."""
    key = world.key(f"window_class:{of_class}")
    move = release(world, "window")
    return move.but(
        venue_id=world.key("venue:hall"), window_class_id=key, papers=Jsonb(PAPERS)
    )


def classing(world: World, window: str, of_class: str = "enterprise") -> Move:
    """A window that is of a class from a day on, by the office of the catalogue."""
    who = world.who["publisher"]
    row: dict[str, Any] = {
        "id": new_key(),
        "city": CITY,
        "window_id": world.key(f"window:{window}"),
        "window_class_id": world.key(f"window_class:{of_class}"),
        "effective_on": world.day(3),
        "registered_by_id": who.person,
        "registered_at": world.now,
    }
    return Move(who, Deed("window_classing", row))


def build_windows(builder: Builder) -> None:
    """A class whose list is in force, a window of it with its clerk, and a bare class."""
    world = builder.world
    for code in ("enterprise", "bare"):
        builder.load(
            "window_class",
            f"window_class:{code}",
            code=code,
            name=code,
            about="",
            themes=[],
        )
    for name in ("window_unwritten", "window_in_force"):
        move = window_release(world).but(id=world.key(f"release:{name}"))
        if name == "window_unwritten":
            move = move.but(papers=Jsonb({}))
        builder.move(move)
    builder.move(list_row(world, "window_in_force", "window", OF_A_CLASS))
    let_review(builder, "window_in_force")
    act = list_publication(world, "window_in_force", "window")
    builder.move(
        act.but(
            venue_id=world.key("venue:hall"),
            window_class_id=world.key("window_class:enterprise"),
            effective_on=world.day(-9),
        )
    )
    builder.move(classing(world, "classed").but(effective_on=world.today))
