"""Figures of a measurement: percentiles, CPU time of processes, intervals, the machine."""

import math
import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_TICKS = os.sysconf("SC_CLK_TCK")
# The name of a program may hold spaces and brackets, so fields count from the last ")".
_PARENT, _USER, _SYSTEM = 1, 11, 12
# Student's t, both sides 90 %, by degrees of freedom; beyond the table the normal's value.
_STUDENT = {5: 2.015, 9: 1.833, 14: 1.761, 19: 1.729, 24: 1.711, 29: 1.699, 39: 1.685}
_NORMAL = 1.645


@dataclass(frozen=True)
class Target:
    """What a figure must reach: at least, or at most."""

    name: str
    wanted: float
    got: float | None
    at_most: bool = False

    @property
    def is_met(self) -> bool:
        """Whether it was measured and reached."""
        if self.got is None:
            return False
        return self.got <= self.wanted if self.at_most else self.got >= self.wanted

    def facts(self) -> dict[str, Any]:
        """As the answer has it."""
        sign = "<=" if self.at_most else ">="
        return {
            "name": self.name,
            "wanted": f"{sign} {self.wanted:g}",
            "got": self.got,
            "met": self.is_met,
        }


@dataclass
class Measurement:
    """One operation that was timed: seconds of each that succeeded, and the failures."""

    operation: str
    seconds: list[float]
    wall: float
    failures: int
    cpu_ms: float | None = None
    rows_before: int | None = None
    more: dict[str, Any] = field(default_factory=dict)
    targets: list[Target] = field(default_factory=list)

    def facts(self) -> dict[str, Any]:
        """The keys that every benchmark answers with."""
        ordered = sorted(self.seconds)
        return {
            "operation": self.operation,
            "per_second": round(len(ordered) / self.wall, 1) if self.wall else None,
            "p50_ms": percentile_ms(ordered, 50),
            "p95_ms": percentile_ms(ordered, 95),
            "p99_ms": percentile_ms(ordered, 99),
            "failures": self.failures,
            "rows_before": self.rows_before,
            "cpu_ms": self.cpu_ms,
            "machine": describe_machine(),
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            **self.more,
            "targets": [target.facts() for target in self.targets],
        }


def percentile_ms(ordered: Sequence[float], per_cent: int) -> float | None:
    """The milliseconds below which so many of the ordered seconds lie."""
    if not ordered:
        return None
    place = min(len(ordered) - 1, len(ordered) * per_cent // 100)
    return round(ordered[place] * 1000, 3)


def describe_machine() -> str:
    """What was measured on, and how busy it was with other things."""
    load = os.getloadavg()[0]
    python = platform.python_version()
    return (
        f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {python}, load {load:.1f}"
    )


def cpu_seconds(pids: Iterable[int]) -> dict[int, float]:
    """The CPU time that each process has used until now, by its number."""
    found = {}
    for pid in pids:
        fields = _fields(pid)
        if fields:
            found[pid] = (int(fields[_USER]) + int(fields[_SYSTEM])) / _TICKS
    return found


def running_seconds(pid: int) -> float:
    """The CPU time of one process, to the nanosecond where the kernel keeps it so."""
    try:
        exact = int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
    except OSError:
        exact = 0
    return exact / 1e9 if exact else cpu_seconds([pid]).get(pid, 0.0)


def spent(before: dict[int, float], after: dict[int, float]) -> float:
    """CPU seconds between two looks; a process that came in between counts whole."""
    return sum(now - before.get(pid, 0.0) for pid, now in after.items())


def family(pid: int) -> list[int]:
    """A process and all that it started, and what those started."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            fields = _fields(int(entry.name))
            if fields:
                parents.setdefault(int(fields[_PARENT]), []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += parents.get(one, [])
    return found


def proportional_bytes(pid: int) -> int:
    """The proportional set size: memory shared by n processes counts an n-th for each."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (OSError, ProcessLookupError):
        return 0
    sizes = [line.split()[1] for line in lines if line.startswith("Pss:")]
    return int(sizes[0]) * 1024 if sizes else 0


def cost_per_cent(ours: Sequence[float], plain: Sequence[float]) -> dict[str, float]:
    """What `ours` costs more than `plain`, of interleaved rounds: mean, 90 % interval."""
    ratios = [100 * (a / b - 1) for a, b in zip(ours, plain, strict=True)]
    mean = statistics.fmean(ratios)
    if len(ratios) == 1:
        return {"mean": round(mean, 1), "low": -math.inf, "high": math.inf}
    fitting = [t for n, t in _STUDENT.items() if n <= len(ratios) - 1]
    t = fitting[-1] if fitting and len(ratios) <= max(_STUDENT) + 1 else _NORMAL
    half = t * statistics.stdev(ratios) / math.sqrt(len(ratios))
    return {
        "mean": round(mean, 1),
        "low": round(mean - half, 1),
        "high": round(mean + half, 1),
    }


def _fields(pid: int) -> list[str] | None:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (OSError, ProcessLookupError):
        return None
