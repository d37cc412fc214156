"""The gate before every transaction: those who serve go through it together, a change alone.

A change of the schema wants tables that running transactions hold, and they want next what
it holds already. So it closes the gate first: it waits until all who are inside have ended,
and who comes now waits outside, where nothing is held that the change could want. Locks of
PostgreSQL are given in the order in which they were asked for, so a stream of short
transactions cannot keep the gate open.
"""

from collections.abc import Callable
from typing import Any, Final

# "tbGT", as the first half of the evidence log's own locks is "tbSQ".
_GATE: Final = 0x74624754
# Goes into the first statement of a transaction: it costs no round trip.
ENTER: Final = f"pg_advisory_xact_lock_shared({_GATE}, 0)"
CLOSE: Final = f"select pg_advisory_xact_lock({_GATE}, 0)"
_CHANGES: Final = ("alter", "create", "drop", "lock", "comment")


def close_before_changes(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any
) -> Any:
    """Wrap the owner's statements: the first that changes the schema closes the gate.

    Until the end of its transaction. What must not stand in one (an index made beside
    the traffic) goes through without.
    """
    own = context["connection"]
    if own.in_atomic_block and str(sql).lstrip().lower().startswith(_CHANGES):
        with own.wrap_database_errors:
            own.connection.execute(CLOSE)
    return execute(sql, params, many, context)
