"""Intake: applications filed over HTTP by signed-in citizens, and the limits around it.

`POST /api/v1/applications` for a promised item with two stored files, answered after
commit. Beside it the same command without HTTP in one process per core, and one
hand-written statement that inserts the same rows without rules or row-level security.
"""

import argparse
import sys
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from benchmarks import calling
from benchmarks.figures import Measurement, Target, cpu_seconds, spent
from benchmarks.measuring import (
    main,
    one_per_core,
    paused_worker,
    run_inside_each,
    sign_citizens_in,
)
from benchmarks.raw import open_owner, run_raw
from benchmarks.scratch import Scratch

CLIENTS = 8
CROWD = 100
WARM_UP = 3.0
WANTED_PER_SECOND = 100
WANTED_CPU_MS = 4
WANTED_SHARE_OF_RAW = 0.15


def measure(scratch: Scratch, said: argparse.Namespace) -> dict[str, Any]:
    """Measure HTTP with 8 clients, 100 clients for failures, the command, the raw limit."""
    tokens = sign_citizens_in(scratch)
    filings = [calling.prepare_application(scratch.port, token) for token in tokens]
    filers = list(zip(tokens, filings, strict=True))
    rows = _count(scratch)
    _run(scratch, filers, CLIENTS, WARM_UP)
    # A city just made has no statistics until the server has looked at it, a minute later.
    with open_owner(scratch) as owner:
        owner.execute("analyze")
    web = cpu_seconds(scratch.processes("web"))
    taken, failures, wall = _run(scratch, filers, CLIENTS, said.seconds)
    web_cpu = spent(web, cpu_seconds(scratch.processes("web")))
    _, crowd_failures, _ = _run(scratch, filers, CROWD, said.seconds)
    with paused_worker(scratch):
        alone = run_inside_each(scratch, one_per_core(), "command", said.seconds)
        raw = run_raw(scratch, one_per_core(), said.seconds)
    command = sum(len(one["seconds"]) / one["wall"] for one in alone)
    cpu = sum(one["cpu_ms"] for one in alone) / len(alone)
    database = sum(one["database_cpu_ms"] for one in alone) / len(alone)
    per_second = len(taken) / wall
    return Measurement(
        "intake over HTTP, 8 clients",
        taken,
        wall,
        failures,
        cpu_ms=round(cpu, 2),
        rows_before=rows,
        more={
            "command_per_second": round(command, 1),
            "raw_sql_per_second": round(raw, 1),
            "database_cpu_ms": round(database, 2),
            "http_cpu_ms": round(web_cpu * 1000 / max(1, len(taken)), 2),
            "failures_of_100_clients": crowd_failures,
        },
        targets=[
            Target("per_second", WANTED_PER_SECOND, round(per_second, 1)),
            Target("failures", 0, failures, at_most=True),
            Target("failures_of_100_clients", 0, crowd_failures, at_most=True),
            Target("cpu_ms", WANTED_CPU_MS, round(cpu, 2), at_most=True),
            Target("share_of_raw_sql", WANTED_SHARE_OF_RAW, round(command / raw, 2)),
        ],
    ).facts()


def _run(
    scratch: Scratch,
    filers: list[tuple[str, calling.Application]],
    clients: int,
    seconds: float,
) -> tuple[list[float], int, float]:
    def act(number: int) -> Callable[[], bool]:
        token, filing = filers[number % len(filers)]
        caller = calling.Caller(scratch.port, token)
        return lambda: calling.expect(
            filing.send(caller, str(uuid4())), calling.CREATED
        )

    return calling.run_clients(clients, seconds, act)


def _count(scratch: Scratch) -> int:
    with open_owner(scratch) as owner:
        row = owner.execute('select count(*) from "case"').fetchone()
    return int(row[0]) if row else 0


if __name__ == "__main__":
    sys.exit(main(measure, ("seconds", 20, "how long each part runs")))
