"""The relay: takes waiting messages in batches and calls their listeners.

A message is deleted in the transaction that delivered it; a listener that fails is tried
again later, ever more slowly, and set aside after `MOST_ATTEMPTS` so that it neither
blocks the others nor vanishes.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import connection

from tongban.ground.refusals import Refusal
from tongban.plumbing.access.actor import Actor, system
from tongban.plumbing.access.work import working
from tongban.plumbing.outbox.publishing import find_listener, restore_fact

MOST_ATTEMPTS = 8
BATCH = 50

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Waiting:
    """A message as the relay holds it."""

    message_id: UUID
    fact: str
    listener: str
    body: str
    attempts: int


def relay_batch(*, city: str, now: datetime) -> int:
    """Deliver one batch of a city; says how many messages were handled."""
    actor = system("outbox", city=city)
    for message in (batch := _take(actor, now)):
        _deliver(actor, message, now)
    return len(batch)


def _take(actor: Actor, now: datetime) -> list[Waiting]:
    # The lease (next_at) moves on before the call, so that a second relay leaves the
    # message alone and a crashed one gives it back after a minute.
    with working(actor, writing=False), connection.cursor() as cursor:
        cursor.execute(
            "update outbox_message set next_at = %s, attempts = attempts + 1"
            " where id in (select id from outbox_message where not is_set_aside"
            " and next_at <= %s order by next_at, id limit %s for update skip locked)"
            " returning id, fact, listener, body, attempts",
            [now + timedelta(minutes=1), now, BATCH],
        )
        rows = [Waiting(*row) for row in cursor.fetchall()]
    return sorted(rows, key=lambda row: row.message_id)


def _deliver(actor: Actor, message: Waiting, now: datetime) -> None:
    listener = find_listener(message.fact, message.listener)
    if listener is None:
        _postpone(actor, message, now, "no such listener in this release")
        return
    try:
        listener(restore_fact(message.fact, json.loads(message.body)), actor.city)
    except Refusal as refusal:
        _postpone(actor, message, now, type(refusal).__name__)
        return
    except Exception as error:  # one bad message must not stop the rest
        log.exception("listener_failed", listener=message.listener)
        _postpone(actor, message, now, type(error).__name__)
        return
    with working(actor, writing=False), connection.cursor() as cursor:
        cursor.execute("delete from outbox_message where id = %s", [message.message_id])


def _postpone(actor: Actor, message: Waiting, now: datetime, error: str) -> None:
    aside = message.attempts >= MOST_ATTEMPTS
    wait = timedelta(seconds=min(2**message.attempts, 3600))
    with working(actor, writing=False), connection.cursor() as cursor:
        cursor.execute(
            "update outbox_message set next_at = %s, is_set_aside = %s, last_error = %s"
            " where id = %s",
            [now + wait, aside, error, message.message_id],
        )
    if aside:
        log.error("message_set_aside", listener=message.listener, error=error)


@dataclass(frozen=True)
class SetAside:
    """A message that could not be delivered, as operators see it: no body, no values."""

    message_id: UUID
    fact: str
    listener: str
    created_at: datetime
    attempts: int
    error: str


def list_set_aside(*, city: str) -> list[SetAside]:
    """All messages of a city that were given up, the oldest first (shown by doctor)."""
    with (
        working(system("outbox", city=city), writing=False),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "select id, fact, listener, created_at, attempts, last_error"
            " from outbox_message where city = %s and is_set_aside"
            " order by created_at, id",
            [city],
        )
        return [SetAside(*row) for row in cursor.fetchall()]


def try_again(*, city: str, now: datetime) -> int:
    """Give the messages that were set aside another chance; says how many."""
    with (
        working(system("outbox", city=city), writing=False),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "update outbox_message set is_set_aside = false, attempts = 0, next_at = %s"
            " where city = %s and is_set_aside",
            [now, city],
        )
        return int(cursor.rowcount)
