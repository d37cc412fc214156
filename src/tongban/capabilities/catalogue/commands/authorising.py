"""What the commands on the register of authority share."""

from datetime import date, datetime, timedelta
from uuid import UUID

from psycopg.types.range import DateRange

from tongban.capabilities.catalogue.models import Delegation, IntakeMode, Item
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, NotFound
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


def end_entry(
    actor: Actor, entry: Delegation | IntakeMode | None, last_day: date, at: datetime
) -> Delegation | IntakeMode:
    """Let an entry hold until a day, or on no day if that lies before its first.

    Refuses with NotFound, NotAllowed, MoveRefused where it ends by then anyway. The
    database refuses to change days that have passed, and keeps the days as registered.
    """
    if entry is None:
        raise NotFound("没有找到这条登记，请刷新页面。")
    if actor.person_id is None:
        raise NotAllowed("停用要由具体的人来做，请用自己的账号登录。")
    until = last_day + timedelta(days=1)
    if entry.valid.isempty or (entry.valid.upper and entry.valid.upper <= until):
        raise MoveRefused("这条登记到那天本来就不再有效，不用再停用。")
    first = entry.valid.lower
    entry.valid = DateRange(first, until) if first < until else DateRange(empty=True)
    entry.ended_by_id, entry.ended_at = actor.person_id, at
    entry.save(update_fields=["valid", "ended_by", "ended_at"])
    return entry
