"""Starts the server's own program, and tries again while a dead one still holds its memory."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from tongban.plumbing.database.cluster import processes
from tongban.plumbing.database.cluster.accounts import Account, plain_environment
from tongban.plumbing.database.cluster.binaries import Binaries
from tongban.plumbing.database.cluster.directory import last_line
from tongban.plumbing.database.cluster.places import Places
from tongban.plumbing.database.cluster.refusals import ClusterUnavailable

Server = subprocess.Popen[bytes]

# One backend in the middle of a long insert held its dead server's memory for 14 s.
PATIENCE = 60.0
STALE_AFTER = 3.0
LOG_LIMIT = 16 * 1024 * 1024

_HELD = ("pre-existing shared memory block", "lock file")
_STATUS_LINE = 7


def launch_with_patience(
    binaries: Binaries, places: Places, account: Account, options: Sequence[str] = ()
) -> Server:
    """Start and wait until it is ready; a dead server's backends get a minute to go.

    `options` are settings of this one run, as `name=value`.
    """
    began = time.monotonic()
    while True:
        position = places.log.stat().st_size if places.log.exists() else 0
        server = _launch(binaries, places, account, options)
        if _becomes_ready(server, places.data):
            return server
        said = _said_since(places.log, position)
        waited = time.monotonic() - began
        if waited > PATIENCE or not any(phrase in said for phrase in _HELD):
            sentence = f"数据库没有启动成功：{last_line(said)}。详情见 {places.log}。"
            raise ClusterUnavailable(sentence)
        if waited > STALE_AFTER and "lock file" in said:
            forget_stale_number(places.data)
        time.sleep(0.5)


def end_orphan(places: Places) -> None:
    """End a server whose supervisor was killed; never one whose supervisor lives."""
    record = processes.ServerRecord.read(places.record)
    if record is None or not record.server.is_alive:
        return
    if record.starter.is_alive and record.starter != processes.ourselves():
        sentence = (
            f"数据库目录 {places.data} 正由另一个通办进程（编号 {record.starter.pid}）使用。"
            f"请先停止它，例如：kill -TERM {record.starter.pid}"
        )
        raise ClusterUnavailable(sentence)
    gone = record.server.end(
        (signal.SIGINT, 15.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0)
    )
    if not gone:
        sentence = (
            f"上次留下的数据库进程（编号 {record.server.pid}）停不下来。"
            "请重启这台机器后再运行。"
        )
        raise ClusterUnavailable(sentence)


def forget_stale_number(data: Path) -> None:
    """Remove a lock file whose number now belongs to a process that has not our data."""
    lock = data / "postmaster.pid"
    try:
        number = int(lock.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return
    # A server and each of its backends stand in their data directory.
    folder = processes.working_folder(number)
    if folder is not None and folder.resolve() != data.resolve():
        lock.unlink(missing_ok=True)


def stop(server: Server) -> None:
    """Fast shutdown: sessions are ended, what was committed stays."""
    if server.poll() is not None:
        return
    server.send_signal(signal.SIGINT)
    try:
        server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()


def _launch(
    binaries: Binaries, places: Places, account: Account, options: Sequence[str]
) -> Server:
    if places.log.exists() and places.log.stat().st_size > LOG_LIMIT:
        places.log.replace(places.log.with_suffix(".log.1"))
    told = [word for option in options for word in ("-c", option)]
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW
    log = os.open(places.log, flags, 0o600)
    try:
        return subprocess.Popen(
            [binaries.postgres, "-D", places.data, *told],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=plain_environment(),
            # Otherwise Ctrl+C reaches the database together with web and worker.
            start_new_session=True,
            # Killed with -9, we take the database down with us. It is one call of prctl
            # after the fork, and takes no lock that another thread could hold.
            preexec_fn=processes.follow_parent(signal.SIGINT),  # noqa: PLW1509
            **account.identity,
        )
    finally:
        os.close(log)


def _becomes_ready(server: Server, data: Path) -> bool:
    """Whether the lock file names our child and its eighth line says ready."""
    lock = data / "postmaster.pid"
    while server.poll() is None:
        try:
            lines = lock.read_text().splitlines()
        except OSError:
            lines = []
        is_ours = len(lines) > _STATUS_LINE and lines[0] == str(server.pid)
        if is_ours and lines[_STATUS_LINE].strip() == "ready":
            return True
        time.sleep(0.01)
    return False


def _said_since(log: Path, position: int) -> str:
    with log.open("rb") as stream:
        stream.seek(position if position < log.stat().st_size else 0)
        return stream.read().decode(errors="replace")
