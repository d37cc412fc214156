"""Prepared statements: what every intake says again is parsed and planned once.

Django binds values on its own side, so each statement is new to the server: in an intake,
planning cost more than all rules together. Rows are still made of models, and the rules,
triggers and walls are the same; only the way to the server is shorter.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from operator import attrgetter
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections, models
from psycopg.pq import PipelineStatus
from psycopg.types.json import Jsonb

Row = TypeVar("Row", bound=models.Model)
Values = Sequence[Any] | Mapping[str, Any]
Raw = psycopg.Connection[tuple[Any, ...]]
_PREPARED_FROM = 5
# What the driver writes as it stands; for other kinds of fields Django is asked.
_PLAIN: Final = (
    models.UUIDField,
    models.IntegerField,
    models.BooleanField,
    models.DateField,
    models.ForeignKey,
)
_WRITTEN: Final = (models.CharField, models.TextField)


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


def insert(row: Row) -> Row:
    """Insert a new row of a model, all its columns; gives the row back."""
    insert_all([row])
    return row


def insert_all(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model in one statement."""
    if not rows:
        return
    own = connections[DEFAULT_DB_ALIAS]
    prepare = _preparation(type(rows[0]))
    values = [value for row in rows for value in prepare(row)]
    sql = _insertion(type(rows[0]), len(rows))
    with own.wrap_database_errors:
        _writer(_ready(own, sql)).execute(sql.encode(), values, prepare=True)
    for row in rows:
        row._state.adding = False
        row._state.db = own.alias


@cache
def _preparation(model: type[models.Model]) -> Callable[[Any], list[Any]]:
    """What takes the values out of a row of this model, as the driver writes them."""
    own, fields = connections[DEFAULT_DB_ALIAS], model._meta.local_concrete_fields
    take = attrgetter(*(str(field.attname) for field in fields))
    json = [n for n, field in enumerate(fields) if isinstance(field, models.JSONField)]
    texts = [n for n, field in enumerate(fields) if isinstance(field, _WRITTEN)]
    others = [
        (n, field)
        for n, field in enumerate(fields)
        if n not in json and n not in texts and not isinstance(field, _PLAIN)
    ]

    def prepare(row: models.Model) -> list[Any]:
        values = list(take(row))
        for n in json:
            values[n] = Jsonb(values[n])
        for n in texts:
            # A word of an enumeration is written as its text.
            if type(values[n]) is not str and values[n] is not None:
                values[n] = str(values[n])
        for n, field in others:
            values[n] = field.get_db_prep_save(field.pre_save(row, add=True), own)
        return values

    return prepare


@cache
def _insertion(model: type[models.Model], rows: int) -> str:
    quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
    fields = model._meta.local_concrete_fields
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = iter(range(1, len(fields) * rows + 1))
    lines = (
        "(" + ", ".join(f"${next(places)}" for _ in fields) + ")" for _ in range(rows)
    )
    return f"insert into {quote(model._meta.db_table)} ({columns}) values {', '.join(lines)}"  # noqa: S608 - names of our own models


_writers: WeakKeyDictionary[Raw, psycopg.RawCursor[Any]] = WeakKeyDictionary()


def _writer(raw: Raw) -> psycopg.RawCursor[Any]:
    """One cursor for all inserts of a connection: they give nothing back to be kept."""
    if raw not in _writers:
        _writers[raw] = psycopg.RawCursor(raw)
    return _writers[raw]


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
