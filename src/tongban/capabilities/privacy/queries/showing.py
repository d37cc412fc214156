"""Who was shown the notice: a row beside what is kept, in the same transaction."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.work import Fragment, Work, current_work
from tongban.plumbing.database.keys import new_key

_ROW: Final = "(%s::uuid, %s, %s::uuid, %s, %s::uuid, %s::timestamptz, %s::date)"
_NOTE: Final = (
    "insert into privacy_acknowledgement (id, city, person_id, text_id, channel,"
    " at_body_id, acknowledged_at)"
    " select v.id, v.city, v.person, t, v.channel, v.body, v.at"
    " from (values {rows}) v(id, city, person, channel, body, at, day),"
    " privacy_text_in_force(v.city, 'notice', 'platform', v.day) t"
    " where t is not null on conflict do nothing"
)


def note_shown(
    actor: Actor,
    person_id: UUID,
    *,
    channel: str,
    at: datetime,
    body_id: UUID | None = None,
) -> None:
    """Note that the person was shown the notice in force; once a version is enough.

    Where the city has published none there is nothing to note. It is written with the
    traces of the command, so it costs no statement of its own.
    """
    work = current_work()
    if work is None:
        raise RuntimeError("a notice is noted with what is kept, inside a command")
    row = [
        new_key(),
        actor.city,
        person_id,
        channel if channel in {"window", "api"} else "web",
        body_id if channel == "window" else None,
        at,
        at.astimezone(OFFICE_ZONE).date(),
    ]
    work.leave(_write, row)


def _write(_work: Work, rows: list[Any]) -> Fragment:
    values = [value for row in rows for value in row]
    return _NOTE.format(rows=", ".join([_ROW] * len(rows))), values
