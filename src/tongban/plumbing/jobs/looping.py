"""Loops that a process runs beside each other until it is asked to stop."""

import time
from collections.abc import Callable
from threading import Event

import structlog
from django.db import InterfaceError, OperationalError, close_old_connections

log = structlog.get_logger(__name__)

QUICKEST = 0.05
SLOWEST = 0.5
AFTER_FAILURE = 2.0
# A batch of fifty papers takes seconds; a loop that is silent for so long is stuck.
STUCK_SECONDS = 120.0


class Pulse:
    """Whether every loop of a process still takes its turns: one may hang in a call."""

    def __init__(self) -> None:
        """No loop is known yet."""
        self._turned: dict[str, float] = {}

    def turn(self, name: str) -> None:
        """A loop took a turn just now."""
        self._turned[name] = time.monotonic()

    def stuck(self) -> list[str]:
        """The loops that took no turn for too long."""
        longest_ago = time.monotonic() - STUCK_SECONDS
        return sorted(
            name for name, turned in self._turned.items() if turned < longest_ago
        )


def run_loop(
    turn: Callable[[], int], stop: Event, *, name: str, pulse: Pulse | None = None
) -> None:
    """Take turns until `stop`: quickly while there is work, ever more slowly when not.

    `turn` says how much it did. A turn is finished, never cut off. While the database
    is away (a restart, a failover) the loop waits for it; any other error ends it, and
    the process with it, so that the supervisor starts a clean one.
    """
    wait = QUICKEST
    while not stop.is_set():
        try:
            close_old_connections()
            wait = QUICKEST if turn() else min(wait * 2, SLOWEST)
        except (OperationalError, InterfaceError) as error:
            log.warning("database_away", loop=name, error=type(error).__name__)
            wait = AFTER_FAILURE
        if pulse is not None:
            pulse.turn(name)
        stop.wait(wait)
