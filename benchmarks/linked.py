"""Linked change: a new version of a directory entry reaches 200 implementations; then drift is 0.

A city of its own is made from the sample: one entry, claimed by fifty bodies, four handling
items each. The command that publishes the next version is timed whole, proposals included.
With `--approve 0` the way of all proposals to publication is left out.
"""

import argparse
import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "src")]

from benchmarks.figures import Measurement, Target  # noqa: E402
from benchmarks.scratch import scratch_platform  # noqa: E402

SAMPLE = PROJECT / "sample"
BODIES, EACH, ROUNDS = 50, 4, 7
WANTED = 1.0
STAGES = {
    "first_review": "catalogue_first_reviewer",
    "legality": "catalogue_legality_reviewer",
    "gatekeeping": "catalogue_gatekeeper",
}
Document = dict[str, Any]


def make_city(folder: Path) -> None:
    """The sample city with one directory entry, implemented two hundred times."""
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("items", "packs"))
    (folder / "items").mkdir()
    with (SAMPLE / "bodies.csv").open(encoding="utf-8", newline="") as stream:
        bodies = {row["code"]: row for row in csv.DictReader(stream)}
    document = _read("items/elder-card.json")
    code, claims = document["basic_code"], _drafting_bodies(bodies)[:BODIES]
    for body in claims:
        for serial in range(1, EACH + 1):
            one = _document(document, bodies[body], serial)
            path = folder / "items" / f"{body}-{serial}.json"
            path.write_text(json.dumps(one, ensure_ascii=False), encoding="utf-8")
    told = _read("directory.json")
    told["entries"] = [
        row | {"levels": ["3", "4"], "claims": claims}
        for row in told["entries"]
        if row["basic_code"] == code
    ]
    _write(folder / "directory.json", told)
    for name in ("delegations", "intake_modes"):
        _write(folder / f"{name}.json", _read(f"{name}.json") | {name: []})


def _document(document: Document, body: dict[str, str], serial: int) -> Document:
    level = "3" if body["level"] == "city" else "4"
    implementation = f"{body['uscc']}{level}{document['basic_code']}"
    return document | {
        "org": body["code"],
        "exercise_level": level,
        "implementation_code": implementation,
        "handling_code": f"{implementation}{serial:02d}",
    }


def _drafting_bodies(bodies: dict[str, dict[str, str]]) -> list[str]:
    posted = {
        row["body"]
        for row in _read("staff.json")["postings"]
        if row["role"] == "catalogue_drafter"
    }
    return sorted(
        code
        for code in posted
        if bodies[code]["level"] in {"city", "county"}
        and "XX" not in bodies[code]["uscc"]
    )


def _read(name: str) -> Document:
    document: Document = json.loads((SAMPLE / name).read_text(encoding="utf-8"))
    return document


def _write(path: Path, document: Document) -> None:
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def measure(rounds: int, *, approve: bool) -> dict[str, Any]:
    """Give the figures of `contracts` for publishing one version of an entry."""
    with tempfile.TemporaryDirectory() as folder:
        city = Path(folder) / "sample"
        make_city(city)
        with scratch_platform(sample=str(city)) as scratch:
            words = [
                "--inside",
                "--rounds",
                str(rounds),
                "--approve",
                str(int(approve)),
            ]
            inside = subprocess.run(
                [sys.executable, __file__, *words],
                env=scratch.environment(),
                check=True,
                stdout=subprocess.PIPE,
            )
    found: dict[str, Any] = json.loads(inside.stdout)
    return found


def measure_inside(rounds: int, *, approve: bool) -> dict[str, Any]:
    """The rounds, in a process that is told of the scratch platform."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.config.settings")
    django.setup()
    from tongban.faces.clock import today

    document = _read("items/elder-card.json")
    walls, cpu, failures = [], [], 0
    in_all = BODIES * EACH
    before = drift_on(today())
    for number in range(rounds + 1):
        begin, used = time.perf_counter(), time.process_time()
        made = change(document, number, today() + timedelta(days=number))
        # The first round warms what a running process has warm, and is not counted.
        if number:
            walls.append(time.perf_counter() - begin)
            cpu.append((time.process_time() - used) * 1000)
        failures += in_all - made
    day = today() + timedelta(days=rounds)
    drifting = drift_on(day)
    approved = approve_all(day) if approve else None
    measured = Measurement(
        operation="publish a version of an entry with 200 implementations",
        seconds=walls,
        wall=sum(walls),
        failures=failures,
        cpu_ms=round(statistics.median(cpu), 3),
        rows_before=in_all,
        more={
            "implementations": in_all,
            "drift_before": before,
            "drift_after_change": drifting,
            "approved": approved,
            "drift_after_approval": drift_on(day) if approve else None,
        },
        targets=[Target("slowest, seconds", WANTED, max(walls), at_most=True)],
    )
    return measured.facts()


def change(document: Document, number: int, day: date) -> int:
    """One more version, under a new name; how many implementations were asked."""
    from tongban.capabilities.catalogue.commands import publish_entry
    from tongban.capabilities.catalogue.queries import entry_elements
    from tongban.capabilities.catalogue.types import Basis
    from tongban.faces.cli.drafting import officer
    from tongban.faces.clock import now

    elements = entry_elements(document) | {"name": f"老年人优待证（{number + 2}）"}
    done = publish_entry(
        actor=officer("tangwen"),
        basic_code=document["basic_code"],
        level="provincial",
        levels=["3", "4"],
        elements=elements,
        basis=Basis("中华人民共和国老年人权益保障法", "", "law"),
        effective_on=day,
        at=now(),
    )
    return done.proposals


def approve_all(day: date) -> int:
    """Every proposal taken over, handed in, passed by three people and published."""
    from tongban.capabilities.catalogue import commands, queries
    from tongban.capabilities.orgs.queries import list_bodies
    from tongban.faces.cli.drafting import officer
    from tongban.faces.clock import now

    drafter, publisher = officer("linxiao"), officer("tangwen")
    codes = {body.body_id: body.code for body in list_bodies(actor=publisher)}
    staff = _read("staff.json")
    logins = {row["person"]: row["login"] for row in staff["logins"]}
    posted = {
        (row["role"], row["body"]): officer(logins[row["person"]])
        for row in staff["postings"]
        if row["role"] in STAGES.values()
    }
    approved = 0
    for one in queries.list_proposals(actor=drafter):
        draft_id = commands.take_over_proposal(
            actor=drafter, proposal_id=one.proposal_id, at=now()
        )
        commands.hand_in_draft(actor=drafter, draft_id=draft_id, at=now())
        digest = queries.get_draft(actor=drafter, draft_id=draft_id).digest
        for stage, role in STAGES.items():
            body = codes[one.body_id] if stage == "first_review" else "AL-APPROVAL"
            commands.review_draft(
                actor=posted[role, body],
                draft_id=draft_id,
                stage=stage,
                outcome="passed",
                opinion="",
                digest=digest,
                at=now(),
            )
        commands.publish_draft(
            actor=publisher, draft_id=draft_id, effective_on=day, at=now()
        )
        approved += 1
    return approved


def drift_on(day: date) -> int:
    """How many implementations rest on an older version of their entry."""
    from tongban.capabilities.catalogue.queries import total_directory
    from tongban.capabilities.orgs.queries import find_city
    from tongban.plumbing.access.actor import anonymous

    actor = anonymous(find_city(host="localhost"))
    return total_directory(actor=actor, day=day).counts.drift


def main() -> int:
    """Read the options, measure, print; 1 when the target is missed."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="versions published")
    parser.add_argument("--approve", type=int, default=1, help="0: no way to drift 0")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    said = parser.parse_args()
    work = measure_inside if said.inside else measure
    facts = work(said.rounds, approve=bool(said.approve))
    print(json.dumps(facts, ensure_ascii=False, indent=2))
    missed = not all(row["met"] for row in facts["targets"])
    return 1 if missed and not said.inside else 0


if __name__ == "__main__":
    sys.exit(main())
