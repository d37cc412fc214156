"""What benchmarks do inside an installation: run with its environment, one JSON line out.

`python -m benchmarks.inside NAME [NUMBER …]` in the surroundings that `scratch` gives.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

if __name__ == "__main__":
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tongban.config.settings"
    django.setup()

from django.db import connection
from django.urls import get_resolver

from benchmarks.costs import run_overhead
from benchmarks.figures import cpu_seconds, spent
from benchmarks.filing import (
    WITHOUT_SPECIAL_STEPS,
    Filer,
    actor_of,
)
from benchmarks.growing import run_villages
from benchmarks.mixed import run_mixed
from benchmarks.pages import OFFICER, run_guide, run_worklist
from benchmarks.seeding import seed_persons
from benchmarks.switching import cpu_of
from tongban.capabilities.cases import commands
from tongban.capabilities.cases.numbering import pickup_code
from tongban.capabilities.orgs.queries import list_cities
from tongban.capabilities.people import commands as people
from tongban.capabilities.people.permissions import LOAD_PEOPLE
from tongban.capabilities.people.types import (
    AccountLine,
    AgentLine,
    FirmLine,
    PersonLine,
)
from tongban.ground.codes.check_digits import (
    mod_11_2,
    mod_31,
    organisation_mod_11,
)
from tongban.ground.loading import loading
from tongban.plumbing.access.actor import system

PASSWORD = "bench-bench-bench"  # noqa: S105 - of a scratch city that is thrown away
WARM_UP = 30
# The first of those that `make_citizens` makes.
APPLICANT = "bench0"
APPROVER = "chenli"
_REGION = "690199"
Step = Callable[[], object]


def make_citizens(count: int) -> dict[str, Any]:
    """Citizens who each head a firm, with sign-ins; again changes nothing."""
    city = list_cities()[0]
    loader = system("loading", city=city, grants=frozenset({(LOAD_PEOPLE, None)}))
    persons = [_person(number) for number in range(count)]
    keys = people.load_people(actor=loader, people=persons, today=date.today())  # noqa: DTZ011 - the scratch city's own day
    firms = [_firm(number, person.key) for number, person in enumerate(persons)]
    agents = [
        AgentLine(firm.key, firm.legal_representative, "legal_representative", "[]",
                  date(2024, 1, 2), None)
        for firm in firms
    ]  # fmt: skip
    people.load_firms_and_agents(actor=loader, firms=firms, agents=agents, people=keys)
    logins = [f"bench{number}" for number in range(count)]
    lines = [
        AccountLine(login, "citizen", keys[person.key], PASSWORD)
        for login, person in zip(logins, persons, strict=True)
    ]
    people.load_accounts(actor=loader, accounts=lines)
    return {"logins": logins, "password": PASSWORD}


def run_command(seconds: int) -> dict[str, Any]:
    """File applications in this process without HTTP, for a while."""
    filer = Filer(APPLICANT)
    return _timed(filer.file, seconds)


def run_lifecycle(seconds: int) -> dict[str, Any]:
    """Five commits of a case by the right people: filed, accepted, reviewed, decided, delivered."""
    return _timed(_lifecycle(), seconds)


def _lifecycle() -> Step:
    filer = Filer(APPLICANT, WITHOUT_SPECIAL_STEPS)
    officer, approver = actor_of(OFFICER), actor_of(APPROVER)

    def live() -> None:
        receipt = filer.file()
        at = datetime.now(UTC)
        case: dict[str, Any] = {"case_id": receipt.case_id, "at": at}
        body = filer.guide.body_id
        commands.accept_case(actor=officer, acting_body=body, **case)
        commands.review_case(actor=approver, opinion="材料齐全。", **case)
        commands.decide_case(actor=approver, acting_body=body, grant=True, **case)
        # Whoever fetches it shows the code of the receipt.
        code = pickup_code(city=officer.city, number=receipt.number)
        commands.deliver_result(
            actor=officer, acting_body=body, way="pickup", shown=code, **case
        )

    return live


def run_rounds() -> dict[str, Any]:
    """For each line that is read, an operation and a number, do it so many times.

    The last line says how many rounds there were.
    """
    steps = {"intake": Filer(APPLICANT).file, "lifecycle": _lifecycle()}
    rounds = 0
    for step in steps.values():
        for _ in range(WARM_UP):
            step()
    for rounds, line in enumerate(sys.stdin, start=1):  # noqa: B007  # told at the end
        name, times = line.split()
        print(json.dumps({"cpu_ms": cpu_of(steps[name], int(times))}), flush=True)
    return {"rounds": rounds}


def backend() -> int:
    """The process number of our database session."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _timed(step: Step, seconds: int) -> dict[str, Any]:
    for _ in range(WARM_UP):
        step()
    session = [backend()]
    before, own = cpu_seconds(session), time.process_time()
    taken: list[float] = []
    begin = time.perf_counter()
    while (at := time.perf_counter()) - begin < seconds:
        step()
        taken.append(time.perf_counter() - at)
    wall = time.perf_counter() - begin
    own = time.process_time() - own
    return {
        "seconds": taken,
        "wall": wall,
        "cpu_ms": own * 1000 / len(taken),
        "database_cpu_ms": spent(before, cpu_seconds(session)) * 1000 / len(taken),
    }


def _person(number: int) -> PersonLine:
    seventeen = f"{_REGION}1985{number // 27 % 12 + 1:02d}{number % 27 + 1:02d}{number % 1000:03d}"
    return PersonLine(
        key=f"bench-{number}",
        name="测"
        + "甲乙丙丁戊己庚辛壬癸"[number % 10]
        + "一二三四五"[number // 10 % 5],
        id_kind="citizen_id",
        id_number=seventeen + mod_11_2(seventeen),
        phone=f"1697{number:07d}",
        address="安澜市青渡县百花巷8号",
    )


def _firm(number: int, head: str) -> FirmLine:
    organisation = f"MA{number:06d}"
    code = "91" + _REGION + organisation + organisation_mod_11(organisation)
    return FirmLine(
        key=f"bench-firm-{number}",
        name=f"安澜测试{number}餐饮有限公司",
        uscc=code + mod_31(code),
        kind="enterprise",
        address="安澜市青渡县百花巷8号",
        phone=f"1697{number:07d}",
        legal_representative=head,
    )


NAMED: dict[str, Callable[..., dict[str, Any]]] = {
    "citizens": make_citizens,
    "command": run_command,
    "lifecycle": run_lifecycle,
    "guide": run_guide,
    "overhead": run_overhead,
    "rounds": run_rounds,
    "seed": seed_persons,
    "villages": run_villages,
    "worklist": run_worklist,
    "mixed": run_mixed,
}

if __name__ == "__main__":
    # As the web process does before its first request.
    with loading():
        _pages = get_resolver().url_patterns
    name, *numbers = sys.argv[1:]
    print(json.dumps(NAMED[name](*map(int, numbers))))
