"""Prepared statements: what every intake says again is parsed and planned once.

Django binds values on its own side, so each statement is new to the server: in an intake,
planning cost more than all rules together. Rows are still made of models, and the rules,
triggers and walls are the same; only the way to the server is shorter.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections, models

Row = TypeVar("Row", bound=models.Model)
Values = Sequence[Any] | Mapping[str, Any]
_PREPARED_FROM = 5


@contextmanager
def together() -> Iterator[None]:
    """Send the statements of a block without waiting for each answer.

    Every statement still is one of its own, in order, so that a rule sees what was written
    before it. A refusal may come at a later statement of the block, or at its end.
    """
    own = connections[DEFAULT_DB_ALIAS]
    own.ensure_connection()
    with own.wrap_database_errors, own.connection.pipeline():
        yield


def fetch_all(sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
    """The rows of a query that is asked again and again."""
    own = connections[DEFAULT_DB_ALIAS]
    with own.wrap_database_errors:
        return _send(own, sql, values).fetchall()


def execute(sql: str, values: Values = ()) -> None:
    """A statement without an answer."""
    own = connections[DEFAULT_DB_ALIAS]
    with own.wrap_database_errors:
        _send(own, sql, values)


def insert(row: Row) -> Row:
    """Insert a new row of a model, all its columns; gives the row back."""
    insert_all([row])
    return row


def insert_all(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model in one statement."""
    if not rows:
        return
    own = connections[DEFAULT_DB_ALIAS]
    fields = _fields(type(rows[0]))
    values = [
        field.get_db_prep_save(field.pre_save(row, add=True), own)
        for row in rows
        for field in fields
    ]
    with own.wrap_database_errors:
        _send(own, _insertion(type(rows[0]), len(rows)), values)
    for row in rows:
        row._state.adding = False
        row._state.db = own.alias


@cache
def _fields(model: type[models.Model]) -> tuple[Any, ...]:
    return tuple(model._meta.local_concrete_fields)


@cache
def _insertion(model: type[models.Model], rows: int) -> str:
    own, fields = connections[DEFAULT_DB_ALIAS], _fields(model)
    quote = own.ops.quote_name
    table = quote(model._meta.db_table)
    columns = ", ".join(quote(field.column) for field in fields)
    one = "(" + ", ".join(["%s"] * len(fields)) + ")"
    return f"insert into {table} ({columns}) values {', '.join([one] * rows)}"  # noqa: S608 - names of our own models


def _send(own: Any, sql: str, values: Values) -> psycopg.Cursor[tuple[Any, ...]]:
    own.ensure_connection()
    own.validate_no_broken_transaction()
    raw = own.connection
    # Django switches preparing off; its own cursors never prepare, whatever stands here.
    raw.prepare_threshold = raw.prepare_threshold or _PREPARED_FROM
    if own.queries_logged:
        # Tests count statements: these are no exception.
        own.queries_log.append({"sql": sql, "time": "0.000"})
    return psycopg.Cursor(raw).execute(sql.encode(), values or None, prepare=True)
