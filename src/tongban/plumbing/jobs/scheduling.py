"""Declaring jobs: what runs at set times, and what is queued; each by its own name.

Jobs may run twice (a worker that died is followed by another), so each is safe to repeat.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from procrastinate.contrib.django import app

SCHEDULED = "scheduled"
DEFAULT = "default"

Job = Callable[[datetime], None]
F = TypeVar("F", bound=Callable[..., None])

_schedule: dict[str, str] = {}


def scheduled(cron: str, *, name: str) -> Callable[[Job], Job]:
    """Run a function at the times of a cron line (UTC), with the moment it was due.

    The scheduler process defers and runs it on its own queue, so that a long queue of
    other work never holds it up.
    """

    def register(function: Job) -> Job:
        @app.periodic(cron=cron)
        @app.task(name=name, queue=SCHEDULED)
        def run(timestamp: int) -> None:
            function(datetime.fromtimestamp(timestamp, UTC))

        _schedule[name] = cron
        return function

    return register


def queued(*, name: str) -> Callable[[F], F]:
    """Let a function be queued by `queue`; its arguments must be plain JSON values."""

    def register(function: F) -> F:
        app.task(name=name, queue=DEFAULT)(function)
        return function

    return register


def queue(name: str, **arguments: Any) -> int:
    """Queue a named job in the present transaction; a rollback takes it back."""
    return app.configure_task(name, queue=DEFAULT).defer(**arguments)


def known_schedule() -> dict[str, str]:
    """All jobs that run at set times, with their cron lines."""
    return dict(sorted(_schedule.items()))
