"""What an import of a list writes, in the attacked world: drafts with their source and marks."""

from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.reviewing import draft_row
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

# A mark of an officer on an imported draft, and one of the colleague who goes on.
MARK = {"path": "conditions", "added_by": "officer", "added_at": "2026-11-01T00:00:00Z"}

# Drafts in whose place a newer one stands: never handed in, reviewed once, and thrice.
RESTING = ("rests", "replaced1", "replaced")


def imported(world: World, name: str, *, by: str = "drafter", n: int = 1) -> Move:
    """The draft that a row of a list becomes; `n` counts the changes of that row."""
    who = world.who[by]
    document = {"name": name, "handling_code": name, "org": "dept"}
    cells = {"item_name": name, "handling_code": name, "n": n}
    finding = {"rule": "condition.missing", "severity": "error", "where": "conditions"}
    row = draft_row(world, document) | {
        "drafted_by_id": who.person,
        "source_name": name,
        "source_digest": digest_of_row(name, n),
        "source_document": Jsonb({"format": "tongban.list-row/1", "cells": cells}),
        "findings": Jsonb([finding | {"message": "没有写条件"}]),
    }
    return Move(who, Deed("item_draft", row))


def digest_of_row(name: str, n: int) -> str:
    """The digest of what the row says."""
    return f"{name}:{n}".ljust(64, "0")


def superseding(world: World, name: str, key: UUID, *, by: str = "drafter") -> Move:
    """Marking a draft with the key of the newer one that is to come."""
    row = {"superseded_by_id": key}
    where = {"id": world.key(f"draft:{name}")}
    return Move(world.who[by], Deed("item_draft", row, "update", where))


def carried_over(world: World, name: str, *, by: str = "drafter") -> Move:
    """The row came again, changed: a newer draft with the marks of the earlier one."""
    newer = imported(world, name, by=by, n=2)
    mark = superseding(world, name, newer.deed.row["id"], by=by)
    return Move(newer.who, newer.deed, ((mark.who, mark.deed),))


def marked(world: World, name: str, marks: list[dict[str, Any]], by: str) -> Move:
    """The marks of a draft as they shall be now."""
    row = {"additions": Jsonb(marks)}
    where = {"id": world.key(f"draft:{name}")}
    return Move(world.who[by], Deed("item_draft", row, "update", where))


def own_mark(path: str, by: str) -> dict[str, str]:
    """A mark under a name."""
    return MARK | {"path": path, "added_by": by}


def build_lists(builder: Builder) -> None:
    """Rows of lists that were taken in: completed, replaced, published."""
    world = builder.world
    for name in ("listed", "completed", "rests", "twice"):
        move = imported(world, name)
        builder.move(move.but(id=world.key(f"draft:{name}")))
    builder.move(marked(world, "completed", [MARK], "officer"))
    for name in RESTING:
        newer = world.key(f"draft:newer_{name}")
        builder.move(superseding(world, name, newer))
        builder.move(imported(world, name, n=2).but(id=newer))
    # What was published from its text says so.
    for name in ("collect", "own", "superseded"):
        row = {"published_version": world.key(f"version:{name}")}
        where = {"id": world.key(f"draft:{name}")}
        publisher = world.who["publisher"]
        builder.move(Move(publisher, Deed("item_draft", row, "update", where)))


def rest_row(world: World) -> dict[str, Any]:
    """Handing in the draft that rests, word for word."""
    document = {"name": "rests", "handling_code": "rests", "org": "dept"}
    return {
        "id": new_key(),
        "city": CITY,
        "draft_id": world.key("draft:rests"),
        "number": 1,
        "document": Jsonb(document),
        "digest": "0" * 64,
        "handed_in_by_id": world.key("person:drafter"),
        "handed_in_at": world.now,
    }
