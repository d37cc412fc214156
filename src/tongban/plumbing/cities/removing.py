"""Takes a city out of an installation: every row, every file, every session of its people.

It is the operator's act, by the server's superuser: no rule of the database binds that, so
the two people and the document stand in what is signed and kept outside of it.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from tongban.plumbing.cities.exporting import ExportRefused
from tongban.plumbing.cities.tables import Session, Table, tables_of_cities

# Whoever was in the middle of an act when the city went may leave rows once more.
_MOST_PASSES = 5


@dataclass(frozen=True)
class Removed:
    """What went."""

    rows: int
    files: int


def remove_city(server: str, city: str, *, files: Path, leaves: int) -> Removed:
    """Delete all of it; nothing happens when the log has grown beyond the export's `leaves`.

    Its people's sessions go with it. The pages stay up for the other cities: rows go table
    by table, no table is locked.
    """
    with psycopg.connect(server) as session:
        _refuse_a_city_that_went_on(session, city, leaves)
        session.execute("set local session_replication_role = replica")
        count = _delete(session, city)
    with psycopg.connect(server) as session:
        for _ in range(_MOST_PASSES):
            session.execute("set session_replication_role = replica")
            more = _delete(session, city)
            session.commit()
            if not more:
                break
            count += more
    with psycopg.connect(server, autocommit=True) as session:
        # What lies dead in the files of a table can still be read from the disk.
        names = [sql.Identifier(table.name) for table in tables_of_cities(session)]
        session.execute(sql.SQL("vacuum {}").format(sql.SQL(", ").join(names)))
    return Removed(count, _remove_files(files / city))


def rows_left(session: Session, city: str) -> dict[str, int]:
    """How many rows of a city each table still has; only tables that have any."""
    found = {
        table.name: _count(session, table, city) for table in tables_of_cities(session)
    }
    return {name: count for name, count in found.items() if count}


def _refuse_a_city_that_went_on(session: Session, city: str, leaves: int) -> None:
    row = session.execute(
        "select count(*) from evidence_leaf where city = %s", [city]
    ).fetchone()
    if row is None or row[0] != leaves:
        raise ExportRefused(
            "导出以后这座城市又有了新的记录，删了就没有了。"
            "请先让它停止办理，等存证日志排完，再导出一次。"
        )


def _delete(session: Session, city: str) -> int:
    """The city itself first: nobody signs in to it any more."""
    count = 0
    for table in reversed(tables_of_cities(session)):
        done = session.execute(
            sql.SQL("delete from {} where {}").format(
                sql.Identifier(table.name), table.of(city)
            )
        )
        count += done.rowcount
    # Jobs that wait or failed name their city among their arguments.
    done = session.execute(
        "delete from procrastinate_jobs where args->>'city' = %s", [city]
    )
    return count + done.rowcount


def _count(session: Session, table: Table, city: str) -> int:
    row = session.execute(
        sql.SQL("select count(*) from {} where {}").format(
            sql.Identifier(table.name), table.of(city)
        )
    ).fetchone()
    return int(str(row[0])) if row else 0


def _remove_files(folder: Path) -> int:
    count = sum(1 for path in folder.rglob("*") if path.is_file())
    if folder.is_dir():
        shutil.rmtree(folder)
    return count
