"""Prepared statements: what every intake says again is parsed and planned once.

Django binds values on its own side, so each statement is new to the server: in an intake,
planning cost more than all rules together.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg.pq import PipelineStatus

Values = Sequence[Any] | Mapping[str, Any]
Raw = psycopg.Connection[tuple[Any, ...]]
_PREPARED_FROM = 5


@contextmanager
def together() -> Iterator[None]:
    """Send the statements of a block without waiting for each answer.

    Every statement still is one of its own, in order, so that a rule sees what was written
    before it. A refusal may come at a later statement of the block, or at its end. A block
    inside another is part of it.
    """
    own = connections[DEFAULT_DB_ALIAS]
    own.ensure_connection()
    if own.connection.pgconn.pipeline_status != PipelineStatus.OFF:
        yield
        return
    with own.wrap_database_errors, own.connection.pipeline():
        yield


def fetch_all(sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
    """The rows of a query that is asked again and again."""
    own = connections[DEFAULT_DB_ALIAS]
    with own.wrap_database_errors:
        raw = _ready(own, sql)
        cursor = psycopg.Cursor(raw)
        return cursor.execute(sql.encode(), values or None, prepare=True).fetchall()


def execute(sql: str, values: Values = ()) -> None:
    """A statement without an answer."""
    own = connections[DEFAULT_DB_ALIAS]
    with own.wrap_database_errors:
        raw = _ready(own, sql)
        psycopg.Cursor(raw).execute(sql.encode(), values or None, prepare=True)


def _ready(own: Any, sql: str) -> Raw:
    own.ensure_connection()
    own.validate_no_broken_transaction()
    raw: Raw = own.connection
    # Django switches preparing off; its own cursors never prepare, whatever stands here.
    raw.prepare_threshold = raw.prepare_threshold or _PREPARED_FROM
    if own.queries_logged:
        # Tests count statements: these are no exception.
        own.queries_log.append({"sql": sql, "time": "0.000"})
    return raw
