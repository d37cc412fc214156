"""Footprint: proportional set size of two web processes, worker, scheduler, PostgreSQL.

Measured after a minute of rest; memory shared by n processes counts an n-th for each.
"""

import argparse
import os
import sys
import time
from typing import Any

from benchmarks import calling
from benchmarks.figures import Measurement, Target, proportional_bytes
from benchmarks.measuring import main, sign_citizens_in
from benchmarks.scratch import Scratch

WANTED_MEBIBYTES = 800
MEBIBYTE = 1024 * 1024
TOUCHED = 40


def measure(scratch: Scratch, said: argparse.Namespace) -> dict[str, Any]:
    """Let each web process answer something, rest, and add up."""
    token = sign_citizens_in(scratch, 1)[0]
    guide = calling.find_guide(scratch.port)
    for _ in range(TOUCHED):
        caller = calling.Caller(scratch.port, token)
        caller.get(f"/items/{guide['handling_code']}")
        caller.close()
    time.sleep(said.rest)
    parts = {
        name: round(sum(map(proportional_bytes, scratch.processes(name))) / MEBIBYTE, 1)
        for name in scratch.installation.children
    }
    total = round(sum(parts.values()), 1)
    facts = Measurement(
        "proportional set size at rest",
        [],
        0,
        0,
        more={
            "mebibytes": total,
            "parts": parts,
            "processes": len(scratch.processes()),
            "as_root": os.geteuid() == 0,
        },
        targets=[Target("mebibytes", WANTED_MEBIBYTES, total, at_most=True)],
    )
    return facts.facts()


if __name__ == "__main__":
    sys.exit(main(measure, ("rest", 60, "seconds of rest before")))
