"""Lifecycle: submit, accept, review, decide, deliver; five commits.

One process per core, papers queued; how fast the worker then makes the papers is printed
beside it. The item has no special step. Peers do five steps with rows written in the same
run, where they are installed.
"""

import argparse
import sys
import time
from typing import Any

from benchmarks import peers
from benchmarks.figures import Measurement, Target
from benchmarks.measuring import (
    main,
    one_per_core,
    paused_worker,
    run_inside,
    run_inside_each,
)
from benchmarks.raw import open_owner
from benchmarks.scratch import Scratch

WANTED_PER_SECOND = 60
PATIENCE = 900.0


def measure(scratch: Scratch, said: argparse.Namespace) -> dict[str, Any]:
    """Measure our lifecycles, then the peers', then how long the papers take."""
    run_inside(scratch, "citizens", 1)
    rows = _ask(scratch, 'select count(*) from "case"')
    # Synthetic cases have papers without files.
    before = _papers_to_make(scratch)
    with paused_worker(scratch):
        ours = run_inside_each(scratch, one_per_core(), "lifecycle", said.seconds)
        peer = peers.measure(scratch, one_per_core(), said.seconds)
    papers, drain = _papers_to_make(scratch) - before, _drain(scratch)
    taken = [one for part in ours for one in part["seconds"]]
    wall = max(part["wall"] for part in ours)
    per_second = sum(len(part["seconds"]) / part["wall"] for part in ours)
    cpu = sum(part["cpu_ms"] for part in ours) / len(ours)
    return Measurement(
        "lifecycle, five commits, one process per core",
        taken,
        wall,
        0,
        cpu_ms=round(cpu, 2),
        rows_before=rows,
        more={
            "per_second": round(per_second, 1),
            "papers": papers,
            "papers_per_second": round(papers / drain, 1) if drain else None,
            "drain_seconds": round(drain, 1),
            **peer,
        },
        targets=[Target("per_second", WANTED_PER_SECOND, round(per_second, 1))],
    ).facts()


def _papers_to_make(scratch: Scratch) -> int:
    return _ask(
        scratch,
        "select count(*) from paper p where not exists"
        " (select 1 from paper_file f where f.paper_id = p.id)",
    )


def _drain(scratch: Scratch) -> float:
    """The seconds until all papers were made and told."""
    waiting = "select count(*) from outbox_message where not is_set_aside"
    begin = time.monotonic()
    while _ask(scratch, waiting) and time.monotonic() - begin < PATIENCE:
        time.sleep(0.5)
    return time.monotonic() - begin


def _ask(scratch: Scratch, sql: str) -> int:
    with open_owner(scratch) as owner:
        row = owner.execute(sql.encode()).fetchone()
    return int(row[0]) if row else 0


if __name__ == "__main__":
    sys.exit(main(measure, ("seconds", 20, "how long the lifecycles run")))
