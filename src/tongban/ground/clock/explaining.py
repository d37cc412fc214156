"""Why a due day is what it is: each day from day 0 on, with its reason and article."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tongban.ground.clock.calendar import Calendar, days_from
from tongban.ground.clock.counting import due, months_later
from tongban.ground.clock.values import Limit, Pause

DAY_ZERO: Final = "民法典 第二百零一条"
NATURAL_DAYS: Final = "民法典 第二百条"
SAME_DAY_OF_MONTH: Final = "民法典 第二百零二条"
LAST_DAY_MOVES: Final = "民法典 第二百零三条"
AT_ONCE: Final = "行政许可法 第三十四条"
DECISION_LIMIT: Final = "行政许可法 第四十二条"
NOT_COUNTED: Final = "行政许可法 第四十五条"
WORKING_DAYS: Final = "行政许可法 第八十二条"


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day: whether it used up the limit, why, and by which article."""

    day: date
    counted: bool
    reason: str
    article: str


def explain(
    accepted_on: date,
    limit: Limit,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extension: int = 0,
    *,
    limit_article: str = DECISION_LIMIT,
) -> list[DayLine]:
    """List every day from day 0 to the due day.

    While a pause still runs, the list ends with the first day it takes out.
    `limit_article` sets the limit, and stands beside the last day that is counted.
    """
    answer = due(accepted_on, limit, calendar, pauses, extension)
    if limit.value + extension == 0:
        if answer.due_on == accepted_on:
            return [DayLine(accepted_on, False, "当日办结，受理当日到期", AT_ONCE)]
        reason = "当日办结，受理当日休息，期限顺延"
        zero = DayLine(accepted_on, False, reason, LAST_DAY_MOVES)
    else:
        zero = DayLine(accepted_on, False, "受理当日，不计入", DAY_ZERO)
    story = _Story(
        accepted_on=accepted_on,
        limit=limit,
        calendar=calendar,
        pauses=pauses,
        extension=extension,
        limit_article=limit_article,
    )
    last = answer.due_on or story.first_day_of_running_pause()
    later = [day for day in days_from(accepted_on, last) if day > accepted_on]
    return [zero, *(story.line(day) for day in later)]


class _Story:
    """Tells the days in order; it has to be asked for each, once."""

    def __init__(
        self,
        *,
        accepted_on: date,
        limit: Limit,
        calendar: Calendar,
        pauses: Sequence[Pause],
        extension: int,
        limit_article: str,
    ) -> None:
        self.accepted_on = accepted_on
        self.limit = limit
        self.calendar = calendar
        self.pauses = pauses
        self.limit_article = limit_article
        self.told = 0
        if limit.unit in ("working_day", "natural_day"):
            self.length = limit.value + extension
            self.length_without_extension = limit.value
        else:
            self.length = self._natural_days(limit.value + extension)
            self.length_without_extension = self._natural_days(limit.value)

    def line(self, day: date) -> DayLine:
        if any(
            pause.begin < day and (pause.end is None or day <= pause.end)
            for pause in self.pauses
        ):
            return DayLine(day, False, "暂停期间，不计入", NOT_COUNTED)
        if self.told == self.length:
            return self._moved(day)
        if self.limit.unit == "working_day":
            reason, article = self.calendar.reason(day), WORKING_DAYS
            if not self.calendar.is_working_day(day):
                return DayLine(day, False, reason, article)
        else:
            reason, article = "自然日", NATURAL_DAYS
        self.told += 1
        if self.told > self.length_without_extension:
            reason, article = f"{reason}（延长的期限）", DECISION_LIMIT
        if self.told == self.length:
            reason, article = f"{reason}，期限届满", self._last_article()
        return DayLine(day, True, reason, article)

    def first_day_of_running_pause(self) -> date:
        """Give the first day that can never be counted."""
        begin = min(pause.begin for pause in self.pauses if pause.end is None)
        first = max(begin, self.accepted_on)
        return date.fromordinal(first.toordinal() + 1)

    def _moved(self, day: date) -> DayLine:
        """Tell a day after a limit that ended on a day off."""
        reason = self.calendar.reason(day)
        if self.calendar.is_working_day(day):
            return DayLine(day, False, f"{reason}，期限顺延到这一天", LAST_DAY_MOVES)
        return DayLine(day, False, f"{reason}，继续顺延", LAST_DAY_MOVES)

    def _last_article(self) -> str:
        if self.limit.unit in ("month", "year"):
            return SAME_DAY_OF_MONTH
        return self.limit_article

    def _natural_days(self, amount: int) -> int:
        months = amount * 12 if self.limit.unit == "year" else amount
        return months_later(self.accepted_on, months).toordinal() - (
            self.accepted_on.toordinal()
        )
