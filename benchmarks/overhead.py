"""What rules and row-level security cost: CPU time of A and B in turns.

An intake is `file_application`, the command without HTTP: form, two stored files, case,
event, receipt row, leaf, outbox row, committed. Pages are the worklist and a case as an
officer sees them, and a search as a citizen does, made by the server, without HTTP. CPU time
is that of the process and of its database session. A is the product as it is. B, in the same
database and session:

- `rules`: without the triggers of the law on the tables of an intake, and without what the
  trigger on events asks in order to judge a submission. What stays in B is what any schema
  has (keys, checks), and that trigger's own work: it moves the case and writes its leaf.
- `row_level_security`: without policies on the tables of an intake; for pages, on all.

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
WANTED_PER_CENT = {"rules": 5, "row_level_security": 15}
A = "as it is"
WITHOUT = {
    "rules": "without the law's triggers on the tables of an intake, and without"
    " what the trigger on events asks to judge a submission; keys, checks and the move stay",
    "row_level_security": "without row-level security: on the tables of an intake; for pages,"
    " on all tables",
}


def measure(scratch: Scratch, said: argparse.Namespace) -> dict[str, Any]:
    """Measure the costs; the upper end of the 90 % interval is what is quoted."""
    run_inside(scratch, "citizens", 1)
    with paused_worker(scratch):
        found = run_inside(scratch, "overhead", said.rounds, said.times)
    rows = [_row(part, act, found[part][act]) for part in found for act in found[part]]
    full = found["rules"]["intake"]["with"]
    return Measurement(
        "cost of rules and of row-level security",
        [],
        0,
        0,
        cpu_ms=round(statistics.median(full), 2),
        more={
            "a": A,
            "b": WITHOUT,
            "rounds": said.rounds,
            "operations_a_round": said.times,
            "costs": rows,
            "details": found,
        },
        targets=[
            Target("rounds", LEAST_ROUNDS, said.rounds),
            *(
                Target(
                    f"{row['part']} {row['act']}",
                    WANTED_PER_CENT[row["part"]],
                    row["per_cent"]["high"],
                    at_most=True,
                )
                for row in rows
            ),
        ],
    ).facts()


def _row(part: str, act: str, taken: dict[str, list[float]]) -> dict[str, Any]:
    return {
        "part": part,
        "act": act,
        "per_cent": cost_per_cent(taken["with"], taken["without"]),
        "a_ms": round(statistics.median(taken["with"]), 3),
        "b_ms": round(statistics.median(taken["without"]), 3),
    }


if __name__ == "__main__":
    options = (
        ("rounds", USUAL_ROUNDS, f"rounds of A and of B, at least {LEAST_ROUNDS}"),
        ("times", USUAL_TIMES, "intakes in a round"),
    )
    sys.exit(main(measure, *options))
