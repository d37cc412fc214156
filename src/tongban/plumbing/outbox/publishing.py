"""Telling facts: dataclasses published in a command, heard after commit, maybe twice."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar, get_type_hints
from uuid import UUID

from tongban.plumbing.access.work import Fragment, Work, current_work
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.evidence.recording import canonical_text


@dataclass(frozen=True)
class Fact:
    """Something that happened; fields are only ever added."""

    name: ClassVar[str] = ""


F = TypeVar("F", bound=Fact)
Listener = Callable[[Any, str], None]

_listeners: dict[str, dict[str, Listener]] = {}
_facts: dict[str, type[Fact]] = {}


def on(fact: type[F]) -> Callable[[Callable[[F, str], None]], Callable[[F, str], None]]:
    """Register a listener: called with the fact and its city, safe to be called twice."""

    def register(function: Callable[[F, str], None]) -> Callable[[F, str], None]:
        listener = f"{function.__module__}.{function.__qualname__}"
        _facts[fact.__qualname__] = fact
        _listeners.setdefault(fact.__qualname__, {})[listener] = function
        return function

    return register


def publish(fact: Fact) -> None:
    """Save the fact for each of its listeners, in the transaction of the command."""
    work = current_work()
    if work is None:
        raise RuntimeError("publish() belongs inside a command")
    body = canonical_text(vars(fact))
    for listener in _listeners.get(type(fact).__qualname__, {}):
        work.leave(_write_messages, (type(fact).__qualname__, listener, body))


def find_listener(fact: str, listener: str) -> Listener | None:
    """The function that a message is for, or None when the code is gone."""
    return _listeners.get(fact, {}).get(listener)


def restore_fact(name: str, body: dict[str, Any]) -> Fact:
    """Make the fact again from its stored body."""
    kind = _facts[name]
    hints = get_type_hints(kind)
    values = {
        field.name: _restore(hints[field.name], body[field.name])
        for field in fields(kind)
        if field.name in body
    }
    return kind(**values)


def _restore(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    choices = getattr(kind, "__args__", (kind,))
    if UUID in choices:
        return UUID(value)
    if datetime in choices:
        return datetime.fromisoformat(value)
    if date in choices:
        return date.fromisoformat(value)
    return value


def _write_messages(work: Work, rows: list[Any]) -> Fragment:
    sql = (
        "insert into outbox_message (id, city, fact, listener, body, created_at,"
        " attempts, next_at, is_set_aside, last_error)"
        " select k, %s, f, l, b, now(), 0, now(), false, ''"
        " from unnest(%s::uuid[], %s::text[], %s::text[], %s::text[]) x(k, f, l, b)"
    )
    keys = [new_key() for _ in rows]
    facts, listeners, bodies = map(list, zip(*rows, strict=True))
    return sql, [work.actor.city, keys, facts, listeners, bodies]
