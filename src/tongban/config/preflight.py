"""What is looked at before anything is changed: each check refuses with one sentence."""

import errno
import fcntl
import os
import shutil
import socket
import tempfile
from pathlib import Path

from tongban.config.options import Options
from tongban.config.places import PROJECT, DataFolder, release, release_from
from tongban.config.secrets import SESSION_KEY
from tongban.ground.refusals import Refusal
from tongban.plumbing.database.cluster.places import places_for

LEAST_FREE_BYTES = 500 * 1024 * 1024


class CannotStart(Refusal):
    """The machine, folder or port will not do; nothing has been changed."""


class AlreadyRunning(Refusal):
    """The data folder is in use by a supervisor that lives."""


def refuse_unwritable(data: Path) -> None:
    """Try it: as root, and on a read-only disk, permission bits say nothing."""
    ground = data
    try:
        while not ground.exists():
            ground = ground.parent
        with tempfile.TemporaryFile(dir=ground):
            pass
    except OSError as error:
        sentence = (
            f"数据目录 {data} 用不了（{error.strerror}）。"
            "请换一个可写的目录，例如 --data ~/tongban-data"
        )
        raise CannotStart(sentence) from None


def refuse_newer_data(folder: DataFolder) -> None:
    """An older release must not touch what a newer one has written."""
    try:
        written = folder.version.read_text()
    except FileNotFoundError:
        return
    try:
        is_newer = release_from(written) > release()
    except ValueError:
        is_newer = True
    if is_newer:
        ours = ".".join(str(part) for part in release())
        sentence = (
            f"数据目录 {folder.path} 由更新的版本 {written.strip()[:20]} 写过，"
            f"本程序是 {ours}。请换用新版本的程序，或用 --data 另选目录。"
        )
        raise CannotStart(sentence)


def refuse_half_an_installation(folder: DataFolder) -> None:
    """Keys without their database, or the other way round, would fit nothing again.

    As root the database does not stand in the data folder, so one can go without the other.
    """
    place = places_for(PROJECT, folder.path).data
    has_keys = (folder.keys / SESSION_KEY).exists()
    if place.is_dir() and not has_keys:
        sentence = (
            f"数据库还在 {place}，但数据目录 {folder.path} 里的密钥不见了。"
            f"请从备份恢复 {folder.keys}；如果不要旧数据，请先移走 {place}。"
        )
        raise CannotStart(sentence)
    if folder.database_place.exists() and not place.is_dir():
        known = folder.database_place.read_text().strip()
        sentence = (
            f"数据目录 {folder.path} 的数据库原来在 {known}，现在要找的是 {place}，那里没有。"
            "如果移动过项目，请移回原处；如果不要旧数据，请先移走这个数据目录。"
        )
        raise CannotStart(sentence)


def refuse_full_disk(*folders: Path) -> None:
    """A database that meets a full disk stops; better not to begin."""
    for folder in folders:
        ground = folder
        while not ground.exists():
            ground = ground.parent
        free = shutil.disk_usage(ground).free
        if free < LEAST_FREE_BYTES:
            sentence = (
                f"{ground} 所在的磁盘只剩 {free // 1024 // 1024} MB，至少要 500 MB。"
                "请腾出空间，或用 --data 换到别的磁盘。"
            )
            raise CannotStart(sentence)


def refuse_taken_port(options: Options) -> None:
    """Bind and let go."""
    try:
        found = socket.getaddrinfo(
            options.host, options.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        family, kind, protocol, _name, address = found[0]
        with socket.socket(family, kind, protocol) as trial:
            # The same as the web server does: connections that are being closed do not count.
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except socket.gaierror:
        sentence = f"本机没有地址 {options.host}。请换一个，例如 --host 127.0.0.1"
        raise CannotStart(sentence) from None
    except OSError as error:
        raise CannotStart(_why_not(options, error)) from None


def _why_not(options: Options, error: OSError) -> str:
    port = options.port
    if error.errno == errno.EADDRINUSE:
        another = port + 1 if port < 65535 else 8000  # noqa: PLR2004 - the highest port
        return f"端口 {port} 已被别的程序占用。请换一个端口，例如 --port {another}"
    if error.errno == errno.EACCES:
        return f"当前用户不能使用端口 {port}。请用 1024 以上的端口，例如 --port 8000"
    return f"本机没有地址 {options.host}。请换一个，例如 --host 127.0.0.1"


class FolderLock:
    """One supervisor for one data folder; the kernel lets go when its holder dies."""

    def __init__(self, folder: DataFolder) -> None:
        """Nothing is opened yet."""
        self._path = folder.lock
        self._handle: int | None = None

    def is_held_elsewhere(self) -> bool:
        """Look without making anything."""
        try:
            handle = os.open(self._path, os.O_RDWR)
        except OSError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
        return False

    def take(self) -> None:
        """Hold it until this process ends."""
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise AlreadyRunning("通办正在从这个数据目录启动。") from None
        self._handle = handle
