"""What rules and row-level security cost an intake: CPU time with and without, in turns.

Both ways run in one database, switched by the owner between rounds; after each switch the
session warms up. The trigger on events stays on in both, because it is what moves the
case and writes its leaf: of the rules it holds only those checks are left out of `rules`.
"""

import argparse
import json
import sys
from typing import Any

from benchmarks.figures import Measurement, Target, cost_per_cent
from benchmarks.measuring import main, paused_worker, run_inside
from benchmarks.scratch import Scratch

LEAST_ROUNDS = 20
WANTED_PER_CENT = 5


def measure(scratch: Scratch, said: argparse.Namespace) -> dict[str, Any]:
    """Measure the two costs; the upper end of the 90 % interval is what is quoted."""
    run_inside(scratch, "citizens", 1)
    with paused_worker(scratch):
        found = run_inside(scratch, "overhead", said.rounds, said.times)
    costs = {
        name: cost_per_cent(parts["with"], parts["without"])
        for name, parts in found.items()
    }
    full = [one for parts in found.values() for one in parts["with"]]
    return Measurement(
        "cost of rules and of row-level security on intake",
        [],
        0,
        0,
        cpu_ms=round(sum(full) / len(full), 2),
        more={
            "rounds": said.rounds,
            "operations_a_round": said.times,
            "rules_per_cent": costs["rules"],
            "row_level_security_per_cent": costs["row_level_security"],
            "details": json.dumps(found),
        },
        targets=[
            Target(name, WANTED_PER_CENT, cost["high"], at_most=True)
            for name, cost in costs.items()
        ],
    ).facts()


if __name__ == "__main__":
    options = (
        ("rounds", LEAST_ROUNDS, "rounds of each, in turns"),
        ("times", 100, "intakes in a round"),
    )
    sys.exit(main(measure, *options))
