"""The values a clock is told and gives: limits, pauses and due days."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from tongban.ground.refusals import Refusal

Unit = Literal["working_day", "natural_day", "month", "year"]

UNITS: Final[tuple[Unit, ...]] = get_args(Unit)

# No limit of Chinese law is longer (residential land use: 70 years). A bound keeps a
# typing slip, such as 2026 in the field of days, from becoming a promise.
LONGEST: Final[dict[Unit, int]] = {
    "working_day": 25_000,
    "natural_day": 36_600,
    "month": 1_200,
    "year": 100,
}

UNIT_WORDS: Final[dict[Unit, str]] = {
    "working_day": "个工作日",
    "natural_day": "日",
    "month": "个月",
    "year": "年",
}


class CannotCount(Refusal):
    """A limit, a pause or a calendar from which no due day can be counted."""


def require_day(day: object, what: str) -> None:
    """Refuse all but a plain date: a moment would hide in which zone its day lies."""
    if type(day) is not date:
        raise CannotCount(f"{what}要写成哪年哪月哪日，不带钟点，例如 2026-09-24")


@dataclass(frozen=True, slots=True)
class Limit:
    """How long something may take, such as 20 working days."""

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise CannotCount(
                "时限的单位只有 working_day（工作日）、natural_day（自然日）、"
                "month（月）、year（年）四种，例如 working_day"
            )
        require_amount(self.value, self.unit, "时限")


def require_amount(value: object, unit: Unit, what: str) -> None:
    """Refuse all but whole numbers from nought to the longest limit of the unit."""
    # A bool is an int in Python, and `true` in a file is a slip, not one day.
    if type(value) is not int:
        raise CannotCount(f"{what}要写整数，不带引号和小数，例如 20")
    if value < 0:
        raise CannotCount(f"{what}不能是负数，当日办结写 0，例如 20")
    if value > LONGEST[unit]:
        raise CannotCount(
            f"{what}最长 {LONGEST[unit]} {UNIT_WORDS[unit]}，请核对有没有多写几位，例如 20"
        )


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that is not counted: the days after `begin`, up to and with `end`.

    Without an `end` the pause still runs.
    """

    begin: date
    end: date | None

    def __post_init__(self) -> None:
        require_day(self.begin, "暂停的开始日")
        if self.end is None:
            return
        require_day(self.end, "暂停的结束日")
        if self.end < self.begin:
            raise CannotCount(
                "暂停的结束日不能早于开始日，例如从 2026-09-01 到 2026-09-10"
            )


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a limit, with the version of the calendar it was counted by.

    `provisional`: a year was asked whose calendar is not announced (暂定).
    `paused`: a pause still runs, so that nobody can know the day yet.
    """

    due_on: date | None
    calendar: str
    provisional: bool
    paused: bool
