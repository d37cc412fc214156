"""The keeper: copies files every minute, the server every night, and tries a restore weekly.

`python -m tongban.config.keeping`, started beside the database when TONGBAN_BACKUPS is set.
It only watches the clock; the work is done by `tongban backup` in a process of its own, so
that a long one holds nothing up and a failed one is seen by its result.
"""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import FrameType

from tongban.config.environment import backups_folder
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.backups.folders import BackupFolder

LOOK_SECONDS = 15.0
_RUN = "from tongban.faces.cli.main import run; run()"
_SUNDAY = 6


@dataclass(frozen=True)
class Task:
    """What is done again and again: options of `tongban backup`, and when it is due."""

    name: str
    options: tuple[str, ...]
    is_due: Callable[[datetime | None, datetime], bool]
    # One that failed is not tried again at once: an hour, for files a minute.
    patience: timedelta = timedelta(hours=1)


def main() -> int:
    """Watch until asked to stop; what runs then is asked to stop too, and done next time."""
    stop = threading.Event()

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask_to_stop)
    root = backups_folder()
    if root is None:
        return 0
    # Beside each other: files may not wait for a night's backup to end.
    watchers = [
        threading.Thread(target=watch, args=(task, BackupFolder(root), stop))
        for task in TASKS
    ]
    for watcher in watchers:
        watcher.start()
    for watcher in watchers:
        while watcher.is_alive():
            watcher.join(0.5)  # a finite wait, so that signals reach this thread
    return 0


def watch(task: Task, folder: BackupFolder, stop: threading.Event) -> None:
    """Do one task whenever it is due."""
    tried: datetime | None = None
    while not stop.is_set():
        now = datetime.now(UTC)
        is_rested = tried is None or now - tried >= task.patience
        if is_rested and task.is_due(last_success(folder, task.name), now):
            tried = now
            _do(task, stop)
        stop.wait(LOOK_SECONDS)


def last_success(folder: BackupFolder, name: str) -> datetime | None:
    """When it last went well, as far as that is the last that is known."""
    last = folder.last(name)
    return datetime.fromisoformat(last["at"]) if last and last["ok"] else None


def is_minute_over(last: datetime | None, now: datetime) -> bool:
    """Files: what is lost with the disk is at most this and the time of copying."""
    return last is None or now - last >= timedelta(minutes=1)


def is_night_over(last: datetime | None, now: datetime) -> bool:
    """The first at once; then from half past one at night, once a night."""
    return last is None or last < _last_time(now, 1, 30)


def is_week_over(last: datetime | None, now: datetime) -> bool:
    """From Sunday at three; the first when there has been a night's backup to try."""
    due = _last_time(now, 3, 0)
    while due.astimezone(OFFICE_ZONE).weekday() != _SUNDAY:
        due -= timedelta(days=1)
    return last is None or last < due


def _last_time(now: datetime, hour: int, minute: int) -> datetime:
    """The last time that a clock at the office showed this."""
    local = now.astimezone(OFFICE_ZONE)
    at = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return at if at <= local else at - timedelta(days=1)


TASKS = (
    Task("backup", (), is_night_over),
    Task("files", ("--files",), is_minute_over, timedelta(minutes=1)),
    Task("drill", ("--check",), is_week_over),
)


def _do(task: Task, stop: threading.Event) -> None:
    command = [sys.executable, "-c", _RUN, "backup", *task.options, "--json"]
    running = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    while running.poll() is None:
        if stop.wait(0.2):
            running.terminate()
            running.wait()


if __name__ == "__main__":
    sys.exit(main())
