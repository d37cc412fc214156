"""Takes a base of the whole server while it serves, with PostgreSQL's own program."""

import gzip
import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import psycopg

from tongban.plumbing.backups.copying import copy_files, list_files
from tongban.plumbing.backups.folders import (
    BackupFolder,
    BackupRefused,
    refuse_full_disk,
    stamp,
)
from tongban.plumbing.backups.manifests import Manifest, facts_of, proof_of_key
from tongban.plumbing.database.cluster import Cluster
from tongban.plumbing.database.cluster.accounts import (
    current_account,
    plain_environment,
)
from tongban.plumbing.database.cluster.binaries import binaries_for
from tongban.plumbing.database.cluster.directory import last_line
from tongban.plumbing.evidence.signing import SigningKey

SERVERS_LIST: Final = "backup_manifest"
FILES_LIST: Final = "files.txt.gz"
OWN: Final = "data"
# A page of the log's name: where in it a base begins.
_SEGMENT: Final = 16 * 2**20
# Names in the data folder that are another installation's own matter.
_NOT_OURS: Final = frozenset({"database-place"})


@dataclass(frozen=True)
class Source:
    """The installation that is backed up."""

    data: Path
    cluster: Cluster
    release: str


def take_backup(
    source: Source,
    folder: BackupFolder,
    *,
    key: SigningKey,
    now: datetime,
    say: Callable[[str], None],
) -> Manifest:
    """Copy the server, then the files: bytes are written before the row that names them.

    Refuses when the server does not answer, or the disk is too small.
    """
    folder.make()
    name = stamp(now)
    half = folder.bases / f".{name}"
    shutil.rmtree(half, ignore_errors=True)
    facts = _ask_server(source.cluster)
    refuse_full_disk(folder.path, int(facts["bytes"] / 2) + 2**28)
    say("· 复制数据库")
    _copy_server(source.cluster, half)
    facts["ended_at"] = _moment_of(source.cluster)
    say("· 复制文件")
    copied = copy_files(source.data / "files", folder.files)
    if copied.damaged:
        shutil.rmtree(half)
        raise BackupRefused(
            f"{len(copied.damaged)} 个文件的内容已经不是收到时的内容，例如 "
            f"{copied.damaged[0]}。请先从较早的备份找回，再备份。"
        )
    files = _list_files(folder, half / FILES_LIST)
    _copy_own_files(source.data, half / OWN)
    manifest = _describe(source, half, name, files, facts)
    manifest.write(half, key)
    half.rename(folder.base(name))
    return manifest


def forget_old(folder: BackupFolder, keep: int) -> list[str]:
    """Remove all but the newest bases, and the log that no base needs any more."""
    names = folder.names()
    gone = names[:-keep] if keep else []
    for name in gone:
        shutil.rmtree(folder.base(name))
    left = folder.names()
    if left:
        document = json.loads((folder.base(left[0]) / "manifest.json").read_bytes())
        oldest = str(document["start_segment"])
        for piece in folder.wal.glob("*.gz"):
            # Names order by timeline, then place; histories of timelines stay.
            if len(piece.name) == len(oldest) + 3 and piece.name[8:24] < oldest[8:]:
                piece.unlink()
    return gone


def _ask_server(cluster: Cluster) -> dict[str, Any]:
    try:
        with psycopg.connect(cluster.url("postgres"), autocommit=True) as session:
            row = session.execute(
                "select system_identifier::text, current_setting('archive_mode') = 'on',"
                " (select sum(pg_database_size(oid)) from pg_database)"
                " from pg_control_system()"
            ).fetchone()
    except psycopg.OperationalError:
        raise BackupRefused(
            "数据库没有在运行，没有什么可以备份。请先启动：python3 start.py"
        ) from None
    if row is None:
        raise RuntimeError("a server knows its own name")
    return {"system": row[0], "continued": row[1], "bytes": int(row[2])}


def _moment_of(cluster: Cluster) -> datetime:
    """The server's own clock: recovery reads the moments that it wrote."""
    with psycopg.connect(cluster.url("postgres")) as session:
        row = session.execute("select clock_timestamp()").fetchone()
    if row is None:
        raise RuntimeError("a server knows the time")
    return datetime.fromisoformat(str(row[0]))


def _copy_server(cluster: Cluster, half: Path) -> None:
    binaries = binaries_for(current_account(), cluster.places.copies)
    command: list[str | Path] = [binaries.program("pg_basebackup"), "-D", half]
    command += ["--format=tar", "--compress=client-gzip:1", "--wal-method=stream"]
    command += ["--checkpoint=fast", "--manifest-checksums=CRC32C", "--no-password"]
    command += ["--host", str(cluster.places.socket), "--username=postgres"]
    done = subprocess.run(
        [str(word) for word in command],
        env=plain_environment(),
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        shutil.rmtree(half, ignore_errors=True)
        raise BackupRefused(
            f"数据库没有复制完：{last_line(done.stderr)}。"
            "请检查备份磁盘的空间；平台刚升级过的，先重新启动一次再备份。"
        )


def _list_files(folder: BackupFolder, target: Path) -> dict[str, int]:
    """Write down what must be there after a restore; how many each city has."""
    counted: dict[str, int] = {}
    with gzip.open(target, "wt", encoding="ascii", compresslevel=1) as stream:
        for path in list_files(folder.files):
            city = path.relative_to(folder.files).parts[0]
            counted[city] = counted.get(city, 0) + 1
            stream.write(f"{city}/{path.name}\n")
    return counted


def _copy_own_files(data: Path, target: Path) -> None:
    """Settings that an operator keeps in the data folder; keys are kept apart by people."""
    target.mkdir(mode=0o700)
    for path in sorted(data.iterdir()):
        if path.is_file() and not path.is_symlink() and path.name not in _NOT_OURS:
            shutil.copy2(path, target / path.name)


def _describe(
    source: Source,
    half: Path,
    name: str,
    files: dict[str, int],
    facts: dict[str, Any],
) -> Manifest:
    told = json.loads((half / SERVERS_LIST).read_text())
    begun = told["WAL-Ranges"][0]
    parts = sorted(path for path in half.rglob("*") if path.is_file())
    return Manifest(
        name=name,
        release=source.release,
        ended_at=facts["ended_at"],
        system=facts["system"],
        timeline=int(begun["Timeline"]),
        start_segment=_segment(int(begun["Timeline"]), begun["Start-LSN"]),
        is_continued=bool(facts["continued"]),
        unpacked=sum(int(one["Size"]) for one in told["Files"]),
        parts={str(path.relative_to(half)): facts_of(path) for path in parts},
        files=files,
        key_proof=proof_of_key(source.data / "keys"),
    )


def _segment(timeline: int, lsn: str) -> str:
    """The name of the piece of the log that holds a place."""
    high, low = (int(part, 16) for part in lsn.split("/"))
    return f"{timeline:08X}{high:08X}{low // _SEGMENT:08X}"
