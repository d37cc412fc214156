"""The shape of a benchmark against a platform: options, scratch platform, JSON, exit code."""

import argparse
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import calling
from benchmarks.scratch import PROJECT, Scratch, scratch_platform

CITIZENS = 16
MISSED = 1


def run_inside(scratch: Scratch, *words: object) -> dict[str, Any]:
    """One thing done inside, in one process; what it found."""
    return run_inside_each(scratch, 1, *words)[0]


def run_inside_each(
    scratch: Scratch, processes: int, *words: object
) -> list[dict[str, Any]]:
    """The same done by several processes at once."""
    command = [sys.executable, "-m", "benchmarks.inside", *map(str, words)]
    children = [
        subprocess.Popen(
            command,
            cwd=PROJECT,
            env=scratch.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(processes)
    ]
    found = []
    for child in children:
        output, errors = child.communicate()
        if child.returncode:
            raise RuntimeError(errors.decode(errors="replace")[-2000:])
        found.append(json.loads(output.decode().splitlines()[-1]))
    return found


def one_per_core() -> int:
    """How many processes a figure without HTTP is measured with."""
    return os.cpu_count() or 1


def sign_citizens_in(scratch: Scratch, count: int = CITIZENS) -> list[str]:
    """Tokens of so many citizens who head a firm each."""
    made = run_inside(scratch, "citizens", count)
    return [
        calling.sign_in(scratch.port, login, made["password"])
        for login in made["logins"]
    ]


@contextmanager
def paused_worker(scratch: Scratch) -> Iterator[None]:
    """Let what is queued wait while a command is measured by itself."""
    worker = scratch.installation.children["worker"]
    worker.send(signal.SIGSTOP)
    try:
        yield
    finally:
        worker.send(signal.SIGCONT)


def main(
    measure: Callable[[Scratch, argparse.Namespace], dict[str, Any]],
    *numbers: tuple[str, int, str],
) -> int:
    """Read the options, start a platform, measure, print; 1 when a target is missed."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    for name, usual, words in numbers:
        parser.add_argument(f"--{name}", type=int, default=usual, help=words)
    parser.add_argument(
        "--keep", type=Path, help="a folder whose platform stays for the next run"
    )
    said = parser.parse_args()
    with scratch_platform(said.keep) as scratch:
        facts = measure(scratch, said)
    print(json.dumps(facts, ensure_ascii=False))
    missed = [row for row in facts.get("targets", []) if not row["met"]]
    return MISSED if missed or facts.get("failures") else 0
