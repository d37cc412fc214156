"""Numbers of cases, and the query code that goes with one."""

import threading
from datetime import date

from django.db import connection

from tongban.ground.codes.case_number import MOST_A_DAY, make_case_number
from tongban.plumbing.database.keyed import code_key

_BLOCK = 50
_lock = threading.Lock()
_left: list[int] = []


def next_case_number(*, region: str, on: date) -> str:
    """The next number of the day; serials come in blocks, so gaps mean nothing."""
    with _lock:
        if not _left:
            with connection.cursor() as cursor:
                cursor.execute("select nextval('case_serial')")
                first = cursor.fetchone()[0]
            _left.extend(range(first + _BLOCK - 1, first - 1, -1))
        serial = _left.pop()
    return make_case_number(
        region=region[:6], on=on, serial=(serial - 1) % MOST_A_DAY + 1
    )


def query_code(*, city: str, number: str) -> str:
    """Six digits that belong to a number: derived from the hash key, stored nowhere."""
    return _code(city, number, "query")


def tracking_key(*, city: str, number: str) -> str:
    """What the database keeps of the query code, and compares when a case is tracked."""
    return code_key(city, number, query_code(city=city, number=number))


def pickup_code(*, city: str, number: str) -> str:
    """Six other digits, shown to the applicant alone once there is a result to fetch."""
    return _code(city, number, "pickup")


def _code(city: str, number: str, what_for: str) -> str:
    return f"{int(code_key(city, number, what_for)[:12], 16) % 1_000_000:06d}"
