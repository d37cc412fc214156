"""Looks at what was filled in: rules that a row would break, and bytes on disk."""

from typing import Final

import psycopg

from tongban.faces.cli.filling import statements

TABLES: Final = (
    "application",
    "application_form",
    "application_reader",
    "party",
    "case",
    "case_event",
    "case_material",
    "case_condition",
    "paper",
    "hand_over",
    "person",
    "stored_file",
    "upload",
)
LOGS: Final = ("evidence_leaf", "evidence_link", "evidence_node", "evidence_head")


def count_breaches(owner: psycopg.Connection, mark: str) -> dict[str, int]:
    """How many synthetic rows a rule would have refused, by rule; all nought."""
    found = {}
    for rule, sql in statements.BREACHES.items():
        row = owner.execute(sql, {"like": f"{mark}%"}).fetchone()
        found[rule] = int(row[0]) if row else 0
    owner.rollback()
    return found


def weigh(owner: psycopg.Connection) -> dict[str, dict[str, int]]:
    """Bytes on disk with indexes, of the case tables and of the log."""
    return {"tables": _bytes_of(owner, TABLES), "logs": _bytes_of(owner, LOGS)}


def _bytes_of(owner: psycopg.Connection, tables: tuple[str, ...]) -> dict[str, int]:
    rows = owner.execute(
        "select t, pg_total_relation_size(quote_ident(t)) from unnest(%s::text[]) t",
        [list(tables)],
    ).fetchall()
    owner.rollback()
    return {str(name): int(size) for name, size in rows}
