"""Rotating the data key over many persons while citizens file; then nothing plain on disk.

    python -m benchmarks.rotation --persons 1000000

Persons are put in sealed, with numbers that nobody else has. `tongban keys rotate` runs
while clients file over HTTP; failed requests are counted. After the shutdown's checkpoint
every file of the data folder and of the database, its log included, is searched for the
seeded numbers, phones and addresses. That the search reads the right places is shown by
the persons' names, which are not sealed: it must find those.
"""

import argparse
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from benchmarks import calling
from benchmarks.figures import Target
from benchmarks.measuring import main, run_inside, sign_citizens_in
from benchmarks.scratch import PROJECT, Scratch

CLIENTS: Final = 4
# What is seeded can be recognised anywhere: no place and no operator has these.
REGION: Final = 690377
PHONE_PREFIX: Final = 1693
ADDRESS: Final = "播种镇可认路"
NAME: Final = "可认之名"
_RUN: Final = "from tongban.faces.cli.main import run; run()"
_PIECE: Final = 1 << 24
# Longer than whatever is looked for, so that nothing is lost between two pieces.
_OVERLAP: Final = 64
_NUMBER: Final = rb"%d(?:19|20)\d{9}[\dX]" % REGION
_PHONE: Final = rb"(?<!\d)%d\d{7}(?!\d)" % PHONE_PREFIX
SOUGHT: Final = {
    "numbers": re.compile(_NUMBER),
    "phones": re.compile(_PHONE),
    "addresses": re.compile(re.escape(ADDRESS.encode())),
    "names": re.compile(re.escape(NAME.encode())),
}
# Digests and keys in letters: in a million of them eleven digits look like a phone by chance
# (22 did, beside 42,511 intakes). A value that is really there stands in no such run.
_HEXADECIMAL: Final = re.compile(rb"[0-9a-f-]{32,}")


@dataclass
class Load:
    """What the clients sent meanwhile."""

    taken: int = 0
    failed: int = 0
    stop: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)


def measure(scratch: Scratch, said: argparse.Namespace) -> dict[str, Any]:
    """Seed, rotate under load, stop, search."""
    seeded = run_inside(scratch, "seed", said.persons)
    load, clients = _begin_load(scratch)
    begin = time.monotonic()
    rotated = _rotate(scratch)
    seconds = time.monotonic() - begin
    load.stop.set()
    for client in clients:
        client.join()
    places = [scratch.data, scratch.data_place]
    scratch.stop()
    found = search(places)
    names = found.pop("names")
    plain = sum(found.values())
    targets = [
        Target("failed_requests", 0, load.failed, at_most=True),
        Target("plain_values", 0, plain, at_most=True),
        Target("control_names_found", 1, names),
        Target("old_versions_destroyed", 1, len(rotated["destroyed"])),
    ]
    return {
        "operation": "data key rotated under intake",
        "persons": seeded["persons"],
        "wrapped": rotated["wrapped"],
        "seconds": round(seconds, 1),
        "intakes_meanwhile": load.taken,
        "failures": load.failed + plain,
        "failed_requests": load.failed,
        "plain": found,
        "control_names_found": names,
        "targets": [row.facts() for row in targets],
    }


def search(places: list[Path]) -> dict[str, int]:
    """How often what was seeded stands in any file under these places."""
    found = dict.fromkeys(SOUGHT, 0)
    for place in places:
        for path in sorted(place.rglob("*")):
            if path.is_file() and not path.is_symlink():
                for piece in _pieces(path):
                    for name, pattern in SOUGHT.items():
                        found[name] += _count(pattern, piece)
    return found


def _count(pattern: re.Pattern[bytes], piece: bytes) -> int:
    return sum(
        not any(
            run.start() <= hit.start() - first and hit.end() - first <= run.end()
            for run in _HEXADECIMAL.finditer(piece[first : hit.end() + _OVERLAP])
        )
        for hit in pattern.finditer(piece)
        for first in [max(0, hit.start() - _OVERLAP)]
    )


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        before = b""
        while piece := stream.read(_PIECE):
            yield before + piece
            before = piece[-_OVERLAP:]


def _begin_load(scratch: Scratch) -> tuple[Load, list[threading.Thread]]:
    load = Load()
    clients = []
    for token in sign_citizens_in(scratch, CLIENTS):
        filing = calling.prepare_application(scratch.port, token)
        client = threading.Thread(
            target=_file, args=(calling.Caller(scratch.port, token), filing, load)
        )
        client.start()
        clients.append(client)
    return load, clients


def _file(caller: calling.Caller, filing: calling.Application, load: Load) -> None:
    while not load.stop.is_set():
        try:
            status, _ = filing.send(caller, str(uuid4()))
        except OSError:
            status = 0
        with load.lock:
            load.taken += status == calling.CREATED
            load.failed += status != calling.CREATED
    caller.close()


def _rotate(scratch: Scratch) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", _RUN, "keys", "rotate", "--json"],
        cwd=PROJECT,
        env=scratch.environment(),
        stdout=subprocess.PIPE,
        check=False,
    )
    return dict(json.loads(done.stdout.decode().splitlines()[-1]))


if __name__ == "__main__":
    sys.exit(main(measure, ("persons", 1_000_000, "how many persons are seeded")))
