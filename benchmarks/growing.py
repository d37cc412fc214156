"""Villages by the thousand, as an operator takes them in; run inside an installation."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db import connections
from django.test import Client

from benchmarks.filing import account_of, actor_of
from benchmarks.pages import PAGE_WARM_UP, get_page, open_session
from tongban.capabilities.bodies.commands import import_orgs
from tongban.capabilities.orgs.commands import answer_change
from tongban.capabilities.orgs.queries import list_all_regions
from tongban.plumbing.text.tables import write_csv

DRAFTER: Final = "songlan"
APPROVER: Final = "qinlang"
_COLUMNS: Final = ("区划代码", "名称", "层级", "类型", "上级代码")
_PAGE: Final = """
select r.id, r.code, r.name from region r join region above on above.id = r.parent_id
 where above.code = %s order by r.code limit 50
"""


def run_villages(count: int, rounds: int) -> dict[str, Any]:
    """Take villages in, approve them, open a township's page; and the same rows raw."""
    drafter, approver = actor_of(DRAFTER), actor_of(APPROVER)
    now = datetime.now(UTC)
    tomorrow = (now + timedelta(days=2)).date()
    regions = list_all_regions(actor=drafter, day=tomorrow)
    townships = [one.code for one in regions if one.level == "township"]
    lines = _lines(townships, count)
    begin = time.perf_counter()
    done = import_orgs(
        actor=drafter,
        what="regions",
        content=write_csv(_COLUMNS, lines),
        document_number="安民〔2026〕1号",
        effective_on=tomorrow,
        reason="普查",
        at=now,
    )
    imported = time.perf_counter()
    for change in done.changes:
        answer_change(actor=approver, change_id=change, outcome="confirmed", at=now)
    approved = time.perf_counter()
    client = Client(HTTP_HOST="127.0.0.1")
    open_session(client, account_of(DRAFTER))
    path = f"/desk/bodies?at={townships[0]}&on={tomorrow}"
    for _ in range(PAGE_WARM_UP):
        get_page(client, path)
    taken = [get_page(client, path) for _ in range(rounds)]
    return {
        "import_seconds": imported - begin,
        "approve_seconds": approved - imported,
        "raw_copy_seconds": _copied(lines),
        "pages": [seconds for seconds, _answer in taken],
        "raw_pages": [_raw_page(townships[0]) for _ in range(rounds)],
        "failures": done.seen.count("refused")
        + sum(lines[0][1] not in one.content.decode() for _seconds, one in taken),
        "rows_before": len(regions),
    }


def _lines(townships: list[str], count: int) -> list[list[str]]:
    """So many villages, one township after the other in turn, with codes of their own."""
    return [
        [
            f"{townships[number % len(townships)]}{600 + number // len(townships):03d}",
            f"丰年{number}村",
            "村级",
            "村",
            townships[number % len(townships)],
        ]
        for number in range(count)
    ]


def _copied(lines: list[list[str]]) -> float:
    """The same rows by COPY, into the columns of a region and of its fact."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "create temporary table raw_region (code text primary key, name text,"
            " level text, kind text, parent text)"
        )
        begin = time.perf_counter()
        with cursor.copy("copy raw_region from stdin") as copy:
            for line in lines:
                copy.write_row(line)
        return time.perf_counter() - begin


def _raw_page(township: str) -> float:
    with connections["owner"].cursor() as cursor:
        begin = time.perf_counter()
        cursor.execute(_PAGE, [township])
        cursor.fetchall()
        return time.perf_counter() - begin
