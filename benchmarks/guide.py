"""Guide: the page of an item as passers-by open it, over HTTP, eight at a time."""

import argparse
import sys
from collections.abc import Callable
from typing import Any

from benchmarks import calling
from benchmarks.figures import Measurement, cpu_seconds, spent
from benchmarks.measuring import main
from benchmarks.scratch import Scratch

CLIENTS = 8


def measure(scratch: Scratch, said: argparse.Namespace) -> dict[str, Any]:
    """Open one guide again and again."""
    path = f"/items/{calling.find_guide(scratch.port)['handling_code']}"

    def act(number: int) -> Callable[[], bool]:
        caller = calling.Caller(scratch.port)
        return lambda: calling.expect(caller.call("GET", path), calling.OK)

    calling.run_clients(CLIENTS, 2, act)
    before = cpu_seconds(scratch.processes("web"))
    taken, failures, wall = calling.run_clients(CLIENTS, said.seconds, act)
    cpu = spent(before, cpu_seconds(scratch.processes("web")))
    return Measurement(
        "guide page over HTTP, 8 clients",
        taken,
        wall,
        failures,
        cpu_ms=round(cpu * 1000 / max(1, len(taken)), 2),
    ).facts()


if __name__ == "__main__":
    sys.exit(main(measure, ("seconds", 15, "how long it runs")))
