"""The table of moves stands twice, in Python and in SQL: they must say the same."""

from collections.abc import Callable

import psycopg

from tongban.capabilities.cases.states import CASE_LIFECYCLE, MOVE_WORDS, CaseState
from tongban.ground.refusals import MoveRefused


def test_python_and_sql_have_the_same_moves(
    open_session: Callable[[str], psycopg.Connection],
) -> None:
    owner = open_session("owner")
    kinds = owner.execute(
        "select pg_get_constraintdef(oid) from pg_constraint where conname = 'event_kind_is_known'"
    ).fetchone()
    assert kinds is not None
    in_sql, in_python = {}, {}
    for kind in MOVE_WORDS:
        assert f"'{kind}'" in kinds[0]
        for state in CaseState:
            row = owner.execute("select move_target(%s, %s)", [kind, state]).fetchone()
            in_sql[kind, state] = row[0] if row else None
            in_python[kind, state] = _after(state, kind)
    assert in_sql == in_python
    assert len(set(in_sql.values())) == len(CaseState)


def _after(state: CaseState, kind: str) -> str | None:
    try:
        return CASE_LIFECYCLE.after(state, kind)
    except MoveRefused:
        return None
