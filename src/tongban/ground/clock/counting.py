"""The due day: counted by looking up tables, not by walking the days.

`reference.py` does the same by walking. The two share no code on purpose.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from tongban.ground.clock.calendar import (
    DAY_BEFORE_FIRST,
    Calendar,
    DayTables,
    out_of_tables,
)
from tongban.ground.clock.values import (
    LONGEST,
    Due,
    Limit,
    Pause,
    require_amount,
    require_day,
)

History = tuple[date, Limit, Sequence[Pause], int]
"""Day of acceptance, limit, pauses, extension: all that a due day hangs on."""

_MONTHS_A_YEAR: Final = 12

# The end of a pause that still runs: later than all tables.
_NEVER: Final = 10**9

# An answer on its way: the day's index times two, plus one if provisional;
# below nought for "paused". One small number is quicker than a tuple of three.
_PAUSED: Final = -2


def due(
    accepted_on: date,
    limit: Limit,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extension: int = 0,
) -> Due:
    """Count the due day of one case. Refuses what `Limit` and the tables refuse."""
    return due_many([(accepted_on, limit, pauses, extension)], calendar)[0]


def due_many(histories: Iterable[History], calendar: Calendar) -> list[Due]:
    """Count the due days of many cases, in their order."""
    tables, dues, version = calendar.tables, calendar.tables.dues, calendar.version
    answers = []
    for accepted_on, limit, pauses, extension in histories:
        try:
            code = _count(tables, accepted_on, limit, pauses, extension)
        except IndexError as error:
            raise out_of_tables() from error
        answer = dues.get(code)
        if answer is None:
            answer = dues[code] = _answer(code, version)
        answers.append(answer)
    return answers


def count_working_days(
    calendar: Calendar, after: date, until: date, pauses: Sequence[Pause] = ()
) -> int:
    """How many worked days after `after`, up to and with `until`, no pause takes out."""
    rank = calendar.tables.rank
    at, end = calendar.index(after), calendar.index(until)
    total = 0
    for first, last in _stretches(pauses):
        if last <= at:
            continue
        if first >= end:
            break
        if first > at:
            total += rank[first] - rank[at]
        at = min(last, end)
    return total + max(0, rank[end] - rank[at])


def _answer(code: int, version: str) -> Due:
    provisional = bool(code & 1)
    if code < 0:
        return Due(None, version, provisional, paused=True)
    day = date.fromordinal((code >> 1) + DAY_BEFORE_FIRST)
    return Due(day, version, provisional, paused=False)


def _count(
    tables: DayTables,
    accepted_on: date,
    limit: Limit,
    pauses: Sequence[Pause],
    extension: int,
) -> int:
    if type(accepted_on) is not date:
        require_day(accepted_on, "受理日期")
    start = accepted_on.toordinal() - DAY_BEFORE_FIRST
    if not 1 <= start < len(tables.works):
        raise out_of_tables()
    unit, value = limit.unit, limit.value
    if extension:
        require_amount(extension, unit, "延长的时限")
        # Licensing law art. 42: the extension is more of the same limit.
        value += extension
        if value > LONGEST[unit]:
            require_amount(value, unit, "时限加上延长")
    if unit == "working_day" and value:
        if pauses:
            return _nth_working_day(tables, start, value, _stretches(pauses))
        rank, unannounced = tables.rank, tables.unannounced
        day = tables.working[rank[start] + value - 1]
        return day << 1 | (unannounced[day] != unannounced[start])
    if unit == "month":
        value = _natural_days(accepted_on, value)
    elif unit == "year":
        value = _natural_days(accepted_on, value * _MONTHS_A_YEAR)
    return _nth_natural_day(tables, start, value, _stretches(pauses))


def _stretches(pauses: Sequence[Pause]) -> list[tuple[int, int]]:
    """Give the pauses as indexes, earliest first: the last day counted, the last not."""
    stretches = [
        (
            pause.begin.toordinal() - DAY_BEFORE_FIRST,
            _NEVER if pause.end is None else pause.end.toordinal() - DAY_BEFORE_FIRST,
        )
        for pause in pauses
    ]
    stretches.sort()
    return stretches


def _nth_working_day(
    tables: DayTables, start: int, count: int, stretches: list[tuple[int, int]]
) -> int:
    rank, working, unannounced = tables.rank, tables.working, tables.unannounced
    at, asked = start, 0
    for first, last in stretches:
        # What an earlier pause or day 0 covers already is not taken out twice.
        if last <= at:
            continue
        if first > at:
            if working[rank[at] + count - 1] <= first:
                break
            count -= rank[first] - rank[at]
            asked += unannounced[first] - unannounced[at]
        if last == _NEVER:
            return _PAUSED | (asked > 0)
        at = last
    day = working[rank[at] + count - 1]
    return day << 1 | (asked + unannounced[day] - unannounced[at] > 0)


def _nth_natural_day(
    tables: DayTables, start: int, count: int, stretches: list[tuple[int, int]]
) -> int:
    at = start
    for first, last in stretches:
        if last <= at:
            continue
        # With nothing to count the limit ends on day 0, which no pause takes out.
        if not count or at + count <= first:
            break
        if first > at:
            count -= first - at
        if last == _NEVER:
            return _PAUSED
        at = last
    return _move_off(tables, start, at + count, stretches)


def _move_off(
    tables: DayTables, start: int, day: int, stretches: list[tuple[int, int]]
) -> int:
    """Move an end on a day off or in a pause to the next worked day outside one.

    Civil Code art. 203. Only days asked here can make the answer provisional: the
    days before were counted whatever they were.
    """
    works, unannounced = tables.works, tables.unannounced
    asked = 0
    while True:
        last = max(
            (last for first, last in stretches if max(first, start) < day <= last),
            default=0,
        )
        if last == _NEVER:
            return _PAUSED | (asked > 0)
        if last:
            day = last + 1
            continue
        asked += unannounced[day] - unannounced[day - 1]
        if works[day]:
            return day << 1 | (asked > 0)
        day += 1


def _natural_days(accepted_on: date, months: int) -> int:
    return months_later(accepted_on, months).toordinal() - accepted_on.toordinal()


def months_later(day: date, months: int) -> date:
    """Give the same day of a later month, or that month's last day.

    Civil Code art. 202.
    """
    years, month = divmod(day.month - 1 + months, _MONTHS_A_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
