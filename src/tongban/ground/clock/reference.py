"""The due day again, by walking one day after the other: slow, and plain to read.

It exists to be right, and to disagree with `counting.py` if that is wrong. It takes
nothing from there or from the calendar's tables, only the listed days.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.values import Due, Limit, Pause

_ONE_DAY = timedelta(days=1)
_FRIDAY = 5


class _Walk:
    """One walk from the day of acceptance on, which remembers what it asked."""

    def __init__(
        self, accepted_on: date, calendar: Calendar, pauses: Sequence[Pause]
    ) -> None:
        self.day = accepted_on
        self.accepted_on = accepted_on
        self.years = calendar.years
        self.pauses = pauses
        self.is_provisional = False

    def step(self) -> None:
        self.day += _ONE_DAY

    def works(self) -> bool:
        year = self.years.get(self.day.year)
        if year is None:
            self.is_provisional = True
            return self.day.isoweekday() <= _FRIDAY
        if self.day in year.holidays:
            return False
        return self.day in year.make_up or self.day.isoweekday() <= _FRIDAY

    def is_taken_out(self) -> bool:
        if self.day == self.accepted_on:
            return False
        return any(
            pause.begin < self.day and (pause.end is None or self.day <= pause.end)
            for pause in self.pauses
        )

    def never_goes_on(self) -> bool:
        if self.day == self.accepted_on:
            return False
        return any(
            pause.end is None and pause.begin < self.day for pause in self.pauses
        )


def due_by_walking(
    accepted_on: date,
    limit: Limit,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extension: int = 0,
) -> Due:
    """Count the due day day by day. Same arguments and answer as `due`."""
    walk = _Walk(accepted_on, calendar, pauses)
    amount = limit.value + extension
    by_working_days = limit.unit == "working_day"
    if limit.unit in ("month", "year"):
        left = _days_until_same_day(
            accepted_on, amount * 12 if limit.unit == "year" else amount
        )
    else:
        left = amount
    while left:
        walk.step()
        if walk.never_goes_on():
            return Due(None, calendar.version, walk.is_provisional, paused=True)
        if not walk.is_taken_out() and (not by_working_days or walk.works()):
            left -= 1
    # Counted working days end on one; all other ends may have to move.
    if not by_working_days or amount == 0:
        while walk.is_taken_out() or not walk.works():
            if walk.never_goes_on():
                return Due(None, calendar.version, walk.is_provisional, paused=True)
            walk.step()
    return Due(walk.day, calendar.version, walk.is_provisional, paused=False)


def _days_until_same_day(start: date, months: int) -> int:
    """Walk until the month has changed so often and the day is the same, or its last."""
    day, changes, days = start, 0, 0
    while True:
        tomorrow = day + _ONE_DAY
        if changes == months and (day.day == start.day or tomorrow.day == 1):
            return days
        if tomorrow.day == 1:
            changes += 1
        day, days = tomorrow, days + 1
