"""Changes the schema while others read and write: gives way, and tries again.

A change wants tables that running transactions hold, and they want what the change holds
already: one of them would be ended, and it was a request (tried: a deadlock after a second).
So the change waits for a lock much shorter than our server waits before it looks for such a
circle (`deadlock_timeout`, five seconds), lets go of all, and comes again.
"""

import time
from collections.abc import Callable
from typing import Any, Final

from django.db import OperationalError, connections
from psycopg.errors import DeadlockDetected, LockNotAvailable

LONGEST_WAIT: Final = "300ms"
PATIENCE: Final = 120.0
PAUSE: Final = 0.2
_GIVE_WAY: Final = (LockNotAvailable, DeadlockDetected)


def with_patience(change: Callable[[], object], alias: str) -> None:
    """Make a change that may be begun again; raises what it meets after two minutes."""
    end = time.monotonic() + PATIENCE
    with connections[alias].cursor() as cursor:
        cursor.execute("select set_config('lock_timeout', %s, false)", [LONGEST_WAIT])
    try:
        while True:
            try:
                change()
            except OperationalError as error:
                is_in_the_way = isinstance(error.__cause__, _GIVE_WAY)
                if not is_in_the_way or time.monotonic() > end:
                    raise
                time.sleep(PAUSE)
            else:
                return
    finally:
        with connections[alias].cursor() as cursor:
            cursor.execute("select set_config('lock_timeout', '0', false)")


def take_all_tables(cursor: Any) -> None:
    """Lock every table of ours at once: later there is nothing left to wait for."""
    cursor.execute(
        "select string_agg(format('%I.%I', n.nspname, c.relname), ', ' order by c.oid)"
        " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " where n.nspname = 'public' and c.relkind in ('r', 'p')"
        " and not c.relispartition and pg_get_userbyid(c.relowner) = current_user"
    )
    (names,) = cursor.fetchone()
    if names:
        cursor.execute(f"lock table {names} in access exclusive mode")
