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
        IntakeModeCard(row.id, row.venue_id, row.mode, *_days(row))
        for row in rows.order_by("-valid", "venue_id")
    ]


@query
def list_delegations(*, actor: Actor, item_id: UUID) -> list[DelegationCard]:
    """Who may accept or decide for the department, the latest entries first."""
    rows = Delegation.objects.filter(city=actor.city, item_id=item_id)
    return [
        DelegationCard(
            row.id, row.to_body_id, row.power, row.document_number, *_days(row)
        )
        for row in rows.order_by("-valid", "to_body_id")
    ]


def _days(row: Delegation | IntakeMode) -> tuple[date, date | None, bool]:
    """First and last day, and whether the entry was taken back before it held."""
    days: Any = row.registered_valid if row.valid.isempty else row.valid
    last = days.upper - timedelta(days=1) if days.upper else None
    return days.lower, last, row.valid.isempty
