"""Guide: the page of an item as passers-by open it, over HTTP, eight at a time; and made anew.

Passers-by get the page that was made before; each look asks the database which versions
there are, so none is ever an old one. Who is signed in gets a page made for them: that is
the server's time. Then a slow phone looks at guide, list and search (`browsing`).
"""

import argparse
import sys
from collections.abc import Callable
from typing import Any

from benchmarks import browsing, calling
from benchmarks.figures import (
    Measurement,
    Target,
    cpu_seconds,
    percentile_ms,
    spent,
)
from benchmarks.measuring import main, run_inside
from benchmarks.scratch import Scratch

CLIENTS = 8
ROUNDS = 300


def measure(scratch: Scratch, said: argparse.Namespace) -> dict[str, Any]:
    """Open one guide again and again; then make it again and again."""
    path = f"/items/{calling.find_guide(scratch.port)['handling_code']}"

    def act(number: int) -> Callable[[], bool]:
        caller = calling.Caller(scratch.port)
        return lambda: calling.expect(caller.call("GET", path), calling.OK)

    calling.run_clients(CLIENTS, 2, act)
    names = ("web", "postgres")
    before = {name: cpu_seconds(scratch.processes(name)) for name in names}
    taken, failures, wall = calling.run_clients(CLIENTS, said.seconds, act)
    cpu = {
        name: spent(before[name], cpu_seconds(scratch.processes(name)))
        for name in names
    }
    each = {
        name: round(seconds * 1000 / max(1, len(taken)), 2)
        for name, seconds in cpu.items()
    }
    inside = run_inside(scratch, "guide", ROUNDS)
    fresh = percentile_ms(sorted(inside["anew"]), 95)
    seen = browsing.look(scratch.port, said.visits)
    measured = Measurement(
        "guide page over HTTP, 8 clients",
        taken,
        wall,
        failures,
        cpu_ms=each["web"],
        more={
            "database_cpu_ms": each["postgres"],
            # What one core would serve if it did nothing else: fair on a busy machine.
            "per_cpu_second": round(1000 / max(0.01, sum(each.values())), 1),
            "anew_p95_ms": fresh,
            "anew_cpu_ms": round(inside["anew_cpu_ms"], 2),
            "kept_p95_ms": percentile_ms(sorted(inside["kept"]), 95),
            "kept_cpu_ms": round(inside["kept_cpu_ms"], 2),
            "browser": seen,
        },
    )
    measured.targets = [
        Target("per_second", 1000, round(len(taken) / wall, 1)),
        Target("anew_p95_ms", 20, fresh, at_most=True),
        *browsing.targets_of(seen),
    ]
    return measured.facts()


if __name__ == "__main__":
    seconds = ("seconds", 15, "how long it runs")
    visits = ("visits", browsing.LEAST_VISITS, "looks at each page by a slow phone")
    sys.exit(main(measure, seconds, visits))
