"""Cases as rows of a list: a fixed number of queries, however many there are."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import F, QuerySet

from tongban.capabilities.cases.models import Party
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseLine
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.catalogue.types import Guide
from tongban.plumbing.access.actor import Actor

# What a line is made of. Whole cases and applications cost more than the rest of a page.
_COLUMNS: Final = (
    *("id", "number", "version_id", "application_id", "state", "channel"),
    *("submitted_at", "accepted_at", "promised_due_on", "statutory_due_on"),
    "is_provisional",
)


def read_rows(rows: "QuerySet[Any]", limit: int, *more: str) -> list[Any]:
    """The first of these cases with what a line is made of, and `more` of their columns."""
    told = rows.annotate(channel=F("application__channel"))
    return list(told.values_list(*_COLUMNS, *more, named=True)[:limit])


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
    parties = (
        Party.objects.filter(application_id__in=list(roles))
        .order_by("application_id", "place", "id")
        .values_list("application_id", "role", "name")
    )
    names: dict[UUID, str] = {}
    for application_id, role, name in parties:
        if role == roles[application_id]:
            names.setdefault(application_id, name)
    return [
        _line(row, guides[row.version_id], names.get(row.application_id, ""))
        for row in rows
    ]


def _line(row: Any, guide: Guide, applicant: str) -> CaseLine:
    return CaseLine(
        case_id=row.id,
        number=row.number,
        item_name=guide.name,
        applicant=applicant,
        state=CaseState(row.state),
        channel=row.channel,
        submitted_at=row.submitted_at,
        promised_due_on=row.promised_due_on,
        statutory_due_on=row.statutory_due_on,
        is_provisional=row.is_provisional,
        body_name=guide.body_name,
        accepted_at=row.accepted_at,
    )
