"""Each table that only grows: no right to change it, and a trigger for the owner's slips."""

from collections.abc import Callable

import psycopg
import pytest

from tongban.faces.cli.attacking.against_records import TABLES

Open = Callable[[str], psycopg.Connection]
ROWS = [(rule, table) for rule, tables in TABLES.items() for table in tables]


@pytest.mark.parametrize(("rule", "table"), ROWS)
def test_the_application_has_no_right_to_change(
    open_session: Open, rule: str, table: str
) -> None:
    found = open_session("postgres").execute(
        "select p, has_any_column_privilege('tongban_app', %(t)s, p) from unnest(array['update']) p"
        " union all select p, has_table_privilege('tongban_app', %(t)s, p)"
        "  from unnest(array['update', 'delete', 'truncate', 'trigger', 'references']) p",
        {"t": f'public."{table}"'},
    )
    assert [right for right, held in found if held] == []


@pytest.mark.parametrize(("rule", "table"), ROWS)
def test_the_owner_is_stopped_by_name(
    open_session: Open, rule: str, table: str
) -> None:
    for statement in (
        f'delete from public."{table}"',
        f'truncate public."{table}" cascade',
    ):
        owner = open_session("owner")
        with pytest.raises(psycopg.Error) as caught:
            owner.execute(statement)
        assert caught.value.diag.constraint_name in {rule, *TABLES}
