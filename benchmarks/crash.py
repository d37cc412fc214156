"""Rounds of kill -9 under load: what was acknowledged is there, once and whole.

Clients file over HTTP under idempotency keys. At a random moment the web server, the
worker, PostgreSQL or everything is killed hard; what was not answered is sent again under
its own key once the platform is back. Then the records are looked through.
"""

import argparse
import json
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from benchmarks import calling, scratch
from benchmarks.measuring import main, sign_citizens_in
from benchmarks.raw import open_owner
from benchmarks.scratch import PROJECT, Scratch
from tongban.config.orphans import session_of

CLIENTS = 4
# The hardest first: a short run still has them.
TARGETS = ("everything", "postgres", "web", "worker")
LONGEST_LOAD = 1.5
BACK_WITHIN = 120.0
TRIES = 60
_RUN = "from tongban.faces.cli.main import run; run()"

# Each answers how many rows are wrong.
CHECKS = {
    "application_without_a_case": """
select count(*) from application a where not exists (select 1 from "case" c where c.application_id = a.id)""",
    "application_without_its_form": """
select count(*) from application a where not exists (select 1 from application_form f where f.application_id = a.id)""",
    "application_without_a_party": """
select count(*) from application a where not exists (select 1 from party p where p.application_id = a.id)""",
    "application_without_a_reader": """
select count(*) from application a where a.firm_id is null and a.mandate_id is null
  and not exists (select 1 from application_reader r where r.application_id = a.id)""",
    "case_without_its_receipt": """
select count(*) from "case" c where not exists (select 1 from paper p where p.case_id = c.id and p.kind = 'receipt')""",
    "case_without_its_materials": """
select count(*) from "case" c where not exists (select 1 from case_material m where m.case_id = c.id)""",
    "state_is_not_the_last_event": """
select count(*) from "case" c where not exists (select 1 from case_event e
  where e.case_id = c.id and e.seq = c.last_seq and e.kind = c.state and e.occurred_at = c.last_at)""",
    "event_without_its_leaf": """
select count(*) from case_event e where not exists (select 1 from evidence_leaf l where l.id = e.id)""",
    "key_used_twice": """
select count(*) from (select 1 from application group by submitted_account, idempotency_key having count(*) > 1) x""",
}


@dataclass
class Told:
    """What clients were told: the case by its key, and keys that were not answered."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    open: list[tuple[int, str]] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, key: str, body: bytes) -> None:
        """Keep an answer; the same key must always give the same case."""
        case = str(json.loads(body)["case_id"])
        with self.lock:
            if self.acknowledged.setdefault(key, case) != case:
                self.changed.append(key)


def measure(city: Scratch, said: argparse.Namespace) -> dict[str, Any]:
    """Run the rounds, then verify the whole log."""
    chance = random.Random(said.seed)  # noqa: S311 - a repeatable order of deaths
    tokens = sign_citizens_in(city, CLIENTS)
    filings = [calling.prepare_application(city.port, token) for token in tokens]
    filers = list(zip(tokens, filings, strict=True))
    told = Told()
    wrong: dict[str, int] = {}
    killed = dict.fromkeys(TARGETS, 0)
    back: list[float] = []
    for number in range(said.rounds):
        target = TARGETS[number % len(TARGETS)]
        killed[target] += 1
        seconds, city = run_round(city, filers, told, target, chance)
        back.append(seconds)
        for name, count in look_through(city, told).items():
            wrong[name] = wrong.get(name, 0) + count
        print(f"· {target}: {seconds:.1f} s, {sum(wrong.values())}", file=sys.stderr)
    log = verify_log(city)
    failures = sum(wrong.values()) + len(told.changed) + (not log)
    return {
        "operation": "kill -9 under intake over HTTP",
        "rounds": said.rounds,
        "killed": killed,
        "acknowledged": len(told.acknowledged),
        "failures": failures,
        "wrong": {name: count for name, count in wrong.items() if count},
        "keys_with_two_answers": len(told.changed),
        "log_valid": log,
        "back_seconds_median": round(sorted(back)[len(back) // 2], 1),
        "back_seconds_longest": round(max(back), 1),
    }


def run_round(
    city: Scratch,
    filers: list[tuple[str, calling.Application]],
    told: Told,
    target: str,
    chance: random.Random,
) -> tuple[float, Scratch]:
    """File, kill at a random moment, wait until it is back, send again what is open."""
    stop = threading.Event()
    clients = [
        threading.Thread(target=_file, args=(city.port, filers[n], n, told, stop))
        for n in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    time.sleep(chance.uniform(0.2, LONGEST_LOAD))
    begin = time.monotonic()
    kill(city, target)
    time.sleep(0.3)
    stop.set()
    for client in clients:
        client.join()
    city = _wait_until_back(city)
    seconds = time.monotonic() - begin
    _send_again(city, filers, told)
    return seconds, city


def kill(city: Scratch, target: str) -> None:
    """End one child, or all of them and their supervisor, without a word.

    By number and start time: a number that is another's by now is left alone.
    """
    children = city.installation.children
    if target == "everything":
        city.child.kill()
        names = list(children)
    else:
        names = [target]
    for name in names:
        child = children[name]
        for process in session_of(child) if name == "web" else [child]:
            process.send(signal.SIGKILL)


def look_through(city: Scratch, told: Told) -> dict[str, int]:
    """How many rows are wrong, by what is wrong with them."""
    with open_owner(city) as owner:
        found = {}
        for name, sql in CHECKS.items():
            row = owner.execute(sql.encode()).fetchone()
            found[name] = int(row[0]) if row else 0
        rows = owner.execute(
            'select a.idempotency_key, c.id::text from application a join "case" c'
            " on c.application_id = a.id"
        ).fetchall()
    there: dict[str, str] = dict(rows)
    lost = [key for key, case in told.acknowledged.items() if there.get(key) != case]
    # Nothing was left open either: everything sent was answered in the end.
    return found | {"acknowledged_but_lost": len(lost), "still_open": len(told.open)}


def verify_log(city: Scratch) -> bool:
    """Whether `tongban log verify` finds everything in order, once the log has caught up."""
    for _ in range(TRIES):
        done = subprocess.run(
            [sys.executable, "-c", _RUN, "log", "verify", "--json"],
            cwd=PROJECT,
            env=city.environment(),
            stdout=subprocess.PIPE,
            check=False,
        )
        if done.returncode == 0:
            return True
        time.sleep(1)
    return False


def _file(
    port: int,
    filer: tuple[str, calling.Application],
    number: int,
    told: Told,
    stop: threading.Event,
) -> None:
    for answer in calling.file_until(stop, port, filer):
        if answer.status == calling.CREATED:
            told.note(answer.key, answer.body)
        else:
            with told.lock:
                told.open.append((number, answer.key))
            time.sleep(0.02)


def _send_again(
    city: Scratch, filers: list[tuple[str, calling.Application]], told: Told
) -> None:
    """What was not answered, under its own key, until it is."""
    left, told.open = told.open, []
    for number, key in left:
        token, filing = filers[number]
        caller = calling.Caller(city.port, token)
        for _ in range(TRIES):
            try:
                status, body = filing.send(caller, key)
            except OSError:
                status, body = 0, b""
            if status == calling.CREATED:
                told.note(key, body)
                break
            time.sleep(0.1)
        else:
            told.open.append((number, key))
        caller.close()


def _wait_until_back(city: Scratch) -> Scratch:
    """Let the supervisor bring it back; start it again where the supervisor is gone."""
    end = time.monotonic() + BACK_WITHIN
    while time.monotonic() < end:
        if city.child.poll() is not None:
            # In place: whoever made the platform also stops it.
            city.child = scratch.start(city.data, city.port).child
            return city
        if city.is_ready():
            return city
        time.sleep(0.1)
    raise scratch.DidNotStart(city.said)


if __name__ == "__main__":
    options = (("rounds", 50, "how many deaths"), ("seed", 1, "order of the deaths"))
    sys.exit(main(measure, *options))
