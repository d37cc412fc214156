"""Orders of lawful purges, and the application that a case number leads to."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongban.capabilities.cases.models import PurgeOrder
from tongban.capabilities.cases.queries.sight import seen_by
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@dataclass(frozen=True)
class PurgeLine:
    """An order as a list shows it."""

    order_id: UUID
    application_id: UUID
    document_number: str
    reason: str
    proposed_by: UUID
    proposed_at: datetime
    approved_by: UUID | None
    approved_at: datetime | None


@query
def list_purges(*, actor: Actor) -> list[PurgeLine]:
    """The orders of the city, newest first, as who keeps its records may see them."""
    return [
        PurgeLine(
            row.id,
            row.application_id,
            row.document_number,
            row.reason,
            row.proposed_by,
            row.proposed_at,
            row.approved_by,
            row.approved_at,
        )
        for row in PurgeOrder.objects.order_by("-proposed_at", "-id")
    ]


@query
def get_application_key(*, actor: Actor, case_id: UUID) -> UUID:
    """The application that a case belongs to. Refuses with NotFound."""
    row = seen_by(actor).filter(pk=case_id).only("application_id").first()
    if row is None:
        raise NotFound("没有找到这个办件，或者您没有查看它的权限。")
    return row.application_id
