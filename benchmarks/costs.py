"""What the law costs: CPU of acts and pages with and without a part of it, in turns.

Run inside an installation, as `inside`.
"""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from django.test import Client

from benchmarks.filing import Filer, account_of, nobody
from benchmarks.pages import OFFICER, open_session
from benchmarks.switching import (
    Step,
    switch_of_all_walls,
    switch_of_rules,
    switch_of_walls,
    take_turns,
)
from tongban.capabilities.people.queries import find_account
from tongban.faces.cli.touring.example import CITIZEN, ITEM_WORDS

# The first of those that `make_citizens` makes.
APPLICANT: Final = "bench0"
_CASE: Final = re.compile(r'href="(/desk/cases/[0-9a-f-]{36})')


def run_overhead(rounds: int, times: int) -> dict[str, Any]:
    """CPU milliseconds with and without: rules on an intake, walls there and on pages."""
    filer = Filer(APPLICANT)
    with switch_of_rules() as switch:
        rules = take_turns(filer.file, switch, rounds, times)
    with switch_of_walls() as switch:
        walls = {"intake": take_turns(filer.file, switch, rounds, times)}
    with switch_of_all_walls() as switch:
        for name, page in _pages().items():
            walls[name] = take_turns(page, switch, rounds, times, tidy=False)
    return {"rules": {"intake": rules}, "row_level_security": walls}


def _pages() -> dict[str, Step]:
    """What an officer and a citizen look at most."""
    officer, citizen = (Client(HTTP_HOST="127.0.0.1") for _ in range(2))
    open_session(officer, find_account(actor=nobody(), login=OFFICER))
    open_session(citizen, account_of(CITIZEN))
    listed = officer.get("/desk/cases").content.decode()
    found = _CASE.search(listed)
    if found is None:
        raise LookupError("nothing lies on the officer's list")
    return {
        "worklist": _look(officer, "/desk/cases"),
        "search": _look(citizen, f"/search?q={ITEM_WORDS}"),
        "case_page": _look(officer, found.group(1)),
    }


def _look(client: Client, path: str) -> Callable[[], object]:
    def look() -> None:
        status = client.get(path).status_code
        if status != HTTPStatus.OK:
            raise RuntimeError(f"{path}: {status}")

    return look
