"""The two implementations against each other, on as many made-up cases as you like."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from tongban.ground.clock.calendar import Calendar, china_calendar
from tongban.ground.clock.counting import History, due
from tongban.ground.clock.reference import due_by_walking
from tongban.ground.clock.values import Due, Limit, Pause, Unit

# The announced years, with a piece of a year not announced at both ends.
_FIRST: Final = date(2017, 11, 1)
_SPAN: Final = (date(2027, 4, 30) - _FIRST).days

_LONGEST: Final[dict[Unit, int]] = {
    "working_day": 60,
    "natural_day": 120,
    "month": 9,
    "year": 2,
}
# By weight: a year is slow to walk, and its corners are those of the month.
_UNITS: Final[dict[Unit, int]] = {
    "working_day": 60,
    "natural_day": 30,
    "month": 9,
    "year": 1,
}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A case on which the two implementations differ: at least one of them is wrong."""

    history: History
    calendar: str
    counted: Due
    walked: Due


def compare(count: int, seed: int) -> list[Disagreement]:
    """Make `count` cases from `seed` and give those answered differently."""
    random = Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    calendars = make_calendars()
    cases = ((make_history(random), random.choice(calendars)) for _ in range(count))
    found = (find_disagreement(history, calendar) for history, calendar in cases)
    return [disagreement for disagreement in found if disagreement]


def find_disagreement(
    history: History, calendar: Calendar, clock: Callable[..., Due] = due
) -> Disagreement | None:
    """Give the difference between `clock` and the walk on one case, if there is one."""
    accepted_on, limit, pauses, extension = history
    counted = clock(accepted_on, limit, calendar, pauses, extension)
    walked = due_by_walking(accepted_on, limit, calendar, pauses, extension)
    if counted == walked:
        return None
    return Disagreement(history, calendar.version, counted, walked)


def make_calendars() -> list[Calendar]:
    """Give the national calendar, one with local holidays, and one with a year missing."""
    china = china_calendar()
    local = {
        year: type(days)(
            # Three days in a row, as regions with their own festivals have them.
            days.holidays | ({date(year, 3, 3 + i) for i in range(3)} - days.make_up),
            days.make_up,
            days.notice,
        )
        for year, days in china.years.items()
    }
    gap = {year: days for year, days in china.years.items() if year != 2022}  # noqa: PLR2004
    return [
        china,
        china,
        Calendar("local", "690100", local),
        Calendar("gap", "CN", gap),
    ]


def make_history(random: Random) -> History:
    """Make one case: any unit, up to four pauses that may overlap, run on, or miss it."""
    accepted_on = _FIRST + timedelta(days=random.randrange(_SPAN))
    unit = random.choices(list(_UNITS), list(_UNITS.values()))[0]
    longest = _LONGEST[unit]
    # Nought and the smallest limits are where the corners are.
    value = random.choice([0, 1, 2, random.randint(0, longest)])
    extension = random.choice([0, 0, 0, 1, random.randint(0, max(1, longest // 4))])
    pauses = [
        _make_pause(random, accepted_on) for _ in range(random.choice([0, 0, 1, 2, 4]))
    ]
    return accepted_on, Limit(value, unit), pauses, extension


def _make_pause(random: Random, accepted_on: date) -> Pause:
    begin = accepted_on + timedelta(days=random.choice([-25, -3, 0, 1, 2, 5, 9]))
    begin += timedelta(days=random.choice([0, 0, random.randint(0, 60)]))
    if random.random() < 0.05:  # noqa: PLR2004
        return Pause(begin, None)
    length = random.choice([0, 1, 2, 3, random.randint(0, 45)])
    return Pause(begin, begin + timedelta(days=length))
