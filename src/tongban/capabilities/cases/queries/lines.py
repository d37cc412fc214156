"""Cases as rows of a list: a fixed number of queries, however many there are."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseLine
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.catalogue.types import Guide
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.database.prepared import fetch_all

# What a line is made of. Whole cases and applications cost more than the rest of a page.
_COLUMNS: Final = (
    *("id", "number", "version_id", "application_id", "state"),
    *("submitted_at", "accepted_at", "promised_due_on", "statutory_due_on"),
    "is_provisional",
)
_PARTIES: Final = (
    "select application_id, role, name from party where application_id = any(%s)"
    " order by application_id, place, id"
)
_CHANNELS: Final = "select id, channel from application where id = any(%s)"


def read_rows(rows: "QuerySet[Any]", limit: int, *more: str) -> list[Any]:
    """The first of these cases with what a line is made of, and `more` of their columns."""
    return list(rows.values_list(*_COLUMNS, *more, named=True)[:limit])


def list_lines(actor: Actor, rows: Sequence[Any]) -> list[CaseLine]:
    """The cases that `read_rows` gave, with their applicants and items."""
    guides = {
        version: get_guide(actor=actor, version_id=version)
        for version in {row.version_id for row in rows}
    }
    # Who applies stands in the guide's first role; an agent never takes that place.
    roles = {
        row.application_id: guides[row.version_id].party_roles[0].role for row in rows
    }
    names: dict[UUID, str] = {}
    for application_id, role, name in fetch_all(_PARTIES, [list(roles)]):
        if role == roles[application_id]:
            names.setdefault(application_id, name)
    channels = dict(fetch_all(_CHANNELS, [list(roles)]))
    return [
        _line(
            row,
            guides[row.version_id],
            names.get(row.application_id, ""),
            channels[row.application_id],
        )
        for row in rows
    ]


def _line(row: Any, guide: Guide, applicant: str, channel: str) -> CaseLine:
    return CaseLine(
        case_id=row.id,
        number=row.number,
        item_name=guide.name,
        applicant=applicant,
        state=CaseState(row.state),
        channel=channel,
        submitted_at=row.submitted_at,
        promised_due_on=row.promised_due_on,
        statutory_due_on=row.statutory_due_on,
        is_provisional=row.is_provisional,
        body_name=guide.body_name,
        accepted_at=row.accepted_at,
    )
