"""Villages: a file of 3,000 taken in and approved, and a page of the tree that then holds them.

Both beside a raw limit of the same run: the same rows written by COPY, and the rows of one
page read by one statement, without law, walls, evidence and templates.
"""

import argparse
import statistics
import sys
from typing import Any

from benchmarks.figures import Measurement, Target, percentile_ms
from benchmarks.measuring import main, paused_worker, run_inside
from benchmarks.scratch import Scratch

WANTED_PER_SECOND = 100
WANTED_PAGE_P95_MS = 50


def measure(scratch: Scratch, said: argparse.Namespace) -> dict[str, Any]:
    """Take the file in once, then open the page so many times."""
    with paused_worker(scratch):
        found = run_inside(scratch, "villages", said.villages, said.rounds)
    pages = sorted(found["pages"])
    wall = found["import_seconds"] + found["approve_seconds"]
    per_second = round(said.villages / wall, 1)
    p95 = percentile_ms(pages, 95)
    return Measurement(
        "a file of villages taken in and approved; a page of the tree",
        pages,
        sum(pages),
        found["failures"],
        rows_before=found["rows_before"],
        more={
            "villages": said.villages,
            "villages_per_second": per_second,
            "import_seconds": round(found["import_seconds"], 2),
            "approve_seconds": round(found["approve_seconds"], 2),
            "raw_copy_seconds": round(found["raw_copy_seconds"], 3),
            "times_the_raw_copy": round(wall / found["raw_copy_seconds"], 1),
            "page_p95_ms": p95,
            "raw_page_p50_ms": round(statistics.median(found["raw_pages"]) * 1000, 2),
        },
        targets=[
            Target("villages_per_second", WANTED_PER_SECOND, per_second),
            Target("page_p95_ms", WANTED_PAGE_P95_MS, p95, at_most=True),
        ],
    ).facts()


if __name__ == "__main__":
    options = (
        ("villages", 3_000, "how many villages the file holds"),
        ("rounds", 100, "how often the page is opened"),
    )
    sys.exit(main(measure, *options))
