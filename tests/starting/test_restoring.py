"""A real server is backed up, goes on, and is put back to a moment between two acts."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from tongban.capabilities.orgs.queries import list_cities
from tongban.faces.cli.backup import PROJECT, verify_city
from tongban.plumbing.backups.drilling import drill
from tongban.plumbing.backups.folders import BackupFolder, BackupRefused
from tongban.plumbing.backups.manifests import Manifest
from tongban.plumbing.backups.restoring import Target, choose_base, remove, restore
from tongban.plumbing.backups.taking import Source, forget_old, take_backup
from tongban.plumbing.database.cluster import Cluster
from tongban.plumbing.database.cluster.accounts import current_account
from tongban.plumbing.database.cluster.binaries import binaries_for
from tongban.plumbing.database.cluster.places import make_folder
from tongban.plumbing.evidence.sequencing import sequence_round
from tongban.plumbing.evidence.signing import installation_key, read_public_keys
from tongban.plumbing.files.storing import digest_of

PAPER = b"%PDF a paper that somebody handed in"
WHEN = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@dataclass
class City:
    """A small installation, and a backup of it."""

    data: Path
    cluster: Cluster
    folder: BackupFolder
    manifest: Manifest
    between: datetime

    @property
    def keys(self) -> Path:
        return self.data / "keys"


def say(line: str) -> None:
    """Nobody listens."""


@pytest.fixture
def city(
    small_city: dict[str, int], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[City]:
    """The sample city on a server of its own; one act before the moment, one after it."""
    # The server's account must pass through to the folder of backups.
    place = Path(tempfile.mkdtemp(prefix="tongban-kept-"))
    place.chmod(0o711)
    data = tmp_path_factory.mktemp("city") / "var"
    _make_data(data)
    folder = BackupFolder(place / "backups")
    folder.make()
    cluster = Cluster(PROJECT, data, archive=folder.wal)
    try:
        with cluster:
            _fill(cluster)
            source = Source(data, cluster, "0.1.0")
            manifest = take_backup(
                source, folder, key=installation_key(), now=WHEN, say=say
            )
            between = _go_on(cluster)
            yield City(data, cluster, folder, manifest, between)
    finally:
        shutil.rmtree(place, ignore_errors=True)
        remove(Target(data, cluster))


def _make_data(data: Path) -> None:
    shutil.copytree(settings.KEYS_ROOT, data / "keys")
    (data / "VERSION").write_text("0.1.0\n")
    digest = digest_of(PAPER)
    paper = data / "files" / "690100" / digest[:2] / digest[2:4] / digest
    paper.parent.mkdir(parents=True)
    paper.write_bytes(PAPER)


def _fill(cluster: Cluster) -> None:
    """The test database with its log in order, poured into a server of its own."""
    for code in list_cities():
        while sequence_round(city=code, key=installation_key(), now=WHEN).linked:
            pass
    told = connections["default"].settings_dict
    binaries = binaries_for(current_account(), cluster.places.copies)
    source = ["--host", str(told["HOST"]), "--username=postgres", str(told["NAME"])]
    into = ["--host", str(cluster.places.socket), "--username=postgres"]
    with subprocess.Popen(
        [binaries.program("pg_dump"), *source], stdout=subprocess.PIPE
    ) as dump:
        subprocess.run(
            [
                binaries.program("psql"),
                "-qX",
                "-v",
                "ON_ERROR_STOP=1",
                *into,
                "tongban",
            ],
            stdin=dump.stdout,
            stdout=subprocess.DEVNULL,
            check=True,
        )
    assert dump.returncode == 0


def _go_on(cluster: Cluster) -> datetime:
    """Two acts after the base; the moment between them."""
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as session:
        session.execute("create table acts (said text)")
        session.execute("insert into acts values ('before')")
        row = session.execute("select clock_timestamp()").fetchone()
        session.execute("select pg_sleep(0.05)")
        session.execute("insert into acts values ('after')")
        session.execute("select pg_switch_wal()")
        _wait_for_archive(session)
    assert row is not None
    return datetime.fromisoformat(str(row[0])) + timedelta(milliseconds=20)


def _wait_for_archive(session: psycopg.Connection) -> None:
    """Until the piece with both acts has left."""
    for _ in range(200):
        done = session.execute(
            "select last_archived_wal >= pg_walfile_name(pg_current_wal_lsn() - 16777216)"
            " from pg_stat_archiver"
        ).fetchone()
        if done and done[0]:
            return
        session.execute("select pg_sleep(0.05)")
    raise AssertionError("the log does not leave the server")


def _empty(tmp_path: Path, name: str = "again") -> Target:
    data = tmp_path / name
    return Target(data, Cluster(PROJECT, data))


@pytest.mark.django_db(transaction=True)
def test_a_city_is_put_back_to_a_moment_with_its_log_and_files(
    city: City, tmp_path: Path
) -> None:
    target = _empty(tmp_path)
    chosen = choose_base(city.folder, city.keys, moment=city.between)
    assert chosen == city.manifest
    try:
        restore(
            city.folder, chosen, target, keys=city.keys, moment=city.between, say=say
        )
        with target.cluster, psycopg.connect(target.cluster.url("postgres")) as session:
            assert session.execute("select said from acts").fetchall() == [("before",)]
        assert verify_city(target) == []
        digest = digest_of(PAPER)
        paper = target.data / "files" / "690100" / digest[:2] / digest[2:4] / digest
        assert paper.read_bytes() == PAPER
        assert (target.data / "VERSION").read_text() == "0.1.0\n"

        _refusals(city, target, tmp_path)
    finally:
        remove(target)
    _a_drill_says_what_is_broken(city, tmp_path)


def _refusals(city: City, full: Target, tmp_path: Path) -> None:
    """One backup serves for all that is refused: making it is what takes time."""
    base = city.folder.base(city.manifest.name)
    with pytest.raises(BackupRefused, match="空的目录"):
        restore(city.folder, city.manifest, full, keys=city.keys, moment=None, say=say)
    other = tmp_path / "keys"
    shutil.copytree(city.keys, other)
    (other / "hash.key").write_bytes(b"another")
    empty = _empty(tmp_path, "empty")
    with pytest.raises(BackupRefused, match="散列密钥"):
        restore(city.folder, city.manifest, empty, keys=other, moment=None, say=say)
    sealed = replace(city.manifest, sealing="sm4")
    with pytest.raises(BackupRefused, match="加密"):
        restore(city.folder, sealed, empty, keys=city.keys, moment=None, say=say)
    with pytest.raises(BackupRefused, match="归档在那之前"):
        restore(
            city.folder,
            city.manifest,
            empty,
            keys=city.keys,
            moment=datetime.now(UTC) + timedelta(days=1),
            say=say,
        )
    assert not empty.data.exists()
    assert not empty.cluster.places.data.exists()
    with pytest.raises(BackupRefused, match="没有那一刻以前"):
        choose_base(city.folder, city.keys, moment=WHEN - timedelta(days=9999))
    for other_key in (tmp_path / "none",):
        other_key.mkdir()
        with pytest.raises(BackupRefused, match="没有通过核验"):
            Manifest.read(base, read_public_keys(other_key))
    _refuse_changed_manifest(base, city.keys)


def _refuse_changed_manifest(base: Path, keys: Path) -> None:
    path = base / "manifest.json"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b'"release":"0.1.0"', b'"release":"0.1.1"'))
    with pytest.raises(BackupRefused, match="没有通过核验"):
        Manifest.read(base, read_public_keys(keys))
    path.write_bytes(whole)


def _a_drill_says_what_is_broken(city: City, tmp_path: Path) -> None:
    packed = city.folder.base(city.manifest.name) / "base.tar.gz"
    with packed.open("r+b") as stream:
        stream.seek(1000)
        stream.write(b"spoiled")

    found = drill(
        city.folder,
        _empty(tmp_path, "drill"),
        keys=city.keys,
        now=WHEN,
        verify=verify_city,
        say=say,
    )

    assert not found["ok"]
    assert "base.tar.gz" in found["trouble"]
    assert city.folder.last("drill") == found
    assert not (tmp_path / "drill").exists()
    assert forget_old(city.folder, 1) == []
    assert list(city.folder.wal.glob("*.gz"))


def test_a_folder_is_named_whole() -> None:
    with pytest.raises(BackupRefused, match="完整的路径"):
        BackupFolder(Path("kept")).make()


def test_the_servers_account_passes_through_and_others_read_nothing(
    tmp_path: Path,
) -> None:
    folder = BackupFolder(tmp_path / "kept")
    folder.make()
    make_folder(folder.wal, current_account())

    assert folder.path.stat().st_mode & 0o777 == 0o711
    assert {p.stat().st_mode & 0o777 for p in folder.path.iterdir()} == {0o700}
