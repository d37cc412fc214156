"""How fast due days are counted, beside chinesecalendar's day-by-day loop.

`measure()` gives the figures; run as a script it prints them as JSON. Both count the
same cases (20 working days, no pauses: the peer knows none) in alternating rounds,
and their answers are compared.
"""

import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import chinese_calendar

if __name__ == "__main__":
    # As a script, from any folder, without the package being installed.
    sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from tongban.ground.clock import (
    History,
    Limit,
    Pause,
    china_calendar,
    due,
    due_many,
)

ROUNDS = 7
OURS = 200_000
THEIRS = 1_000
SINGLE = 20_000
ONE_DAY = timedelta(days=1)
Answer = TypeVar("Answer")
LIMIT = Limit(20, "working_day")


def measure() -> dict[str, Any]:
    """Give the figures of `contracts` for one operation: counting one due day."""
    calendar = china_calendar()
    random = Random(20261122)  # noqa: S311 - a repeatable sample
    plain = [make_plain(random) for _ in range(OURS)]
    paused = [make_paused(random) for _ in range(OURS)]
    rates: dict[str, list[float]] = {"ours": [], "paused": [], "peer": []}
    cpu = []
    failures = 0
    for _ in range(ROUNDS):
        before = time.process_time()
        rate, answers = rate_of(lambda: due_many(plain, calendar), OURS)
        cpu.append((time.process_time() - before) * 1000 / OURS)
        rates["ours"].append(rate)
        rate, theirs = rate_of(lambda: count_by_peer(plain[:THEIRS]), THEIRS)
        rates["peer"].append(rate)
        rates["paused"].append(rate_of(lambda: due_many(paused, calendar), OURS)[0])
        failures += sum(
            answer.due_on != day
            for answer, day in zip(answers[:THEIRS], theirs, strict=True)
        )
    singles = sorted(time_singles(paused[:SINGLE]))
    return {
        "operation": "due day, 20 working days",
        "per_second": round(statistics.median(rates["ours"])),
        "paused_per_second": round(statistics.median(rates["paused"])),
        "p50_ms": percentile(singles, 50),
        "p95_ms": percentile(singles, 95),
        "p99_ms": percentile(singles, 99),
        "failures": failures,
        "rows_before": None,
        "cpu_ms": round(statistics.median(cpu), 6),
        "machine": describe_machine(),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "peer": "chinesecalendar, day by day",
        "peer_per_second": round(statistics.median(rates["peer"])),
        "peer_source": f"PyPI chinesecalendar {version('chinesecalendar')}",
    }


def make_plain(random: Random) -> History:
    """Make a case without pauses, due in a year that both calendars know."""
    accepted_on = date(2018, 1, 1) + timedelta(days=random.randrange(3_200))
    return accepted_on, LIMIT, (), 0


def make_paused(random: Random) -> History:
    """Make a case as they come: a third paused once or twice, a tenth extended."""
    accepted_on = make_plain(random)[0]
    pauses = []
    for _ in range(random.choice([0, 0, 0, 0, 1, 2])):
        begin = accepted_on + timedelta(days=random.randrange(15))
        pauses.append(Pause(begin, begin + timedelta(days=random.randrange(1, 20))))
    return accepted_on, LIMIT, pauses, random.choice([0] * 9 + [10])


def count_by_peer(histories: list[History]) -> list[date]:
    """Count as its users do: ask each day whether it is worked."""
    answers = []
    for accepted_on, limit, _, _ in histories:
        day, left = accepted_on, limit.value
        while left:
            day += ONE_DAY
            left -= chinese_calendar.is_workday(day)
        answers.append(day)
    return answers


def rate_of(run: Callable[[], list[Answer]], count: int) -> tuple[float, list[Answer]]:
    """Give how many a second, and the answers."""
    begin = time.perf_counter()
    answers = run()
    return count / (time.perf_counter() - begin), answers


def time_singles(histories: list[History]) -> list[float]:
    """Give the milliseconds of each single call."""
    calendar = china_calendar()
    times = []
    for accepted_on, limit, pauses, extension in histories:
        begin = time.perf_counter_ns()
        due(accepted_on, limit, calendar, pauses, extension)
        times.append((time.perf_counter_ns() - begin) / 1e6)
    return times


def percentile(ordered: list[float], per_cent: int) -> float:
    """Give the value below which so many of the ordered values lie."""
    return round(ordered[len(ordered) * per_cent // 100], 6)


def describe_machine() -> str:
    """Say what the figures were measured on."""
    python = platform.python_version()
    return f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {python}"


if __name__ == "__main__":
    print(json.dumps(measure(), ensure_ascii=False, indent=2))
