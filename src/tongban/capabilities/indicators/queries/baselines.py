"""Baselines as they were known on a day: the newest of each item, and all of one."""

from datetime import date
from uuid import UUID

from tongban.capabilities.indicators.models import ItemBaseline
from tongban.capabilities.indicators.types import BaselineCard, Counted
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@query
def list_baselines(*, actor: Actor, day: date) -> dict[UUID, BaselineCard]:
    """The baseline of each item that counted on a day: what was registered by then."""
    rows = ItemBaseline.objects.filter(city=actor.city, registered_on__lte=day)
    return {row.item_id: baseline_card(row) for row in rows.order_by("number")}


@query
def list_baselines_of(*, actor: Actor, item_id: UUID) -> list[BaselineCard]:
    """All that was ever registered for an item, the newest first."""
    rows = ItemBaseline.objects.filter(city=actor.city, item_id=item_id)
    return [baseline_card(row) for row in rows.order_by("-number")]


def baseline_card(row: ItemBaseline) -> BaselineCard:
    """The value of a registration."""
    return BaselineCard(
        baseline_id=row.id,
        item_id=row.item_id,
        number=row.number,
        counted=Counted(
            row.counted_on,
            row.materials,
            row.steps,
            row.visits,
            row.source,
            row.reason,
        ),
        registered_on=row.registered_on,
        registered_at=row.registered_at,
    )
