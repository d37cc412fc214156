"""What an intake and a lifecycle cost in a full city and in an empty one: CPU of A and B in turns.

An intake is `file_application`, the command without HTTP, a lifecycle the five commits of a
case; CPU time is that of the process and of its database session. A is the city of `--keep`,
filled before by `bench worklist --cases N --keep FOLDER`; B is a city just made. Both platforms
run, with their workers stopped; short rounds take turns and change their order, so that a busy
minute meets A and B alike.
"""

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.figures import Measurement, Target, cost_per_cent
from benchmarks.measuring import main, paused_worker, run_inside
from benchmarks.raw import open_owner
from benchmarks.scratch import PROJECT, Scratch, scratch_platform

LEAST_ROUNDS = 20
WANTED_PER_CENT = 10
# Of the intakes of a round, one in so many is done of each operation.
OPERATIONS = {"intake": 1, "lifecycle": 4}


def measure(full: Scratch, said: argparse.Namespace) -> dict[str, Any]:
    """Do both in turns in both; the upper end of the 90 % interval is what is quoted."""
    with (
        scratch_platform() as empty,
        working_in(full) as in_full,
        working_in(empty) as in_empty,
    ):
        rows = {"full": _count(full), "empty": _count(empty)}
        found: dict[str, list[float]] = {}
        for number in range(said.rounds):
            pair = [("full", in_full), ("empty", in_empty)]
            for operation, share in OPERATIONS.items():
                for name, child in pair if number % 2 else reversed(pair):
                    taken = _round(child, operation, max(said.times // share, 1))
                    found.setdefault(f"{operation}_{name}", []).append(taken)
    costs = {
        operation: cost_per_cent(
            found[f"{operation}_full"], found[f"{operation}_empty"]
        )
        for operation in OPERATIONS
    }
    return Measurement(
        "cost of a full city on intake and on a lifecycle",
        [],
        0,
        0,
        cpu_ms=round(statistics.median(found["intake_full"]), 2),
        rows_before=rows["full"],
        more={
            "rows_of_the_empty_city": rows["empty"],
            "rounds": said.rounds,
            "operations_a_round": said.times,
            "per_cent": costs,
            "median_ms": {
                name: round(statistics.median(taken), 3)
                for name, taken in found.items()
            },
            "details": found,
        },
        targets=[
            Target("rounds", LEAST_ROUNDS, said.rounds),
            *(
                Target(f"{name}_per_cent", WANTED_PER_CENT, cost["high"], at_most=True)
                for name, cost in costs.items()
            ),
        ],
    ).facts()


@contextmanager
def working_in(scratch: Scratch) -> Iterator["subprocess.Popen[str]"]:
    """A process inside that does what each line says, so many times."""
    run_inside(scratch, "citizens", 1)
    with open_owner(scratch) as owner:
        owner.execute("analyze")
    with (
        paused_worker(scratch),
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.inside", "rounds"],
            cwd=PROJECT,
            env=scratch.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as child,
    ):
        yield child
        child.communicate()


def _round(child: "subprocess.Popen[str]", operation: str, times: int) -> float:
    if child.stdin is None or child.stdout is None:
        raise RuntimeError("the process was started with pipes")
    child.stdin.write(f"{operation} {times}\n")
    child.stdin.flush()
    return float(json.loads(child.stdout.readline())["cpu_ms"])


def _count(scratch: Scratch) -> int:
    with open_owner(scratch) as owner:
        row = owner.execute('select count(*) from "case"').fetchone()
    return int(row[0]) if row else 0


if __name__ == "__main__":
    options = (
        ("rounds", 40, f"rounds in each city, at least {LEAST_ROUNDS}"),
        ("times", 40, "intakes in a round"),
    )
    sys.exit(main(measure, *options))
