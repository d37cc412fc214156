"""Leaving a trace: one leaf for each act, written in the transaction of the act."""

import json
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.work import Fragment, Work, current_work
from tongban.plumbing.database.keys import new_key

AUDIT = "audit"


def record(
    actor: Actor, action: str, *, subject: str, subject_id: UUID | str, **facts: Any
) -> None:
    """Leave an audit entry: who did what to which subject, with references only."""
    work = current_work()
    if work is None:
        raise RuntimeError("record() belongs inside a command")
    work.leave(
        _write_leaves,
        {
            "action": action,
            "subject": subject,
            "subject_id": str(subject_id),
            "actor": str(actor.person_id or actor.name),
            "account": str(actor.account_id or ""),
            "recorded_at": datetime.now(UTC),
            "facts": {name: plain(value) for name, value in facts.items()},
        },
    )


def plain(value: Any) -> Any:  # noqa: PLR0911  # one line for each kind of value
    """A value as JSON knows it: days and times in ISO form, keys as text."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case Enum():
            return value.value
        case UUID():
            return str(value)
        case list() | tuple():
            return [plain(inner) for inner in value]
        case dict():
            return {str(name): plain(inner) for name, inner in value.items()}
        case _:
            return value


def canonical_text(value: Any) -> str:
    """The one text of a body: sorted keys, no spaces, UTF-8 as it stands."""
    return json.dumps(
        plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def _write_leaves(work: Work, rows: list[Any]) -> Fragment:
    keys = [new_key() for _ in rows]
    bodies = [
        canonical_text(row | {"kind": AUDIT, "id": key, "city": work.actor.city})
        for key, row in zip(keys, rows, strict=True)
    ]
    sql = (
        "insert into evidence_leaf (id, city, kind, body)"
        " select k, %s, %s, b from unnest(%s::uuid[], %s::text[]) x(k, b)"
    )
    return sql, [work.actor.city, AUDIT, keys, bodies]
