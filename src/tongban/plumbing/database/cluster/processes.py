"""Processes by number and start time, so that a number used again is never mistaken."""

import ctypes
import json
import os
import signal
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

_PR_SET_PDEATHSIG = 1
# The name of a program may hold spaces and brackets, so fields count from the last ")".
_START_AFTER_NAME = 19
_STATE_AFTER_NAME = 0
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Process:
    """A process that may have ended: its number, and its start in ticks since boot."""

    pid: int
    started: int

    @classmethod
    def of(cls, pid: int) -> Self | None:
        """The process with this number now; None when there is none, or it is a zombie."""
        fields = _fields(pid)
        if fields is None or fields[_STATE_AFTER_NAME] in {"Z", "X"}:
            return None
        return cls(pid, int(fields[_START_AFTER_NAME]))

    @property
    def is_alive(self) -> bool:
        """Whether this very process still runs."""
        return Process.of(self.pid) == self

    def send(self, number: signal.Signals) -> bool:
        """Send a signal, unless it has ended or its number is another's; whether it was sent."""
        if not self.is_alive:
            return False
        try:
            os.kill(self.pid, number)
        except ProcessLookupError:
            return False
        return True

    def end(self, *signals: tuple[signal.Signals, float]) -> bool:
        """Send each signal and wait that many seconds; True once the process is gone."""
        for number, seconds in signals:
            if not self.send(number):
                return True
            wait_until(lambda: not self.is_alive, seconds)
        return not self.is_alive


@dataclass(frozen=True)
class ServerRecord:
    """Which server runs, and who started it; kept beside the data directory."""

    server: Process
    starter: Process

    def write(self, path: Path) -> None:
        """Write it; a link laid in its place is not followed."""
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as stream:
            json.dump(asdict(self) | {"boot": boot_id()}, stream)

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """The record; None when there is none of this boot that can be read."""
        try:
            record = json.loads(path.read_text())
            if record.pop("boot") != boot_id():
                return None
            return cls(Process(**record["server"]), Process(**record["starter"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None


def boot_id() -> str:
    """Which boot this is: numbers and ticks begin anew with each."""
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def ourselves() -> Process:
    """The process that runs this line."""
    found = Process.of(os.getpid())
    if found is None:
        raise RuntimeError("a running process has an entry in /proc")
    return found


def follow_parent(number: signal.Signals) -> Callable[[], None]:
    """For a new child: be sent this signal when the thread that started it ends."""
    parent = os.getpid()

    def prepare() -> None:
        _libc.prctl(_PR_SET_PDEATHSIG, int(number))
        if os.getppid() != parent:  # the parent ended before the line above
            os.kill(os.getpid(), number)

    return prepare


def working_folder(pid: int) -> Path | None:
    """The folder a process stands in; None when it is gone or not ours to look at."""
    try:
        return Path(f"/proc/{pid}/cwd").readlink()
    except OSError:
        return None


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Look every hundredth of a second; whether it came true in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() >= end:
            return False
        time.sleep(0.01)
    return True


def _fields(pid: int) -> list[str] | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return None
    return text[text.rindex(")") + 2 :].split()
