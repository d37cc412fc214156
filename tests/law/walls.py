"""What each actor sees in each table, counted in the world that is attacked."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import psycopg
from psycopg import sql

from tongban.faces.cli.attacking.deeds import SET_ACTOR, Who
from tongban.faces.cli.attacking.world import CITY, OTHER_CITY, World

# The columns of docs/wall.md, in their order.
ACTORS = (
    "nobody",
    "anonymous",
    "citizen",
    "other citizen",
    "clerk of the centre",
    "officer of the body",
    "officer of another body",
    "publisher",
    "system",
    "other city",
)

TABLES = """
select c.relname, c.relkind, c.relispartition, c.relrowsecurity, c.relforcerowsecurity,
       exists (select from pg_policy p where p.polrelid = c.oid and 'tongban_app'::regrole = any(p.polroles || 0::oid)
               or p.polrelid = c.oid and 0 = any(p.polroles)),
       has_table_privilege('tongban_app', c.oid, 'select')
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname = 'public' order by 1"""


def who_they_are(world: World) -> dict[str, Who]:
    """The actors of the matrix."""
    publisher = world.who["publisher"]
    return {
        "nobody": Who(),
        "anonymous": Who("anonymous", CITY),
        "citizen": world.who["citizen"],
        "other citizen": world.who["stranger"],
        "clerk of the centre": world.who["clerk"],
        "officer of the body": world.who["officer"],
        "officer of another body": world.who["stranger_officer"],
        "publisher": replace(publisher, orgs=()),
        "system": Who("system", CITY),
        "other city": replace(
            world.who["other_officer"],
            city=OTHER_CITY,
            person=uuid4(),
            account=None,
        ),
    }


def count_rows(session: psycopg.Connection, table: str, who: Who) -> int | None:
    """How many rows that actor sees; None where the right to look is missing."""
    session.execute(SET_ACTOR, who.settings())
    try:
        query = sql.SQL("select count(*) from {}").format(sql.Identifier(table))
        row = session.execute(query).fetchone()
    except psycopg.errors.InsufficientPrivilege:
        row = None
    session.rollback()
    return row[0] if row else None


def read_matrix(text: str) -> dict[str, list[str]]:
    """The rows of the table in docs/wall.md: a table's name to its cells."""
    return dict(_rows(text))


def _rows(text: str) -> Iterator[tuple[str, list[str]]]:
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("| `") and len(cells) == len(ACTORS) + 1:
            yield cells[0].strip("`"), cells[1:]
