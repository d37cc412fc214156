"""The register of authority of one item: intake modes at halls, and delegations."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tongban.capabilities.catalogue.models import Delegation, IntakeMode
from tongban.capabilities.catalogue.types import DelegationCard, IntakeModeCard
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@query
def list_intake_modes(*, actor: Actor, item_id: UUID) -> list[IntakeModeCard]:
    """How the item is taken in, hall by hall, the latest entries first."""
    rows = IntakeMode.objects.filter(city=actor.city, item_id=item_id)
    return [
        IntakeModeCard(row.venue_id, row.mode, *_days(row.valid))
        for row in rows.order_by("-valid", "venue_id")
    ]


@query
def list_delegations(*, actor: Actor, item_id: UUID) -> list[DelegationCard]:
    """Who may accept or decide for the department, the latest entries first."""
    rows = Delegation.objects.filter(city=actor.city, item_id=item_id)
    return [
        DelegationCard(
            row.to_body_id, row.power, row.document_number, *_days(row.valid)
        )
        for row in rows.order_by("-valid", "to_body_id")
    ]


def _days(valid: Any) -> tuple[date, date | None]:
    last = valid.upper - timedelta(days=1) if valid.upper else None
    return valid.lower, last
