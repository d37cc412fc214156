"""The database says which words a paper bears: those in force for its office on its day."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from tongban.faces.cli.attacking.deeds import SET_ACTOR, Move
from tongban.faces.cli.attacking.statements import run
from tongban.faces.cli.attacking.world import World


def words_of(session: psycopg.Connection, move: Move) -> Any:
    session.execute(SET_ACTOR, move.who.settings())
    run(session, move.deed, "insert")
    found = session.execute(
        "select wording_id from paper where id = %s", [move.deed.row["id"]]
    ).fetchone()
    assert found is not None
    return found[0]


@pytest.mark.parametrize("claimed", [None, "wording:drafted", "wording:worded"])
def test_whatever_is_claimed_the_words_in_force_stand(
    open_session: Callable[[str], psycopg.Connection], world: World, claimed: str | None
) -> None:
    session = open_session("app")
    move = world.paper(world.case("own", "refused"), "refused")
    said = world.key(claimed) if claimed else None
    # Of this kind a version of the department is in force from today ("ended" in some days).
    assert words_of(session, move.but(wording_id=said)) == world.key("wording:ended")


def test_where_nothing_is_in_force_a_paper_bears_the_platforms(
    open_session: Callable[[str], psycopg.Connection], world: World
) -> None:
    session = open_session("app")
    move = world.paper(world.case("own", "granted"), "granted")
    claimed = move.but(wording_id=world.key("wording:worded"))
    assert words_of(session, claimed) is None
