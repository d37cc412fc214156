"""One more step of an order, numbered after the last that was seen."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.agency.models import AgencyStep
from tongban.plumbing.access.actor import Actor


def put_step(
    actor: Actor,
    order_id: UUID,
    last: int,
    kind: str,
    *,
    at: datetime,
    words: str = "",
    mandate_id: UUID | None = None,
    case_id: UUID | None = None,
    post_id: UUID | None = None,
) -> int:
    """Write the step; the database says whether it is up to this person. Gives its number."""
    step = AgencyStep(
        city=actor.city,
        order_id=order_id,
        number=last + 1,
        kind=kind,
        by_id=actor.natural_person,
        mandate_id=mandate_id,
        case_id=case_id,
        post_id=post_id,
        words=words.strip(),
        happened_at=at,
    )
    AgencyStep.objects.bulk_create([step])
    return step.number
