"""Changes the schema while others read and write: gives way, and tries again.

A change wants tables that running transactions hold, and they want what the change holds
already: one of them would be ended, and it was a request (tried: a deadlock after a second).
So the change closes the gate first (`gate`), which ends that for all who come through it.
For the others it waits shorter than our server waits before it looks for such a circle
(`deadlock_timeout`, five seconds), lets go of all, and comes again.
"""

import time
from collections.abc import Callable
from typing import Any, Final

from django.db import OperationalError, connections
from psycopg.errors import DeadlockDetected, LockNotAvailable, QueryCanceled

from tongban.ground.refusals import Refusal
from tongban.plumbing.database.gate import CLOSE, close_before_changes

LONGEST_WAIT: Final = "1s"
# For all tables together: new requests queue behind us, so those before us soon end.
LONGEST_WAIT_FOR_ALL: Final = "3s"
PATIENCE: Final = 600.0
PAUSE: Final = 0.5
_GIVE_WAY: Final = (LockNotAvailable, DeadlockDetected, QueryCanceled)


class AlwaysInUse(Refusal):
    """Tables were never free for long enough; nothing was changed."""

    status = 503


def with_patience(change: Callable[[], object], alias: str) -> None:
    """Make a change that may be begun again. Refuses with AlwaysInUse after ten minutes."""
    end = time.monotonic() + PATIENCE
    _set(alias, "lock_timeout", LONGEST_WAIT)
    try:
        while True:
            try:
                with connections[alias].execute_wrapper(close_before_changes):
                    change()
            except OperationalError as error:
                if not isinstance(error.__cause__, _GIVE_WAY):
                    raise
                if time.monotonic() > end:
                    raise AlwaysInUse(
                        "表一直在用，改不了结构，没有升级。请换一个不忙的时候再试。"
                    ) from error
                time.sleep(PAUSE)
            else:
                return
    finally:
        _set(alias, "lock_timeout", "0")


def take_all_tables(cursor: Any) -> None:
    """Lock every table of ours at once: later there is nothing left to wait for."""
    cursor.execute(
        "select string_agg(format('%I.%I', n.nspname, c.relname), ', ' order by c.oid)"
        " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " where n.nspname = 'public' and c.relkind in ('r', 'p')"
        " and not c.relispartition and pg_get_userbyid(c.relowner) = current_user"
    )
    (names,) = cursor.fetchone()
    if not names:
        return
    cursor.execute(
        "select set_config('lock_timeout', '0', true),"
        f" set_config('statement_timeout', '{LONGEST_WAIT_FOR_ALL}', true)"
    )
    cursor.execute(CLOSE)
    cursor.execute(f"lock table {names} in access exclusive mode")
    cursor.execute("select set_config('statement_timeout', '0', true)")


def _set(alias: str, name: str, value: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute("select set_config(%s, %s, false)", [name, value])
