"""Puts rows of the attacked world into a database, as its owner."""

from datetime import datetime
from typing import Any

import psycopg

from tongban.faces.cli.attacking.deeds import SET_ACTOR, Deed, Move, Who
from tongban.faces.cli.attacking.statements import run
from tongban.faces.cli.attacking.world import CITY, World

LOADER = Who("system", CITY)


class Builder:
    """Puts rows in as the owner; the actor is set for each row."""

    def __init__(self, owner: psycopg.Connection, world: World | None = None) -> None:
        """Take the clock of the database: the law reads no other."""
        self.owner = owner
        self.world = world or World(_now(owner))

    def put(self, who: Who, deed: Deed) -> None:
        """Insert one row, or change it, as that actor."""
        self.owner.execute(SET_ACTOR, who.settings())
        run(self.owner, deed, deed.verb)

    def load(self, table: str, called: str, /, **row: Any) -> None:
        """Insert a row with a key that has a name, as the loader of its city."""
        whole: dict[str, Any] = {"id": self.world.key(called), "city": CITY, **row}
        self.put(Who("system", whole["city"]), Deed(table, whole))

    def move(self, move: Move) -> None:
        """Make a lawful move."""
        for who, deed in move.deeds:
            self.put(who, deed)

    def put_right(self, statement: str, key: object) -> None:
        """Change one row as the loader of the city."""
        self.owner.execute(SET_ACTOR, LOADER.settings())
        self.owner.execute(statement, [key])


def _now(owner: psycopg.Connection) -> datetime:
    found = owner.execute("select now()").fetchone()
    if found is None:
        raise RuntimeError("the database tells no time")
    moment: datetime = found[0]
    return moment
