"""A city is backed up, goes on, and is restored to a moment: how long, and is all there.

`python -m benchmarks.restoring --keep FOLDER` takes the city that another benchmark kept
there; else a sample city is made. Between the base and the end applications are filed over
HTTP; the moment lies between two of them. TMPDIR needs room for the city twice.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from benchmarks import calling, scratch
from benchmarks.measuring import MISSED, sign_citizens_in
from benchmarks.raw import open_owner
from benchmarks.scratch import PROJECT, Scratch, clean_environment
from tongban.config.places import DataFolder
from tongban.plumbing.database.cluster import Cluster
from tongban.plumbing.database.cluster.places import places_for

_RUN = "from tongban.faces.cli.main import run; run()"
LONGEST_MINUTES = 15.0
BEFORE, AFTER = 20, 5
_ARCHIVED = """
select pg_walfile_name(pg_switch_wal() - 1) <= coalesce((select last_archived_wal from pg_stat_archiver), '')"""


@dataclass(frozen=True)
class Moment:
    """A moment between two filings, and how many cases there were then."""

    at: str
    cases: int


def measure(city: Scratch, kept: Path, again: Path) -> dict[str, Any]:
    """Back up, file, note the moment, file on, restore to the moment, verify, count."""
    began = time.monotonic()
    made = _run(city.environment(), "backup", "--to", str(kept), "--json")
    backup_seconds = time.monotonic() - began
    moment = go_on(city)
    data, keys = again / "var", DataFolder(city.data).keys
    words = ["restore", str(kept), "--data", str(data), "--keys", str(keys)]
    began = time.monotonic()
    found = _run(clean_environment(), *words, "--to", moment.at, "--json")
    minutes = (time.monotonic() - began) / 60
    cases = _cases_in(data)
    size = sum(path.stat().st_size for path in kept.rglob("*") if path.is_file())
    return {
        "operation": "restore to a moment, with the log verified",
        "cases": moment.cases,
        "cases_restored": cases,
        "files": made.get("files"),
        "backup_seconds": round(backup_seconds, 1),
        "backup_mib": size // 2**20,
        "restore_seconds": found.get("seconds"),
        "verify_seconds": found.get("verify_seconds"),
        "log_valid": found.get("valid"),
        "failures": int(cases != moment.cases or not found.get("valid")),
        "targets": [
            {
                "name": "restore_minutes",
                "wanted": f"<= {LONGEST_MINUTES:g}",
                "got": round(minutes, 1),
                "met": minutes <= LONGEST_MINUTES,
            }
        ],
    }


def go_on(city: Scratch) -> Moment:
    """File before and after a moment, and see the server's log leave."""
    token = sign_citizens_in(city, 1)[0]
    filing = calling.prepare_application(city.port, token)
    caller = calling.Caller(city.port, token)
    for _ in range(BEFORE):
        filing.send(caller, str(uuid4()))
    with open_owner(city) as owner:
        row = owner.execute(
            'select clock_timestamp()::text, (select count(*) from "case")'
        ).fetchone()
    if row is None:
        raise RuntimeError("a server knows the time")
    time.sleep(0.05)
    for _ in range(AFTER):
        filing.send(caller, str(uuid4()))
    caller.close()
    server = Cluster(PROJECT, city.data).url("postgres")
    with psycopg.connect(server, autocommit=True) as session:
        while not (session.execute(_ARCHIVED).fetchone() or [False])[0]:
            time.sleep(0.5)
    return Moment(str(row[0]).replace(" ", "T") + ":00", int(row[1]))


def _cases_in(data: Path) -> int:
    with (
        Cluster(PROJECT, data) as cluster,
        psycopg.connect(cluster.url("postgres")) as session,
    ):
        row = session.execute('select count(*) from "case"').fetchone()
    return int(row[0]) if row else 0


def _run(told: dict[str, str], *words: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *words],
        cwd=PROJECT,
        env=told,
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> int:
    """Start the city with a folder for backups, measure, take away what was made."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--keep", type=Path, help="a folder whose platform stays")
    parser.add_argument("--sample", default="yes", help="the folder of a smaller city")
    said = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="tongban-bench-"))
    place.chmod(0o711)
    kept, again = place / "kept", place / "again"
    folder = said.keep or place
    city = scratch.start(folder / "var", sample=said.sample, backups=kept)
    try:
        facts = measure(city, kept, again)
    finally:
        city.stop()
        if said.keep is None:
            city.remove()
        places = places_for(PROJECT, again / "var")
        for path in (place, places.home, places.socket):
            shutil.rmtree(path, ignore_errors=True)
    print(json.dumps(facts, ensure_ascii=False))
    missed = [row for row in facts["targets"] if not row["met"]]
    return MISSED if missed or facts["failures"] else 0


if __name__ == "__main__":
    sys.exit(main())
