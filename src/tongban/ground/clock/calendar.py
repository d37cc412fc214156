"""Which days are worked: holidays and make-up days of each announced year, per region."""

import json
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import accumulate, compress
from types import MappingProxyType
from typing import Any, Final, TypedDict

from tongban.ground.clock.values import CannotCount, Due

FORMAT: Final = "tongban.calendar/1"

# Counting looks days up in tables instead of walking, and a table has to end
# somewhere: the oldest paper case we may meet, and the longest limit from today.
FIRST_YEAR: Final = 1980
LAST_YEAR: Final = 2149
# Index 0 is the day before, so that "the day before" of the first day has a place.
DAY_BEFORE_FIRST: Final = date(FIRST_YEAR, 1, 1).toordinal() - 1
_DAYS: Final = date(LAST_YEAR, 12, 31).toordinal() - DAY_BEFORE_FIRST + 1
_SATURDAY: Final = 6


class YearDays(TypedDict, total=False):
    """One year as it is written down: days as dates or as text like 2026-10-01."""

    holidays: Iterable[date | str]
    make_up: Iterable[date | str]
    notice: str


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One announced year: its days off, its worked weekend days, and who said so."""

    holidays: frozenset[date]
    make_up: frozenset[date]
    notice: str


class DayTables:
    """What a calendar says of each day, laid out so that counting needs no walking.

    A day's index is its ordinal less DAY_BEFORE_FIRST.
    """

    __slots__ = ("dues", "rank", "unannounced", "working", "works")

    def __init__(self, years: Mapping[int, CalendarYear]) -> None:
        """Lay out the tables; some milliseconds, so once per calendar."""
        first_weekday = date.fromordinal(DAY_BEFORE_FIRST).weekday()
        week = bytes([1, 1, 1, 1, 1, 0, 0])
        pattern = week[first_weekday:] + week * (_DAYS // 7 + 1)
        works = bytearray(pattern[:_DAYS])
        for year in years.values():
            for day in year.holidays:
                works[day.toordinal() - DAY_BEFORE_FIRST] = 0
            for day in year.make_up:
                works[day.toordinal() - DAY_BEFORE_FIRST] = 1
        self.works = bytes(works)
        self.rank = array("i", accumulate(works))
        """How many days up to and with this one are worked."""
        self.working = array("i", compress(range(_DAYS), works))
        """The index of the first, second, … worked day."""
        self.unannounced = _count_unannounced(years)
        """How many days up to and with this one lie in a year not announced."""
        self.dues: dict[int, Due] = {}
        """Answers given before: a Due is a value, and few days are ever due."""


def _count_unannounced(years: Mapping[int, CalendarYear]) -> "array[int]":
    counts = array("i", [0])
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        days = date(year, 12, 31).timetuple().tm_yday
        last = counts[-1]
        counts.extend(
            [last] * days if year in years else range(last + 1, last + days + 1)
        )
    return counts


@dataclass(frozen=True)
class Calendar:
    """The working days of a region, in one version. Never changed: a new year is a new version."""

    version: str
    region: str
    years: Mapping[int, CalendarYear] = field(hash=False)
    tables: DayTables = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.version or not self.region:
            raise CannotCount(
                "日历要写明版本和地区，例如 version 写 cn-2026.1，region 写 CN"
            )
        for year, days in self.years.items():
            _require_sound_year(year, days)
        years = MappingProxyType(dict(sorted(self.years.items())))
        object.__setattr__(self, "years", years)
        object.__setattr__(self, "tables", DayTables(years))

    def __reduce__(self) -> tuple[Any, ...]:
        """Let another process have it: the tables are laid out anew there."""
        return (Calendar, (self.version, self.region, dict(self.years)))

    @classmethod
    def from_days(
        cls, version: str, region: str, years: Mapping[int, YearDays]
    ) -> "Calendar":
        """Make a calendar from plain lists of days by year."""
        return cls(
            version,
            region,
            {
                year: CalendarYear(
                    holidays=_read_days(days.get("holidays", ())),
                    make_up=_read_days(days.get("make_up", ())),
                    notice=days.get("notice", ""),
                )
                for year, days in years.items()
            },
        )

    def index(self, day: date) -> int:
        """Give the day's place in the tables. Refuses days outside them."""
        index = day.toordinal() - DAY_BEFORE_FIRST
        if not 1 <= index < _DAYS:
            raise out_of_tables()
        return index

    def is_working_day(self, day: date) -> bool:
        """Whether the office works that day, make-up days included."""
        return self.tables.works[self.index(day)] == 1

    def is_announced(self, year: int) -> bool:
        """Whether the State Council's notice for that year is in this calendar."""
        return year in self.years

    def reason(self, day: date) -> str:
        """Say in Chinese why the day is worked or not."""
        year = self.years.get(day.year)
        if year is None:
            return "暂按周一至周五"
        if day in year.make_up:
            return "调休上班"
        if day in year.holidays:
            return "法定节假日"
        return "周末" if day.isoweekday() >= _SATURDAY else "工作日"

    def next_working_day(self, day: date) -> date:
        """Give the day itself if it is worked, else the first worked day after it."""
        tables = self.tables
        before = tables.rank[self.index(day) - 1]
        if before >= len(tables.working):
            raise out_of_tables()
        return date.fromordinal(tables.working[before] + DAY_BEFORE_FIRST)

    def working_days_between(self, after: date, until: date) -> int:
        """How many days after `after`, up to and with `until`, are worked."""
        rank = self.tables.rank
        return max(0, rank[self.index(until)] - rank[self.index(after)])


def out_of_tables() -> CannotCount:
    """Make the refusal for days that the tables do not reach."""
    return CannotCount(
        f"只能计算 {FIRST_YEAR} 年到 {LAST_YEAR} 年之间的日期，"
        "请核对年份和时限，例如 2026-09-24"
    )


def _read_days(days: Iterable[date | str]) -> frozenset[date]:
    read = [day if isinstance(day, date) else _read_day(day) for day in days]
    if len(read) != len(set(read)):
        raise CannotCount("日历里同一天写了两遍，请删去一个，例如只留一个 2026-10-01")
    return frozenset(read)


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CannotCount(
            f"日历里的“{text}”不是日期，请写成年-月-日，例如 2026-10-01"
        ) from error


def _require_sound_year(year: int, days: CalendarYear) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise out_of_tables()
    stray = sorted(day for day in days.holidays | days.make_up if day.year != year)
    if stray:
        raise CannotCount(f"{stray[0]} 不在 {year} 年里，请放到它自己的年份下")
    both = sorted(days.holidays & days.make_up)
    if both:
        raise CannotCount(f"{both[0]} 既写成放假又写成上班，请只留一处")
    # A make-up day on a Wednesday is a slip of the pen that nobody would notice.
    weekdays = sorted(day for day in days.make_up if day.isoweekday() < _SATURDAY)
    if weekdays:
        raise CannotCount(f"{weekdays[0]} 不是周末，不用写成调休上班，请核对日期")


def read_calendar(text: str | bytes) -> Calendar:
    """Read a calendar from its JSON file (format tongban.calendar/1)."""
    try:
        document = json.loads(text)
        if document["format"] != FORMAT:
            raise CannotCount(f"日历文件的 format 不对，应写 {FORMAT}")
        years = {int(year): days for year, days in document["years"].items()}
        return Calendar.from_days(document["version"], document["region"], years)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise CannotCount(
            "日历文件读不懂：要有 format、version、region 和 years，"
            '例如 {"2026": {"holidays": ["2026-10-01"], "make_up": [], "notice": ""}}'
        ) from error


@cache
def china_calendar() -> Calendar:
    """Give the national calendar that comes with this version, 2018 to 2026."""
    data = files("tongban.ground.clock").joinpath("calendar_cn.json")
    return read_calendar(data.read_bytes())


def days_from(first: date, last: date) -> Iterable[date]:
    """Give each day from `first` to `last`, both included."""
    return (first + timedelta(days=i) for i in range((last - first).days + 1))
