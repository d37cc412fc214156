"""Who was shown the notice: a row beside what is kept, in the same transaction."""

from datetime import datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from tongban.plumbing.access.actor import Actor
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.database.prepared import execute

OFFICE_ZONE: Final = ZoneInfo("Asia/Shanghai")
_NOTE: Final = (
    "insert into privacy_acknowledgement (id, city, person_id, text_id, channel,"
    " at_body_id, acknowledged_at) select %s, %s, %s, t, %s, %s, %s"
    " from privacy_text_in_force(%s, 'notice', 'platform', %s) t"
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

    Where the city has published none there is nothing to note.
    """
    is_window = channel == "window"
    execute(
        _NOTE,
        [
            new_key(),
            actor.city,
            person_id,
            channel if channel in {"window", "api"} else "web",
            body_id if is_window else None,
            at,
            actor.city,
            at.astimezone(OFFICE_ZONE).date(),
        ],
    )
