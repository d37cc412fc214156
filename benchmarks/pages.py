"""Pages as the server makes them for people who are signed in, without HTTP.

Run inside an installation, as `inside`.
"""

import re
import time
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.auth import (
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.db import connections
from django.test import Client

from benchmarks.filing import account_of, nobody
from tongban.capabilities.catalogue.queries import search_items
from tongban.capabilities.people.queries import find_account
from tongban.capabilities.people.signing import AccountBackend
from tongban.faces.cli.touring.example import CITIZEN, ITEM_WORDS

OFFICER: Final = "zhoumin"
PAGES: Final = 20
PAGE_WARM_UP: Final = 3
_NEXT: Final = re.compile(r'after=([^"&]+)"')


def run_worklist(rounds: int) -> dict[str, Any]:
    """The desk's first page, and the twentieth by cursor, as the server makes them."""
    account = find_account(actor=nobody(), login=OFFICER)
    client = Client(HTTP_HOST="127.0.0.1")
    open_session(client, account)
    first: list[float] = []
    statuses = set()
    for _ in range(PAGE_WARM_UP):
        get_page(client, "/desk/cases")
    for _ in range(rounds):
        seconds, page = get_page(client, "/desk/cases")
        first.append(seconds)
        statuses.add(page.status_code)
    path = "/desk/cases"
    reached = 1
    while reached < PAGES:
        found = _NEXT.findall(get_page(client, path)[1].content.decode())
        if not found:
            break
        path, reached = f"/desk/cases?after={found[-1]}", reached + 1
    twentieth = [get_page(client, path)[0] for _ in range(rounds)]
    failures = len(statuses - {200})
    return {
        "first": first,
        "twentieth": twentieth,
        "reached": reached,
        "failures": failures,
        "rows": _count_rows("case"),
    }


def run_guide(rounds: int) -> dict[str, Any]:
    """One guide as the server makes it: for somebody signed in, and kept for all."""
    actor, today = nobody(), datetime.now(UTC).date()
    item = search_items(actor=actor, text=ITEM_WORDS, day=today)[0]
    path, account = f"/items/{item.handling_code}", account_of(CITIZEN)
    reader, passer_by = Client(HTTP_HOST="127.0.0.1"), Client(HTTP_HOST="127.0.0.1")
    open_session(reader, account)
    found: dict[str, Any] = {}
    for name, client in (("anew", reader), ("kept", passer_by)):
        for _ in range(PAGE_WARM_UP):
            get_page(client, path)
        begin = time.process_time()
        taken = [get_page(client, path) for _ in range(rounds)]
        cpu = time.process_time() - begin
        found[name] = [seconds for seconds, _ in taken]
        found[f"{name}_cpu_ms"] = cpu * 1000 / len(taken)
    return found


def get_page(client: Client, path: str) -> tuple[float, Any]:
    """A page, and how many seconds it took."""
    begin = time.perf_counter()
    answer = client.get(path)
    return time.perf_counter() - begin, answer


def open_session(client: Client, account: UUID | None) -> None:
    """What signing in leaves behind: the test client's own way would update the account."""
    user: Any = AccountBackend().get_user(account or UUID(int=0))
    session = client.session
    session[SESSION_KEY] = str(account)
    session[BACKEND_SESSION_KEY] = (
        f"{AccountBackend.__module__}.{AccountBackend.__qualname__}"
    )
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()


def _count_rows(table: str) -> int:
    """How many rows a table has, whoever may see them."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(f'select count(*) from "{table}"')  # noqa: S608 - names of ours
        return int(cursor.fetchone()[0])
