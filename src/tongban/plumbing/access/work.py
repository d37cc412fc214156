"""One transaction of one actor, and the traces that it will leave when it commits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, transaction

from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.permissions import known_doors
from tongban.plumbing.database.gate import ENTER
from tongban.plumbing.database.prepared import execute, together

# A fragment: one INSERT (with RETURNING) and its parameters.
Fragment = tuple[str, list[Any]]
Writer = Callable[["Work", list[Any]], Fragment]
_SEE_ONE_MOMENT = "set transaction isolation level repeatable read, read only"
_SETTINGS = ("kind", "city", "person", "account", "orgs", "name", "session", "day")


@dataclass
class Work:
    """What is under way: the actor, whether it may write, and collected traces."""

    actor: Actor
    writing: bool
    traces: dict[Writer, list[Any]] = field(default_factory=dict)
    # Keys of whom it read about or writes about; nothing opens without the ring above.
    subject_keys: dict[UUID, bytes] = field(default_factory=dict)

    def leave(self, writer: Writer, row: Any) -> None:
        """Collect a row; it is written before commit, with all others, at once."""
        if not self.writing:
            raise RuntimeError("a reading leaves no trace in the business log")
        self.traces.setdefault(writer, []).append(row)

    def flush(self) -> None:
        """Write all collected traces in one statement."""
        if not self.traces:
            return
        parts: list[str] = []
        params: list[Any] = []
        for number, (writer, rows) in enumerate(self.traces.items()):
            sql, values = writer(self, rows)
            parts.append(f"t{number} as ({sql} returning 1)")
            params += values
        self.traces = {}
        execute(f"with {', '.join(parts)} select 1", params)


_current: ContextVar[Work | None] = ContextVar("work", default=None)


def current_work() -> Work | None:
    """The work under way in this thread or task, if any."""
    return _current.get()


@contextmanager
def working(
    actor: Actor, *, writing: bool, of_one_moment: bool = False
) -> Iterator[Work]:
    """Open the transaction of an actor, or join the one under way.

    Of one moment: all its statements see what was committed when the first one ran.

    The actor is set for the transaction only, in the outermost call: a released
    savepoint would keep an inner actor, so a change of actor inside is a bug.
    """
    # A page's actor is worked out on first use, by queries of its own: before this work
    # is current, else those would join it and ask for the actor again.
    bool(actor.kind)
    outer = _current.get()
    if outer is not None:
        if outer.actor != actor:
            raise RuntimeError("the actor changes inside one transaction")
        if writing and not outer.writing:
            raise RuntimeError("a command inside a reading")
        yield outer
        return
    work = Work(actor, writing)
    token = _current.set(work)
    try:
        with transaction.atomic(using=DEFAULT_DB_ALIAS):
            if of_one_moment:
                # Refused by the server once a statement has run.
                execute(_SEE_ONE_MOMENT, [])
            _tell_database(actor, of_one_moment=of_one_moment)
            yield work
            work.flush()
    finally:
        _current.reset(token)


def _tell_database(actor: Actor, *, of_one_moment: bool) -> None:
    doors = known_doors()
    values = [
        actor.kind,
        actor.city,
        str(actor.person_id or ""),
        str(actor.account_id or ""),
        _array(actor.org_ids),
        actor.name if actor.kind == "system" else "",
        actor.session,
        str(actor.day or ""),
        *(_array(actor.bodies_behind(permission)) for permission in doors.values()),
    ]
    # Together with the transaction's own beginning.
    with together():
        execute(_set_actor(tuple(doors), of_one_moment), values)


@cache
def _set_actor(doors: tuple[str, ...], of_one_moment: bool) -> str:
    names = [*_SETTINGS, *(f"orgs_for_{door}" for door in doors)]
    told = [f"set_config('app.{name}', %s, true)" for name in names]
    # The moment of this statement would be one before the gate was passed; and who only
    # looks, for minutes, must not hold up everybody behind a change that waits.
    gate = [] if of_one_moment else [ENTER]
    return f"select {', '.join(told + gate)}"


def _array(keys: tuple[UUID, ...]) -> str:
    return "{" + ",".join(map(str, keys)) + "}"
