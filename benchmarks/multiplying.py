"""A scratch platform with as many items as asked: copies of the rows of what is in force.

Five people publish 300 items in minutes; 5,000 would take an hour. So the rest are copied,
under names, aliases and codes of their own, by the superuser and past all rules.
"""

from typing import Any, Final

import psycopg

from benchmarks.scratch import PROJECT, Scratch
from benchmarks.spoken import place_of
from tongban.plumbing.database.cluster import Cluster

# Whose rows a copy consists of: an item in force, its version, materials and publication.
_COPIES: Final = """
create temporary table copied as
select p.id as publication, p.item_id as item, p.version_id as version,
       row_number() over (order by i.handling_code) as place,
       gen_random_uuid() as new_publication, gen_random_uuid() as new_item,
       gen_random_uuid() as new_version
  from item_publication p join item i on i.id = p.item_id
 where p.id = any(%(publications)s) order by i.handling_code limit %(wanted)s;
"""
_IN_FORCE: Final = "select id from item_publication where effective_on <= current_date"


def multiply(scratch: Scratch, count: int) -> int:
    """Copies of what is in force until there are so many items; how many there are."""
    address = Cluster(PROJECT, scratch.data).url("postgres", "tongban")
    with psycopg.connect(address, autocommit=True) as connection:
        rows = connection.execute(_IN_FORCE).fetchall()
        publications, turn = [row[0] for row in rows], 0
        connection.execute("set session_replication_role = replica")
        held = len(publications)
        while held < count:
            held += _copy(connection, publications, count - held, turn)
            turn += 1
        connection.execute("analyze")
        return held


def _copy(
    connection: psycopg.Connection, publications: list[Any], wanted: int, turn: int
) -> int:
    """All of them once more, as of another place."""
    where, mark = place_of(turn), f"{turn:03d}"
    with connection.transaction():
        told = {"publications": publications, "wanted": wanted}
        # Values of `create table … as` are bound by the client: the server takes none.
        made = psycopg.ClientCursor(connection).execute(_COPIES, told).rowcount
        for table, changes in _changes(where, mark).items():
            _insert(connection, table, changes)
        connection.execute("drop table copied")
    return made


def _changes(where: str, mark: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Table → how its rows are found, and which of their columns are others."""
    name = f"left(r.name, 150) || '（{where}）'"
    # Names of ours again: the places are a list in the source.
    aliases = (
        "jsonb_set(r.elements, '{aliases}', (select coalesce(jsonb_agg("  # noqa: S608
        f"'{where}' || said), '[]') from jsonb_array_elements_text(r.elements->'aliases') said))"
    )
    code = f"left(r.handling_code, 55) || 'X{mark}' || c.place"
    return {
        "item": ("r.id = c.item", {"id": "c.new_item", "handling_code": code}),
        "item_version": (
            "r.id = c.version",
            {
                "id": "c.new_version",
                "item_id": "c.new_item",
                "name": name,
                "elements": aliases,
            },
        ),
        "item_publication": (
            "r.id = c.publication",
            {
                "id": "c.new_publication",
                "item_id": "c.new_item",
                "version_id": "c.new_version",
                "submission_id": "gen_random_uuid()",
            },
        ),
        "item_material": (
            "r.version_id = c.version",
            {"id": "gen_random_uuid()", "version_id": "c.new_version"},
        ),
    }


def _insert(
    connection: psycopg.Connection, table: str, told: tuple[str, dict[str, str]]
) -> None:
    where, changes = told
    columns = [
        row[0]
        for row in connection.execute(
            "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0"
            " and not attisdropped and attgenerated = '' order by attnum",
            [table],
        )
    ]
    values = ", ".join(changes.get(one, f'r."{one}"') for one in columns)
    names = ", ".join(f'"{one}"' for one in columns)
    # Names of ours, out of the database's own catalogue.
    sql = f"insert into {table} ({names}) select {values} from {table} r join copied c on {where}"  # noqa: S608
    connection.execute(sql.encode())
