"""The limit of the machine: one statement that inserts what one intake inserts, bare.

The rows of the newest application are read, and inserted again and again under new keys
into tables of the same columns and indexes that have no rule, no wall and no foreign key.
"""

import json
import re
import subprocess
import sys
import time
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb

from benchmarks.scratch import PROJECT, Scratch

SCHEMA = "bare"
# Each table with what finds the rows of one application in it.
PARTS = (
    ("application", "id = %(a)s"),
    ("subject_key", "id = %(a)s"),
    ("application_reader", "application_id = %(a)s"),
    ("party", "application_id = %(a)s"),
    ("application_form", "application_id = %(a)s"),
    ("case", "application_id = %(a)s"),
    ("case_material", "case_id = %(c)s"),
    ("case_event", "case_id = %(c)s and kind = 'submitted'"),
    ("paper", "case_id = %(c)s and kind = 'receipt'"),
    ("evidence_leaf", "id > %(a)s and position(%(c)s::text in body) > 0"),
    ("outbox_message", "position(%(c)s::text in body) > 0"),
)
_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def open_owner(scratch: Scratch) -> psycopg.Connection:
    """A session as the owner of the scratch platform's tables."""
    return psycopg.connect(scratch.installation.owner_url or "", autocommit=True)


def run_raw(scratch: Scratch, processes: int, seconds: int) -> float:
    """Statements a second of so many processes together."""
    url = scratch.installation.owner_url or ""
    with open_owner(scratch) as owner:
        _make_tables(owner)
    command = [sys.executable, "-m", "benchmarks.raw", url, str(seconds)]
    children = [
        subprocess.Popen(
            command, cwd=PROJECT, env=scratch.environment(), stdout=subprocess.PIPE
        )
        for _ in range(processes)
    ]
    outputs = [child.communicate()[0] for child in children]
    return sum(float(json.loads(output)["per_second"]) for output in outputs)


def insert_for(url: str, seconds: int) -> float:
    """Insert for a while in one session; statements a second."""
    with psycopg.connect(url, autocommit=True) as session:
        session.prepare_threshold = 1
        sql, values, own = _statement(session)
        done = 0
        begin = time.perf_counter()
        while time.perf_counter() - begin < seconds:
            renamed = {key: uuid4() for key in own}
            session.execute(sql, [_renew(value, renamed) for value in values])
            done += 1
        return done / (time.perf_counter() - begin)


def _make_tables(owner: psycopg.Connection) -> None:
    owner.execute(f"drop schema if exists {SCHEMA} cascade".encode())
    owner.execute(f"create schema {SCHEMA}".encode())
    for table, _ in PARTS:
        like = f'create table {SCHEMA}."{table}" (like public."{table}" including defaults including indexes)'
        owner.execute(like.encode())
        # What makes numbers of our own once only is the product's, not the machine's.
        if table in {"case", "paper", "application"}:
            _drop_numbers(owner, table)


def _drop_numbers(owner: psycopg.Connection, table: str) -> None:
    rows = owner.execute(
        "select indexname from pg_indexes where schemaname = %s and tablename = %s"
        " and indexdef ~ '(number|idempotency_key)'",
        [SCHEMA, table],
    ).fetchall()
    for (name,) in rows:
        columns = "city, number, id" if table != "application" else "city, id"
        owner.execute(
            f'alter table {SCHEMA}."{table}" drop constraint if exists "{name}"'.encode()
        )
        owner.execute(f'drop index if exists {SCHEMA}."{name}"'.encode())
        owner.execute(f'create index on {SCHEMA}."{table}" ({columns})'.encode())


def _statement(
    session: psycopg.Connection,
) -> tuple[bytes, list[Any], set[UUID]]:
    """One statement with the rows of the newest application, and the keys that are its own."""
    newest = session.execute(
        'select a.id, c.id from application a join "case" c on c.application_id = a.id'
        " where a.idempotency_key not like 'sample-%%' order by a.id desc limit 1"
    ).fetchone()
    if newest is None:
        raise RuntimeError("no application was filed yet")
    told = {"a": newest[0], "c": newest[1]}
    parts: list[str] = []
    values: list[Any] = []
    own: set[UUID] = {newest[0]}
    for table, finding in PARTS:
        cursor = session.execute(
            f'select * from public."{table}" where {finding}'.encode(),  # noqa: S608 - names of ours
            told,
        )
        names = [column.name for column in cursor.description or ()]
        rows = cursor.fetchall()
        if not rows:
            continue
        places = ", ".join(["(" + ", ".join(["%s"] * len(names)) + ")"] * len(rows))
        columns = ", ".join(f'"{name}"' for name in names)
        sql = f'insert into {SCHEMA}."{table}" ({columns}) values {places} returning 1'  # noqa: S608 - names from the catalogue
        parts.append(f"t{len(parts)} as ({sql})")
        for row in rows:
            if "id" in names:
                own.add(row[names.index("id")])
            values += [Jsonb(v) if isinstance(v, dict) else v for v in row]
    return f"with {', '.join(parts)} select 1".encode(), values, own


def _renew(value: Any, renamed: dict[UUID, UUID]) -> Any:
    if isinstance(value, UUID):
        return renamed.get(value, value)
    if isinstance(value, str) and len(value) > 100:  # noqa: PLR2004 - a body of a leaf or message
        return _KEY.sub(lambda m: str(renamed.get(UUID(m[0]), m[0])), value)
    return value


if __name__ == "__main__":
    print(json.dumps({"per_second": insert_for(sys.argv[1], int(sys.argv[2]))}))
