"""What the database alone shows to each person: a plain SELECT on every table, as their actor."""

from collections.abc import Mapping

from django.db import connection
from psycopg import sql

from tests.access.people import Person
from tongban.plumbing.access.commands import reading

# Table → its rows, as text.
Rows = Mapping[str, frozenset[str]]
_TABLES = """
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = 'public'
   and has_any_column_privilege('tongban_app', c.oid, 'select') order by 1"""
# Of some tables not every column may be read.
_COLUMNS = """
select a.attname from pg_attribute a
 where a.attrelid = to_regclass(quote_ident(%s)) and a.attnum > 0 and not a.attisdropped
   and has_column_privilege('tongban_app', a.attrelid, a.attnum, 'select')
 order by a.attnum"""


def read_all(people: Mapping[str, Person]) -> dict[str, Rows]:
    """Every row of every table that the wall shows, by person and table."""
    return {name: _read(person) for name, person in people.items()}


def _read(person: Person) -> Rows:
    found: dict[str, frozenset[str]] = {}
    with reading(person.actor), connection.cursor() as cursor:
        cursor.execute(_TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(_COLUMNS, [table])
            columns = sql.SQL(", ").join(
                sql.Identifier(name) for (name,) in cursor.fetchall()
            )
            one = sql.SQL("select row({})::text from {}")
            cursor.execute(one.format(columns, sql.Identifier(table)))
            found[table] = frozenset(row[0] for row in cursor.fetchall())
    return found
