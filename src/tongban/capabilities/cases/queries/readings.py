"""The log of readings: written with what is shown, and read by whose it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.cases.models import Case, CaseReading
from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.people.queries import list_staff_names
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.database.prepared import execute

MOST_SHOWN: Final = 100
_PURPOSE_WORDS: Final = {
    "handling": "办理",
    "closed": "办结后查看",
    "reveal": "看了完整的证件号码、电话和地址",
}
# The day of the office, by the database's clock: a reading has no other moment than its own.
_NOTE: Final = (
    "insert into case_reading (id, city, application_id, case_id, reader_id, body_id,"
    " purpose, reason, read_on) values (%s, %s, %s, %s, %s, %s, %s, %s,"
    " (now() at time zone 'Asia/Shanghai')::date) on conflict do nothing"
)


@dataclass(frozen=True)
class ReadingLine:
    """Who looked, from which body, when, and what for."""

    read_at: datetime
    who: str
    body: str
    purpose: str
    reason: str


def note_reading(actor: Actor, case: Case, *, reason: str = "") -> None:
    """Write down that this member of staff is shown this case, in the same transaction.

    With a reason: whole numbers and addresses are shown.
    """
    opened = "handling" if case.closed_at is None else "closed"
    near = [case.body_id, case.received_body_id]
    body = next((one for one in near if one in actor.org_ids), None)
    execute(
        _NOTE,
        [
            new_key(),
            case.city,
            case.application_id,
            case.id,
            actor.person_id,
            body or next(iter(actor.org_ids), None),
            "reveal" if reason else opened,
            reason,
        ],
    )


@query
def list_readings(*, actor: Actor, case_id: UUID) -> list[ReadingLine]:
    """Who of the staff looked at a case, newest first, for whose it is and for auditors."""
    rows = list(
        CaseReading.objects.filter(case_id=case_id).order_by("-read_at")[:MOST_SHOWN]
    )
    if not rows:
        return []
    names = list_staff_names(actor=actor, person_ids=[row.reader_id for row in rows])
    seen_at = {row.body_id for row in rows if row.body_id}
    named = list_bodies(actor=actor, only=seen_at)
    bodies = {row.body_id: row.name for row in named}
    return [
        ReadingLine(
            row.read_at,
            names.get(row.reader_id, "工作人员"),
            bodies.get(row.body_id, "") if row.body_id else "",
            _PURPOSE_WORDS[row.purpose],
            row.reason,
        )
        for row in rows
    ]
