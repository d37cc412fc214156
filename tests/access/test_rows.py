"""The wall without the code before it: no row of a stranger, for any role, on any table."""

import pytest

from tests.access.people import APPLICANT, STRANGERS
from tests.access.walking import Walk
from tests.law.test_wall import MATRIX
from tests.law.walls import ACTORS, read_matrix
from tongban.capabilities.cases.permissions import SEE_CASE
from tongban.capabilities.people.roles import known_roles

pytestmark = pytest.mark.whole

# Staff find firms in the city's register; a list in force is everybody's, a draft is the body's.
SHARED = {"firm", "list_release", "list_row"}


def own_tables(actor: str) -> set[str]:
    """The tables of which the reviewed page says that this actor sees own rows alone."""
    column = ACTORS.index(actor)
    matrix = read_matrix(MATRIX.read_text(encoding="utf-8"))
    return {table for table, cells in matrix.items() if cells[column] == "own"}


def shared(walk: Walk, whose: str, tables: set[str], among: set[str]) -> list[str]:
    return [
        f"{table}: {name} sees {len(both)} rows of {whose}"
        for name in sorted(among)
        for table in sorted(tables)
        for both in [walk.rows[whose][table] & walk.rows[name][table]]
        if both
    ]


def test_nobody_sees_what_an_applicant_has_but_who_may_see_cases(walk: Walk) -> None:
    handle = {role for role, granted in known_roles().items() if SEE_CASE in granted}
    others = set(walk.rows) - handle - {APPLICANT}
    assert others >= set(STRANGERS) | {"catalogue_drafter", "paper_approver"}
    tables = own_tables("citizen") - SHARED
    filled = [table for table in tables if walk.rows[APPLICANT][table]]
    assert len(filled) > len(tables) / 2

    assert shared(walk, APPLICANT, tables, others) == []


def test_no_stranger_sees_what_is_a_bodys_own(walk: Walk) -> None:
    tables = own_tables("officer of the body") - SHARED

    assert shared(walk, "officer", tables, set(STRANGERS)) == []


def test_nobody_in_particular_sees_nothing_of_anybody(walk: Walk) -> None:
    tables = (own_tables("citizen") | own_tables("officer of the body")) - SHARED

    assert {table for table in tables if walk.rows["anonymous"][table]} == set()
