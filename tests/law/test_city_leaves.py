"""Two cities, every table filled: one is exported and removed, the other has not noticed."""

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from tests.law.filling import fill
from tongban.faces.cli.attacking.world import CITY, OTHER_CITY, World
from tongban.plumbing.cities.checking import check_export
from tongban.plumbing.cities.exporting import ExportRefused, export_city
from tongban.plumbing.cities.removing import remove_city, rows_left
from tongban.plumbing.cities.tables import (
    BY_VALUE,
    OF_THE_INSTALLATION,
    other_tables,
    tables_of_cities,
)
from tongban.plumbing.evidence.sequencing import sequence_round, sequencer
from tongban.plumbing.evidence.signing import (
    installation_key,
    installation_public_keys,
)
from tongban.plumbing.evidence.verifying import verify_log
from tongban.plumbing.files.storing import digest_of

Open = Callable[[str], psycopg.Connection]
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
PAPER = b"%PDF of a city"


def test_every_table_says_whose_its_rows_are(open_session: Open) -> None:
    """A table without a city must be put among those of the installation by a person."""
    assert set(other_tables(open_session("postgres"))) == (
        OF_THE_INSTALLATION | BY_VALUE - {"city"}
    )


@pytest.mark.django_db(transaction=True)
def test_a_city_leaves_without_a_trace_in_the_other(
    open_session: Open, world: World, tmp_path: Path
) -> None:
    with open_session("owner") as owner:
        fill(owner, world)
    _forget_pretended_log(open_session)
    for city in (CITY, OTHER_CITY):
        _order_log(city)
    server = _server(open_session)
    files = _files(tmp_path)
    before = _everything(open_session("postgres"), OTHER_CITY)
    archive = tmp_path / "city.zip"

    made = export_city(
        server,
        CITY,
        archive,
        files=files,
        public_keys=sorted(settings.KEYS_ROOT.glob("*.pub.pem")),
        key=installation_key(),
        now=NOW,
    )
    _, checks = check_export(archive, installation_public_keys())
    assert [check.name for check in checks if not check.ok] == []
    assert made.files == 1
    assert made.leaves > 0
    assert _rows_in(archive) == made.rows
    assert OTHER_CITY not in _cities_in(archive)
    _refusals(server, archive, tmp_path, files, made.leaves)

    gone = remove_city(server, CITY, files=files, leaves=made.leaves)

    assert gone.rows >= made.rows
    assert gone.files == 1
    session = open_session("postgres")
    assert rows_left(session, CITY) == {}
    assert _mentions(session, CITY) == []
    assert _everything(session, OTHER_CITY) == before
    assert not (files / CITY).exists()
    assert (files / OTHER_CITY).exists()
    wrong = [
        check.detail
        for check in verify_log(
            actor=sequencer(OTHER_CITY), trusted=installation_public_keys()
        )
        if not check.ok
    ]
    assert wrong == []


def _server(open_session: Open) -> str:
    info = open_session("postgres").info
    return f"postgresql://postgres@/{info.dbname}?host={info.host}"


def _forget_pretended_log(open_session: Open) -> None:
    """The world's links and heads are made up; the leaves are real."""
    session = open_session("postgres")
    session.execute("set session_replication_role = replica")
    for table in ("evidence_head", "evidence_link", "evidence_node"):
        session.execute(sql.SQL("delete from {}").format(sql.Identifier(table)))
    session.execute("set session_replication_role = origin")
    session.commit()


def _order_log(city: str) -> None:
    while sequence_round(city=city, key=installation_key(), now=NOW).linked:
        pass


def _files(folder: Path) -> Path:
    digest = digest_of(PAPER)
    for city in (CITY, OTHER_CITY):
        place = folder / "files" / city / digest[:2] / digest[2:4] / digest
        place.parent.mkdir(parents=True)
        place.write_bytes(PAPER)
    return folder / "files"


def _everything(session: psycopg.Connection, city: str) -> dict[str, set[str]]:
    """Every row of a city as text, by table; no lock is left that a vacuum waits for."""
    found = {
        table.name: {
            row[0]
            for row in session.execute(
                sql.SQL("select t::text from {} t where {}").format(
                    sql.Identifier(table.name), table.of(city)
                )
            )
        }
        for table in tables_of_cities(session)
    }
    session.rollback()
    return found


def _mentions(session: psycopg.Connection, city: str) -> list[str]:
    """Tables of the whole database with a row that names the city anywhere."""
    names = [table.name for table in tables_of_cities(session)]
    return [
        name
        for name in [*names, *other_tables(session)]
        if session.execute(
            sql.SQL("select 1 from {} t where t::text like {} limit 1").format(
                sql.Identifier(name), sql.Literal(f"%{city}%")
            )
        ).fetchone()
    ]


def _rows_in(archive: Path) -> int:
    document, _ = check_export(archive, installation_public_keys())
    return sum(document["rows"].values())


def _cities_in(archive: Path) -> str:
    with zipfile.ZipFile(archive) as packed:
        return packed.read("rows/city.csv").decode()


def _refusals(
    server: str, archive: Path, tmp_path: Path, files: Path, leaves: int
) -> None:
    with pytest.raises(ExportRefused, match="又有了新的记录"):
        remove_city(server, CITY, files=files, leaves=leaves - 1)
    with pytest.raises(ExportRefused, match="已经有了"):
        export_city(
            server,
            CITY,
            archive,
            files=files,
            public_keys=[],
            key=installation_key(),
            now=NOW,
        )
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content + b"\n" if name == "rows/city.csv" else content)
    _, checks = check_export(changed, installation_public_keys())
    assert [check.name for check in checks if not check.ok] == ["parts"]
    with pytest.raises(ExportRefused, match="不是导出的城市"):
        check_export(Path(__file__), installation_public_keys())
