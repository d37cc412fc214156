"""Peers: other engines that take five steps, each a commit with a row written, in one run.

They live in an environment of their own (`python -m benchmarks.peers` makes it), because
one of them may not be shipped with us. Each gets a database of its own in the scratch
server, and as many processes as ours has.
"""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.scratch import PROJECT, Scratch, clean_environment

HERE = Path(__file__).parent
PLACE = Path(os.environ.get("TONGBAN_PEERS", PROJECT / "var" / "peers"))
PYTHON = PLACE / "bin" / "python"
NAMES = {"django-viewflow": "viewflow_lifecycle", "dbos": "dbos_lifecycle"}
ABSENT = (
    "not installed: python -m benchmarks.peers makes their environment in var/peers"
)


def measure(scratch: Scratch, processes: int, seconds: int) -> dict[str, Any]:
    """The fastest peer's figure under the usual keys, and all of them by name."""
    if not PYTHON.exists():
        return {"peer": None, "peer_per_second": None, "peer_source": ABSENT}
    rates, sources = {}, {}
    for name, module in NAMES.items():
        url = _make_database(scratch, module)
        answers = _run_each(module, url, processes, seconds)
        rates[name] = round(sum(one["per_second"] for one in answers), 1)
        sources[name] = answers[0]["source"]
    best = max(rates, key=lambda name: rates[name])
    return {
        "peer": best,
        "peer_per_second": rates[best],
        "peer_source": sources[best],
        "peers": rates,
    }


def _make_database(scratch: Scratch, name: str) -> str:
    """An empty database of the scratch server, and how to reach it."""
    url = scratch.installation.owner_url or ""
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute(f'drop database if exists "{name}" with (force)'.encode())
        owner.execute(f'create database "{name}"'.encode())
    return url.replace("/tongban?", f"/{name}?")


def _run_each(
    module: str, url: str, processes: int, seconds: int
) -> list[dict[str, Any]]:
    """The first makes the tables; then all run at once."""
    script = HERE / f"{module}.py"
    told = clean_environment() | {"PEER_URL": url, "PYTHONPATH": ""}
    subprocess.run(
        [PYTHON, script, "prepare"], env=told, check=True, capture_output=True
    )
    children = [
        subprocess.Popen(
            [PYTHON, script, str(seconds)],
            env=told,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(processes)
    ]
    return [
        json.loads(child.communicate()[0].decode().splitlines()[-1])
        for child in children
    ]
