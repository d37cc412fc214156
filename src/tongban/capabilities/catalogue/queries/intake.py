"""How an item is taken in at a hall, and with what authority."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from tongban.capabilities.catalogue.models import (
    Delegation,
    IntakeMode,
    Item,
    ItemVersion,
)
from tongban.capabilities.catalogue.types import IntakeCard
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@query
def get_intake(
    *, actor: Actor, item_id: UUID, venue_id: UUID, day: date
) -> IntakeCard | None:
    """The intake mode of an item at a hall on a day; None where it is not taken in there.

    `may_accept` and `may_decide` say what the hall's own body may do: the same rules that
    the database holds every event against.
    """
    intake = (
        IntakeMode.objects.filter(
            city=actor.city, item_id=item_id, venue_id=venue_id, valid__contains=day
        )
        .select_related("item", "venue")
        .first()
    )
    if intake is None:
        return None
    if intake.item.body_id == intake.venue.body_id:
        return IntakeCard(venue_id, intake.mode, may_accept=True, may_decide=True)
    powers = set(
        Delegation.objects.filter(
            item_id=item_id, to_body_id=intake.venue.body_id, valid__contains=day
        ).values_list("power", flat=True)
    )
    accepting = intake.mode in {"entrusted_acceptance", "instant"}
    return IntakeCard(
        venue_id=venue_id,
        mode=intake.mode,
        may_accept=accepting and "accept" in powers,
        may_decide=intake.mode == "instant" and "decide" in powers,
    )


@query
def find_items_taken_in(
    *, actor: Actor, venue_ids: Collection[UUID], day: date
) -> frozenset[UUID]:
    """The items that any of these halls takes in on a day."""
    rows = IntakeMode.objects.filter(
        city=actor.city, venue_id__in=list(venue_ids), valid__contains=day
    )
    return frozenset(rows.values_list("item_id", flat=True))


@query
def list_items_of_hall(*, actor: Actor, body_id: UUID) -> list[UUID]:
    """The items that are, or ever were, registered at a hall of this body.

    Which of their cases it sees is the wall's matter, by the entries of today.
    """
    rows = IntakeMode.objects.filter(city=actor.city, venue__body_id=body_id)
    return list(rows.values_list("item_id", flat=True).distinct())


@query
def list_item_ids(
    *, actor: Actor, handling_codes: Iterable[str] = (), basic_codes: Iterable[str] = ()
) -> dict[str, UUID]:
    """The keys of items by their handling codes or basic codes, in force or not."""
    rows = Item.objects.filter(city=actor.city).filter(
        Q(handling_code__in=list(handling_codes)) | Q(basic_code__in=list(basic_codes))
    )
    return {row.handling_code: row.id for row in rows}


@query
def list_item_names(*, actor: Actor, item_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of items, each as its newest version says."""
    rows = ItemVersion.objects.filter(item_id__in=list(item_ids))
    return {
        row.item_id: row.name for row in rows.order_by("number").only("item_id", "name")
    }


@query
def find_item_id(*, actor: Actor, handling_code: str) -> UUID | None:
    """The key of an item by its handling code, whether in force or not."""
    return (
        Item.objects.filter(city=actor.city, handling_code=handling_code)
        .values_list("id", flat=True)
        .first()
    )
