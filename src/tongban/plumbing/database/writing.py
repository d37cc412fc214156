"""Rows of models are written by one call, however many tables they go into.

`insert` and `insert_all` hand rows to the function `put_rows`, which holds one insert for
each table of the capabilities. It runs with the rights of who calls it: rules, triggers,
walls and grants are those of a statement typed by hand, and each insert sees those before
it. What it saves is the way: a filing was ten statements, each bound and waited for, and
that was a third of the whole.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from operator import attrgetter
from typing import Any, Final, TypeVar

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, models

from tongban.plumbing.database.prepared import execute

Row = TypeVar("Row", bound=models.Model)
Part = dict[str, Any]
# Only the rooms of the business are written so, and the keys of what they seal.
_ROOMS: Final = ("tongban.capabilities.", "tongban.plumbing.sealing.")
_CALL: Final = "select put_rows(%s)"
# What stands in a row as it will be written; for other kinds the field is asked.
_PLAIN: Final = (
    models.UUIDField,
    models.IntegerField,
    models.BooleanField,
    models.DateField,
    models.ForeignKey,
    models.CharField,
    models.TextField,
    models.JSONField,
)
_gathered: ContextVar[list[Part] | None] = ContextVar("gathered", default=None)


@contextmanager
def gathered() -> Iterator[None]:
    """Write the rows of a block at its end, by one call, in the order in which they came.

    A refusal comes at the end of the block; what is asked inside sees none of its rows.
    A block inside another is part of it.
    """
    if _gathered.get() is not None:
        yield
        return
    parts: list[Part] = []
    token = _gathered.set(parts)
    try:
        yield
    finally:
        _gathered.reset(token)
    _put(parts)


def insert(row: Row) -> Row:
    """Insert a new row of a model, all its columns; gives the row back."""
    insert_all([row])
    return row


def insert_all(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model."""
    if not rows:
        return
    take = _taking(type(rows[0]))
    part = {"table": rows[0]._meta.db_table, "rows": [take(row) for row in rows]}
    parts = _gathered.get()
    if parts is None:
        _put([part])
    else:
        parts.append(part)
    for row in rows:
        row._state.adding = False
        row._state.db = DEFAULT_DB_ALIAS


def _put(parts: list[Part]) -> None:
    if parts:
        execute(_CALL, [json.dumps(parts, default=_told, ensure_ascii=False)])


def _told(value: object) -> str:
    """A value that JSON lacks, as the database reads it: keys, days, moments, bytes."""
    if isinstance(value, bytes | memoryview):
        return f"\\x{bytes(value).hex()}"
    return str(value)


@cache
def _taking(model: type[models.Model]) -> Callable[[Any], dict[str, Any]]:
    """What takes the values out of a row of this model, by column."""
    fields = model._meta.local_concrete_fields
    columns = [str(field.column) for field in fields]
    take = attrgetter(*(str(field.attname) for field in fields))
    others = [field for field in fields if not isinstance(field, _PLAIN)]

    def taken(row: models.Model) -> dict[str, Any]:
        values = dict(zip(columns, take(row), strict=True))
        for field in others:
            values[str(field.column)] = field.pre_save(row, add=True)
        return values

    return taken


def writer_sql() -> str:
    """The function that writes rows, made of the models as they are."""
    branches = "\n".join(
        _branch(model)
        for model in sorted(apps.get_models(), key=lambda one: one._meta.db_table)
        if model.__module__.startswith(_ROOMS) and model._meta.managed
    )
    return _FUNCTION.replace("-- branches", branches)


def _branch(model: type[models.Model]) -> str:
    table = model._meta.db_table
    columns = ", ".join(
        f'"{field.column}"' for field in model._meta.local_concrete_fields
    )
    return (
        f"      when '{table}' then insert into public.\"{table}\" ({columns})"  # noqa: S608 - names of our own models
        f" select {columns} from"
        f" jsonb_populate_recordset(null::public.\"{table}\", part->'rows');"
    )


# Invoker's rights, so nothing more can be written than by hand.
_FUNCTION: Final = """
create or replace function public.put_rows(given jsonb) returns void
language plpgsql security invoker as $$
declare part jsonb;
begin
  for part in select value from jsonb_array_elements(given) loop
    case part->>'table'
-- branches
    end case;
  end loop;
end $$;
revoke all on function public.put_rows(jsonb) from public;
grant execute on function public.put_rows(jsonb) to tongban_app;
"""
