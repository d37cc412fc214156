"""Which rows are a city's: found in the database, so that a new table is never forgotten."""

from dataclasses import dataclass

import psycopg
from psycopg import sql

Session = psycopg.Connection[tuple[object, ...]]

# Tables without a city of their own. A new one fails a test until it is put here.
OF_THE_INSTALLATION = frozenset(
    {
        "auth_group",
        "auth_group_permissions",
        "auth_permission",
        "dangerous_act",
        "data_key",
        "django_content_type",
        "django_migrations",
        "handling_system",
        "law_release",
        "law_rule",
        "measure",
        "procrastinate_events",
        "procrastinate_periodic_defers",
        "procrastinate_workers",
        "reserved_power",
        "retention_kind",
        # How often a keyed hash was tried: of whom, nobody can tell; forgotten within days.
        "tally",
    }
)
# Their rows name a city, or a row of it, inside a value: `removing` knows how.
BY_VALUE = frozenset({"city", "procrastinate_jobs"})


@dataclass(frozen=True)
class Table:
    """A table whose rows have a city each."""

    name: str
    key: str

    def of(self, city: str) -> sql.Composed:
        """The condition that picks a city's rows."""
        return sql.SQL("{} = {}").format(sql.Identifier(self.key), sql.Literal(city))


def tables_of_cities(session: Session) -> list[Table]:
    """Every table with a city, whole ones and not their parts by month; `city` itself last."""
    rows = session.execute(
        "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " join pg_attribute a on a.attrelid = c.oid and a.attname = 'city'"
        " where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition"
        " order by 1"
    ).fetchall()
    return [*(Table(str(name), "city") for (name,) in rows), Table("city", "code")]


def other_tables(session: Session) -> list[str]:
    """Every table whose rows have no city."""
    rows = session.execute(
        "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition"
        " and not exists (select from pg_attribute a"
        "  where a.attrelid = c.oid and a.attname = 'city') order by 1"
    ).fetchall()
    return [str(name) for (name,) in rows if name != "city"]
