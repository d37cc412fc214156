"""What the commands on the register of authority share."""

from datetime import date, timedelta
from uuid import UUID

from psycopg.types.range import DateRange

from tongban.capabilities.catalogue.models import Item
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.actor import Actor


def item_of(actor: Actor, item_id: UUID) -> Item:
    """The item of the city. Refuses with NotFound."""
    item = Item.objects.filter(city=actor.city, pk=item_id).first()
    if item is None:
        raise NotFound("没有找到这个事项。")
    return item


def days_valid(first: date, last: date | None) -> "DateRange":
    """The days from the first to the last, both included. Refuses with Invalid."""
    if last is not None and last < first:
        raise Invalid(
            {
                "valid_until": "截止日期早于开始日期，请改正，例如 2026-01-01 到 2027-12-31。"
            }
        )
    return DateRange(first, last + timedelta(days=1) if last else None)
