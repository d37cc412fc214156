"""What an intake costs in a full city and in an empty one: CPU time of A and B in turns.

One operation is `file_application`, the command without HTTP; CPU time is that of the process
and of its database session. A is the city of `--keep`, filled before by `bench worklist --cases
N --keep FOLDER`; B is a city just made. Both platforms run, with their workers stopped; short
rounds take turns and change their order, so that a busy minute meets A and B alike.
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


def measure(full: Scratch, said: argparse.Namespace) -> dict[str, Any]:
    """File in turns in both; the upper end of the 90 % interval is what is quoted."""
    with (
        scratch_platform() as empty,
        filing(full) as in_full,
        filing(empty) as in_empty,
    ):
        rows = {"full": _count(full), "empty": _count(empty)}
        found: dict[str, list[float]] = {"full": [], "empty": []}
        for number in range(said.rounds):
            pair = [("full", in_full), ("empty", in_empty)]
            for name, child in pair if number % 2 else reversed(pair):
                found[name].append(_round(child, said.times))
    cost = cost_per_cent(found["full"], found["empty"])
    return Measurement(
        "cost of a full city on intake",
        [],
        0,
        0,
        cpu_ms=round(statistics.median(found["full"]), 2),
        rows_before=rows["full"],
        more={
            "rows_of_the_empty_city": rows["empty"],
            "rounds": said.rounds,
            "operations_a_round": said.times,
            "per_cent": cost,
            "full_ms": round(statistics.median(found["full"]), 3),
            "empty_ms": round(statistics.median(found["empty"]), 3),
            "details": found,
        },
        targets=[
            Target("rounds", LEAST_ROUNDS, said.rounds),
            Target("per_cent", WANTED_PER_CENT, cost["high"], at_most=True),
        ],
    ).facts()


@contextmanager
def filing(scratch: Scratch) -> Iterator["subprocess.Popen[str]"]:
    """A process inside that files so many times for each line it reads."""
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


def _round(child: "subprocess.Popen[str]", times: int) -> float:
    if child.stdin is None or child.stdout is None:
        raise RuntimeError("the process was started with pipes")
    child.stdin.write(f"{times}\n")
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
