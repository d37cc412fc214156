"""The calendar: which days are worked, why, and what it refuses to hold."""

import json
import pickle
from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from tongban.ground.clock import Calendar, CannotCount, china_calendar, read_calendar
from tongban.ground.clock.calendar import YearDays

CHINA = china_calendar()
YEARS = range(2018, 2027)


def every_day() -> list[date]:
    first = date(YEARS[0], 1, 1)
    days = (date(YEARS[-1], 12, 31) - first).days + 1
    return [first + timedelta(days=i) for i in range(days)]


def test_agrees_with_chinesecalendar_on_every_day() -> None:
    assert [day for day in every_day() if CHINA.is_working_day(day)] == [
        day for day in every_day() if chinese_calendar.is_workday(day)
    ]


def test_agrees_with_holidays_on_every_make_up_day() -> None:
    china = holidays.country_holidays("CN", years=list(YEARS))
    theirs = {
        day
        for day in every_day()
        if day.isoweekday() >= 6 and china.is_working_day(day)
    }
    assert theirs == {day for year in CHINA.years.values() for day in year.make_up}
    assert len(theirs) == sum(len(year.make_up) for year in CHINA.years.values()) > 50


def test_knows_which_years_are_announced() -> None:
    assert [y for y in range(2010, 2035) if CHINA.is_announced(y)] == list(YEARS)
    assert all("国办发明电" in year.notice for year in CHINA.years.values())


@pytest.mark.parametrize(
    ("day", "works", "reason"),
    [
        (date(2026, 9, 24), True, "工作日"),
        (date(2026, 9, 25), False, "法定节假日"),
        (date(2026, 9, 20), True, "调休上班"),
        (date(2026, 9, 19), False, "周末"),
        (date(2027, 1, 1), True, "暂按周一至周五"),
        (date(2027, 1, 2), False, "暂按周一至周五"),
    ],
)
def test_says_why_a_day_is_worked_or_not(day: date, works: bool, reason: str) -> None:
    assert CHINA.is_working_day(day) is works
    assert CHINA.reason(day) == reason


def test_finds_the_next_working_day() -> None:
    assert CHINA.next_working_day(date(2026, 10, 1)) == date(2026, 10, 8)
    assert CHINA.next_working_day(date(2026, 10, 8)) == date(2026, 10, 8)
    assert CHINA.next_working_day(date(1980, 1, 1)) == date(1980, 1, 1)
    last = date(2149, 12, 31)
    closed = Calendar.from_days("v", "CN", {2149: YearDays(holidays=[last])})
    with pytest.raises(CannotCount):
        closed.next_working_day(last)


def test_counts_working_days_between() -> None:
    assert CHINA.working_days_between(date(2026, 9, 24), date(2026, 10, 9)) == 5
    assert CHINA.working_days_between(date(2026, 10, 9), date(2026, 9, 24)) == 0


@pytest.mark.parametrize("day", [date(1979, 12, 31), date(2150, 1, 1), date.max])
def test_refuses_days_outside_its_tables(day: date) -> None:
    with pytest.raises(CannotCount, match="1980 年到 2149 年"):
        CHINA.is_working_day(day)


def test_reaches_to_both_ends_of_its_tables() -> None:
    assert CHINA.is_working_day(date(1980, 1, 1))
    assert CHINA.is_working_day(date(2149, 12, 31))


@pytest.mark.parametrize(
    ("year", "days", "message"),
    [
        (2026, YearDays(holidays=["2026-02-30"]), "不是日期"),
        (2026, YearDays(holidays=["2025-10-01"]), "不在 2026 年里"),
        (2026, YearDays(holidays=["2026-10-01", "2026-10-01"]), "写了两遍"),
        (2026, YearDays(make_up=["2026-10-14"]), "不是周末"),
        (
            2026,
            YearDays(holidays=["2026-10-10"], make_up=["2026-10-10"]),
            "既写成放假又写成上班",
        ),
        (1970, YearDays(), "1980 年到 2149 年"),
    ],
)
def test_refuses_a_year_that_cannot_be(year: int, days: YearDays, message: str) -> None:
    with pytest.raises(CannotCount, match=message):
        Calendar.from_days("v", "CN", {year: days})


@pytest.mark.parametrize(("version", "region"), [("", "CN"), ("v", "")])
def test_refuses_to_be_nameless(version: str, region: str) -> None:
    with pytest.raises(CannotCount, match="版本和地区"):
        Calendar.from_days(version, region, {})


HEAD = '"format": "tongban.calendar/1", "version": "v", "region": "CN"'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": "x"}',
        f"{{{HEAD}}}",
        f'{{{HEAD}, "years": []}}',
        f'{{{HEAD}, "years": {{"x": {{}}}}}}',
        f'{{{HEAD}, "years": {{"2026": {{"holidays": 1}}}}}}',
    ],
)
def test_refuses_a_file_it_cannot_read(text: str) -> None:
    with pytest.raises(CannotCount, match="日历"):
        read_calendar(text)


def test_is_a_value() -> None:
    days = {2026: YearDays(holidays=["2026-10-01"], notice="n")}
    calendar = Calendar.from_days("v", "CN", days)
    same = Calendar.from_days(
        "v", "CN", {2026: YearDays(holidays=[date(2026, 10, 1)], notice="n")}
    )
    assert calendar == same
    assert hash(calendar) == hash(same)
    assert calendar != Calendar.from_days("v", "CN", {2026: YearDays()})
    assert pickle.loads(pickle.dumps(calendar)) == calendar  # noqa: S301
    with pytest.raises(TypeError):
        calendar.years[2027] = calendar.years[2026]  # type: ignore[index]


def test_reads_what_it_is_given() -> None:
    document = {
        "format": "tongban.calendar/1",
        "version": "anlan-2026.1",
        "region": "690100",
        "years": {"2026": {"holidays": ["2026-03-03"], "make_up": ["2026-03-07"]}},
    }
    calendar = read_calendar(json.dumps(document))
    assert not calendar.is_working_day(date(2026, 3, 3))
    assert calendar.is_working_day(date(2026, 3, 7))
    assert (calendar.version, calendar.region) == ("anlan-2026.1", "690100")
