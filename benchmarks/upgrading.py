"""The previous release serves under intake load, this one takes over, and nothing may fail.

`python -m benchmarks.upgrading --from COMMIT` puts that commit into a worktree of its own
and starts it, files over HTTP without a pause, and lets the present source take over by
`tongban upgrade`. Every filing must be answered, and open cases must be as they were.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import calling, scratch
from benchmarks.crash import Told, look_through, verify_log
from benchmarks.measuring import MISSED, sign_citizens_in
from benchmarks.raw import open_owner
from benchmarks.scratch import PROJECT, Scratch

_RUN = "from tongban.faces.cli.main import run; run()"
CLIENTS = 4
LEAST_BEFORE, AFTER_SECONDS = 20, 5.0
_OPEN = """
select id::text, state, last_seq from "case" where state not in ('delivered', 'closed') order by id"""


@dataclass
class Seen:
    """What clients saw: seconds of each answer, and what was none."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    reconnected: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def measure(city: Scratch, release: Path) -> dict[str, Any]:
    """File all the while, upgrade, file on a little; then look through everything."""
    tokens = sign_citizens_in(city, CLIENTS)
    filings = [calling.prepare_application(city.port, token) for token in tokens]
    before = _open_cases(city)
    old_web = city.installation.children["web"]
    seen, told, stop = Seen(), Told(), threading.Event()
    clients = [
        threading.Thread(target=_file, args=(city.port, pair, seen, told, stop))
        for pair in zip(tokens, filings, strict=True)
    ]
    for client in clients:
        client.start()
    while len(seen.seconds) < LEAST_BEFORE:
        time.sleep(0.05)
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _RUN, "upgrade", str(release), "--json"],
        cwd=PROJECT,
        env=city.environment(),
        stdout=subprocess.PIPE,
        check=False,
    )
    seconds = time.monotonic() - began
    time.sleep(AFTER_SECONDS)
    stop.set()
    for client in clients:
        client.join()
    said = json.loads(done.stdout)
    harmed = before.items() - _open_cases(city).items()
    wrong = {name: n for name, n in look_through(city, told).items() if n}
    is_replaced = city.installation.children["web"] != old_web
    return {
        "operation": "upgrade under intake over HTTP",
        "upgraded": said,
        "answered": len(seen.seconds),
        "failed": seen.failures[:5],
        "sent_again_on_a_new_connection": seen.reconnected,
        "longest_answer_ms": round(max(seen.seconds) * 1000),
        "upgrade_seconds": round(seconds, 1),
        "web_replaced": is_replaced,
        "open_cases_harmed": len(harmed),
        "wrong": wrong,
        "log_valid": verify_log(city),
        "failures": len(seen.failures)
        + len(harmed)
        + len(wrong)
        + (not said["ok"])
        + (not is_replaced),
    }


def _file(
    port: int,
    filer: tuple[str, calling.Application],
    seen: Seen,
    told: Told,
    stop: threading.Event,
) -> None:
    """File without a pause. A kept connection that was closed is opened again, once."""
    for answer in calling.file_until(stop, port, filer, tries=2):
        with seen.lock:
            seen.seconds.append(answer.seconds)
            seen.reconnected += answer.sent - 1
            if answer.status != calling.CREATED:
                seen.failures.append(f"{answer.status}: {answer.body[:200]!r}")
        if answer.status == calling.CREATED:
            told.note(answer.key, answer.body)


def _open_cases(city: Scratch) -> dict[str, tuple[str, int]]:
    with open_owner(city) as owner:
        rows = owner.execute(_OPEN).fetchall()
    return {key: (state, seq) for key, state, seq in rows}


def main() -> int:
    """Check the old commit out, start it, measure, take all of it away."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--from", dest="commit", default="", help="the old commit")
    parser.add_argument("--sample", default="yes", help="the folder of a smaller city")
    parser.add_argument("--to", type=Path, default=PROJECT, help="the new source")
    said = parser.parse_args()
    commit = said.commit or _last_tag()
    place = Path(tempfile.mkdtemp(prefix="tongban-bench-"))
    old = place / "old"
    _git("worktree", "add", "--detach", str(old), commit)
    try:
        city = scratch.start(place / "var", sample=said.sample, project=old)
        try:
            facts = measure(city, said.to)
        finally:
            city.stop()
            city.remove()
    finally:
        _git("worktree", "remove", "--force", str(old))
        shutil.rmtree(place, ignore_errors=True)
    print(json.dumps(facts | {"from": commit}, ensure_ascii=False))
    return MISSED if facts["failures"] else 0


def _last_tag() -> str:
    """The newest tag; where there is none, a commit must be named."""
    found = subprocess.run(
        ["git", "describe", "--tags", "--abbrev=0", "HEAD^"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    if found.returncode:
        raise SystemExit("no tag yet: name a commit with --from")
    return found.stdout.strip()


def _git(*words: str) -> None:
    subprocess.run(["git", *words], cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
