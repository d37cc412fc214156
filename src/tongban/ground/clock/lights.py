"""The light of a case: normal, yellow, red past the promise, red past the statute."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.counting import count_working_days
from tongban.ground.clock.values import Pause

Colour = Literal["normal", "yellow", "red", "red_statutory"]

WORDS: Final[dict[Colour, str]] = {
    "normal": "正常",
    "yellow": "即将到期",
    "red": "超过承诺时限",
    "red_statutory": "超过法定时限",
}
PAUSED_WORD: Final = "暂停计时"

_WHOLE: Final = 100


@dataclass(frozen=True, slots=True)
class LightThresholds:
    """When the light turns yellow: either condition is enough. An office may change both."""

    yellow_days_left: int = 1
    yellow_used_per_cent: int = 90


@dataclass(frozen=True, slots=True)
class Light:
    """A colour with its word (colour alone tells nothing to those who do not see it).

    `days_left`: working days after today up to the promised day; below nought the
    working days since; None while a pause runs.
    """

    colour: Colour
    word: str
    days_left: int | None


def light(
    *,
    accepted_on: date,
    promised_due_on: date | None,
    statutory_due_on: date | None,
    today: date,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    thresholds: LightThresholds | None = None,
) -> Light:
    """Judge a case that is still open.

    `promised_due_on` is None while a pause runs, `statutory_due_on` also where no
    statute sets a limit. On the due day itself a case is not late: the day ends at 24:00.
    """
    left = None
    if promised_due_on is not None:
        left = _days_left(calendar, today, promised_due_on, pauses)
    if statutory_due_on is not None and today > statutory_due_on:
        return _light("red_statutory", left)
    if promised_due_on is None or left is None:
        return Light("normal", PAUSED_WORD, None)
    if today > promised_due_on:
        return _light("red", left)
    thresholds = thresholds or LightThresholds()
    whole = count_working_days(calendar, accepted_on, promised_due_on, pauses)
    used = whole - left
    if (
        left <= thresholds.yellow_days_left
        or used * _WHOLE >= whole * thresholds.yellow_used_per_cent
    ):
        return _light("yellow", left)
    return _light("normal", left)


def _light(colour: Colour, left: int | None) -> Light:
    return Light(colour, WORDS[colour], left)


def _days_left(
    calendar: Calendar, today: date, due_on: date, pauses: Sequence[Pause]
) -> int:
    if today > due_on:
        # Late days count whatever is paused now: a pause cannot mend a lateness.
        return -calendar.working_days_between(due_on, today)
    return count_working_days(calendar, today, due_on, pauses)
