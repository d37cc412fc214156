"""What rules and row-level security cost an intake: CPU time of A and B in turns.

One operation is `file_application`, the command without HTTP: form, two stored files, case,
event, receipt row, leaf, outbox row, committed. CPU time is that of the process and of its
database session. A is the product as it is. B, in the same database and session:

- `rules`: without the triggers of the law on the tables of an intake, and without what the
  trigger on events asks in order to judge a submission. What stays in B is what any schema
  has (keys, checks), and that trigger's own work: it moves the case and writes its leaf.
- `row_level_security`: without policies on those tables.

Rounds are short and change their order, so that growth and a busy minute meet A and B alike;
after each switch the session plans anew before it is measured.
"""

import argparse
import statistics
import sys
from typing import Any

from benchmarks.figures import Measurement, Target, cost_per_cent
from benchmarks.measuring import main, paused_worker, run_inside
from benchmarks.scratch import Scratch

USUAL_ROUNDS = 60
USUAL_TIMES = 40
LEAST_ROUNDS = 20
WANTED_PER_CENT = 5
A = "file_application as it is"
WITHOUT = {
    "rules": "the same without the law's triggers on the tables of an intake, and without"
    " what the trigger on events asks to judge a submission; keys, checks and the move stay",
    "row_level_security": "the same without row-level security on the tables of an intake",
}


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
        cpu_ms=round(statistics.median(full), 2),
        more={
            "a": A,
            "rounds": said.rounds,
            "operations_a_round": said.times,
            **{
                f"{name}_per_cent": costs[name]
                | {
                    "b": WITHOUT[name],
                    "a_ms": round(statistics.median(parts["with"]), 3),
                    "b_ms": round(statistics.median(parts["without"]), 3),
                }
                for name, parts in found.items()
            },
            "details": found,
        },
        targets=[
            Target("rounds", LEAST_ROUNDS, said.rounds),
            *(
                Target(name, WANTED_PER_CENT, cost["high"], at_most=True)
                for name, cost in costs.items()
            ),
        ],
    ).facts()


if __name__ == "__main__":
    options = (
        ("rounds", USUAL_ROUNDS, f"rounds of A and of B, at least {LEAST_ROUNDS}"),
        ("times", USUAL_TIMES, "intakes in a round"),
    )
    sys.exit(main(measure, *options))
