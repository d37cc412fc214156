"""Worklist: the desk's first page and the twentieth by cursor, as the server makes them.

The cases are loaded first by `tongban sample load --cases N`; with `--keep` a load that
was broken off goes on, and the next run finds it done.
"""

import argparse
import json
import subprocess
import sys
from typing import Any

from benchmarks.figures import Measurement, Target, percentile_ms
from benchmarks.measuring import main, paused_worker, run_inside
from benchmarks.scratch import PROJECT, Scratch

WANTED_P95_MS = 50
_RUN = "from tongban.faces.cli.main import run; run()"


def measure(scratch: Scratch, said: argparse.Namespace) -> dict[str, Any]:
    """Load the cases, then open both pages so many times."""
    loaded = load_cases(scratch, said.cases)
    # Papers of earlier loads would be made beside it.
    with paused_worker(scratch):
        found = run_inside(scratch, "worklist", said.rounds)
    first, twentieth = sorted(found["first"]), sorted(found["twentieth"])
    slower = max(first, twentieth, key=lambda many: many[len(many) * 95 // 100])
    p95 = percentile_ms(slower, 95)
    return Measurement(
        "worklist page of one body, first and twentieth",
        [*first, *twentieth],
        sum(first) + sum(twentieth),
        found["failures"],
        rows_before=found["rows"],
        more={
            "first_page_p95_ms": percentile_ms(first, 95),
            "page_reached": found["reached"],
            "later_page_p95_ms": percentile_ms(twentieth, 95),
            "cases_per_second": loaded["cases_per_second"],
            "kilobytes_per_case": loaded["kilobytes_per_case"],
        },
        targets=[Target("p95_ms", WANTED_P95_MS, p95, at_most=True)],
    ).facts()


def load_cases(scratch: Scratch, cases: int) -> dict[str, Any]:
    """Fill the scratch city with synthetic cases, as an operator would."""
    words = ["sample", "load", "--cases", str(cases), "--json"]
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *words],
        cwd=PROJECT,
        env=scratch.environment(),
        stdout=subprocess.PIPE,
        check=False,
    )
    facts: dict[str, Any] = json.loads(done.stdout.decode().splitlines()[-1])
    if done.returncode:
        raise RuntimeError(f"the load was refused: {facts}")
    return facts


if __name__ == "__main__":
    options = (
        ("cases", 1_000_000, "how many synthetic cases the city holds"),
        ("rounds", 200, "how often each page is opened"),
    )
    sys.exit(main(measure, *options))
