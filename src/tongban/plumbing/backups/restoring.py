"""Puts a backup back into an empty place: the server to a moment, the files, the settings."""

import gzip
import os
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tongban.plumbing.backups.copying import copy_files
from tongban.plumbing.backups.folders import (
    ALL,
    BackupFolder,
    BackupRefused,
    refuse_full_disk,
)
from tongban.plumbing.backups.manifests import PLAIN, Manifest, proof_of_key
from tongban.plumbing.backups.taking import FILES_LIST, OWN, SERVERS_LIST
from tongban.plumbing.database.cluster import Cluster, ClusterUnavailable, directory
from tongban.plumbing.database.cluster.accounts import Account
from tongban.plumbing.database.cluster.archiving import restore_command
from tongban.plumbing.database.cluster.binaries import binaries_for
from tongban.plumbing.evidence.signing import read_public_keys

RECOVERY: Final = "recovery.signal"
_STAGED: Final = "wal-to-replay"
_BEFORE_TARGET: Final = "before configured recovery target"
# Beside the base itself: pieces of the log, and room to start.
_SPARE: Final = 2**29


@dataclass(frozen=True)
class Target:
    """The empty place: a data folder, and where its server's files will stand."""

    data: Path
    cluster: Cluster


def choose_base(
    folder: BackupFolder, keys: Path, *, name: str = "", moment: datetime | None = None
) -> Manifest:
    """The named base, else the newest that had ended by the moment; checked by the keys."""
    trusted = read_public_keys(keys)
    names = folder.names()
    if name and name not in names:
        raise BackupRefused(
            f"没有叫 {name} 的备份，现有：{'、'.join(names) or '一份也没有'}。"
        )
    for candidate in [name] if name else reversed(names):
        manifest = Manifest.read(folder.base(candidate), trusted)
        if moment is None or manifest.ended_at <= moment:
            return manifest
    raise BackupRefused(
        f"{folder.path} 里没有那一刻以前做完的备份，现有：{'、'.join(names) or '一份也没有'}。"
        "请换一个较晚的时刻，或者换一个备份目录。"
    )


def restore(
    folder: BackupFolder,
    manifest: Manifest,
    target: Target,
    *,
    keys: Path,
    moment: datetime | None,
    say: Callable[[str], None],
) -> None:
    """Check all, unpack, replay the log to the moment, copy files and settings.

    Nothing is written before the checks are over. The server is stopped at the end; what
    was begun and failed is taken away again.
    """
    _refuse_what_cannot_be(folder, manifest, target, keys, moment)
    say("· 核对备份的每一部分")
    manifest.refuse_changed_parts(folder.base(manifest.name))
    with ExitStack() as undo:
        undo.callback(remove, target)
        say("· 恢复数据库")
        _unpack(folder.base(manifest.name), target.cluster)
        _replay(folder, manifest, target.cluster, moment)
        say("· 恢复文件")
        _put_files_back(folder, manifest, target.data)
        _put_own_files_back(folder.base(manifest.name) / OWN, keys, target)
        # It is whole: nothing is taken away any more.
        undo.pop_all()


def remove(target: Target) -> None:
    """Take away everything of a place that was being made."""
    target.cluster.stop()
    for path in (target.cluster.places.socket, target.cluster.places.home, target.data):
        shutil.rmtree(path, ignore_errors=True)


def _refuse_what_cannot_be(
    folder: BackupFolder,
    manifest: Manifest,
    target: Target,
    keys: Path,
    moment: datetime | None,
) -> None:
    place = target.cluster.places.data
    if place.exists() or (target.data.exists() and any(target.data.iterdir())):
        raise BackupRefused(
            f"{target.data} 已经有数据，恢复只往空的目录里做。"
            "请换一个目录，例如 --data /srv/tongban-restored"
        )
    if manifest.sealing != PLAIN:
        raise BackupRefused(
            f"这份备份用 {manifest.sealing} 加密，这个版本解不开。请用做备份的那个版本。"
        )
    if proof_of_key(keys) != manifest.key_proof:
        raise BackupRefused(
            f"{keys} 里的散列密钥不是这份备份的：恢复了也不能按证件号码找人。"
            "请用 --keys 指定与备份同时保管的密钥目录。"
        )
    if moment is not None and not manifest.is_continued:
        raise BackupRefused(
            "这份备份没有连续归档，只能恢复到它做完的那一刻。不写 --to 再恢复一次；"
            "要能恢复到任意时刻，请设置 TONGBAN_BACKUPS 后重新启动。"
        )
    files = sum(
        path.stat().st_size for path in folder.files.rglob("*") if path.is_file()
    )
    refuse_full_disk(target.cluster.places.home, manifest.unpacked + _SPARE)
    refuse_full_disk(target.data, files + _SPARE)


def _unpack(base: Path, cluster: Cluster) -> None:
    """Unpack under another name, and let PostgreSQL's own program compare every file."""
    places, account = cluster.places, cluster.account
    binaries = binaries_for(account, places.copies)
    directory.make_folders(places, account)
    shutil.rmtree(places.unfinished, ignore_errors=True)
    places.unfinished.mkdir(mode=0o700)
    for name, inside in (("base.tar.gz", "."), ("pg_wal.tar.gz", "pg_wal")):
        # The log comes in several gzip members, which tarfile's own reader does not join.
        with (
            gzip.open(base / name) as stream,
            tarfile.open(fileobj=stream, mode="r|") as packed,
        ):
            packed.extractall(places.unfinished / inside, filter="data")
    shutil.copy(base / SERVERS_LIST, places.unfinished / SERVERS_LIST)
    _hand_over(places.unfinished, account)
    program = binaries.program("pg_verifybackup")
    done = account.run([program, "--no-parse-wal", "--quiet", places.unfinished])
    if done.returncode != 0:
        raise BackupRefused(
            f"数据库的备份没有通过核对：{directory.last_line(done.stderr)}。请换一份备份。"
        )
    (places.unfinished / SERVERS_LIST).unlink()
    places.unfinished.rename(places.data)


def _hand_over(folder: Path, account: Account) -> None:
    """All of it to the server's account, as its own server would have made it."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
        if account.uid != os.geteuid():
            os.chown(path, account.uid, account.gid)


def _replay(
    folder: BackupFolder, manifest: Manifest, cluster: Cluster, moment: datetime | None
) -> None:
    places = cluster.places
    directory.write_for(places.data / RECOVERY, "", cluster.account)
    with _staged(folder, manifest, cluster) as staged:
        # Else it answers, and is taken for ready, while it is still replaying.
        options = ["hot_standby=off", f"restore_command={restore_command(staged)}"]
        if moment is not None:
            at = moment.astimezone(UTC).isoformat(" ")
            options += [
                f"recovery_target_time={at}",
                "recovery_target_action=promote",
            ]
        try:
            cluster.start(options)
        except ClusterUnavailable as refusal:
            if _BEFORE_TARGET in refusal.message and moment is not None:
                raise BackupRefused(
                    f"备份到不了 {moment.isoformat()}：归档在那之前就结束了。"
                    "请写一个较早的时刻，或者不写 --to，恢复到最后。"
                ) from None
            raise
        cluster.stop()


@contextmanager
def _staged(
    folder: BackupFolder, manifest: Manifest, cluster: Cluster
) -> Iterator[Path]:
    """The pieces of the log from this base on, where the server's account can read them."""
    staged = cluster.places.home / _STAGED
    staged.mkdir(mode=0o700)
    if manifest.is_continued and folder.wal.is_dir():
        for piece in sorted(folder.wal.glob("*.gz")):
            is_piece = len(piece.name) == len(manifest.start_segment) + len(".gz")
            if not is_piece or piece.name[8:24] >= manifest.start_segment[8:]:
                shutil.copy(piece, staged / piece.name)
    _hand_over(staged, cluster.account)
    try:
        yield staged
    finally:
        shutil.rmtree(staged)


def _put_files_back(folder: BackupFolder, manifest: Manifest, data: Path) -> None:
    """All that is there, and at least what the base's list names; bytes against their name."""
    made = copy_files(folder.files, data / "files")
    if made.damaged:
        raise BackupRefused(
            f"备份里有 {len(made.damaged)} 个文件损坏，例如 {made.damaged[0]}。"
            "请从另一份备份磁盘恢复。"
        )
    listed = folder.base(manifest.name) / FILES_LIST
    destroyed = folder.destroyed()
    with gzip.open(listed, "rt", encoding="ascii") as lines:
        for line in lines:
            city, digest = line.strip().split("/")
            if destroyed & {f"{city}/{digest}", f"{city}/{ALL}"}:
                continue
            place = data / "files" / city / digest[:2] / digest[2:4] / digest
            if not place.is_file():
                raise BackupRefused(
                    f"备份里少了文件 {city}/{digest}。请从另一份备份磁盘恢复。"
                )


def _put_own_files_back(kept: Path, keys: Path, target: Target) -> None:
    data = target.data
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in kept.iterdir():
        shutil.copy2(path, data / path.name)
    (data / "keys").mkdir(mode=0o700)
    for path in keys.iterdir():
        if path.is_file():
            shutil.copy(path, data / "keys" / path.name)
            (data / "keys" / path.name).chmod(0o600)
    # As the first start writes it: half an installation is told apart by this.
    (data / "database-place").write_text(f"{target.cluster.places.data}\n")
    (data / "database-place").chmod(0o600)
