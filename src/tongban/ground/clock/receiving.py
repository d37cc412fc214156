"""On which day something counts as received: the day of the office's zone, until 24:00."""

from datetime import date, datetime, time, timedelta, tzinfo

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.values import CannotCount
from tongban.ground.zone import OFFICE_ZONE


def received_on(
    moment: datetime,
    calendar: Calendar,
    *,
    zone: tzinfo = OFFICE_ZONE,
    closes_at: time | None = None,
) -> date:
    """Give the day an online filing counts as received.

    Without `closes_at` it is the day itself. With it, the region's parameter, what
    comes at that time or later, or on a day off, counts for the next working day.
    """
    if moment.utcoffset() is None:
        raise CannotCount("收到的时刻要带时区，例如 2026-09-24T18:30:00+08:00")
    local = moment.astimezone(zone)
    day = local.date()
    if closes_at is None:
        return day
    if local.time() >= closes_at:
        day += timedelta(days=1)
    return calendar.next_working_day(day)
