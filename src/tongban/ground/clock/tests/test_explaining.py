"""The explanation: it tells every day, and its counted days are the limit."""

from datetime import date, timedelta
from random import Random

import pytest

from tongban.ground.clock import DayLine, Limit, Pause, china_calendar, due, explain
from tongban.ground.clock.agreement import make_calendars, make_history

CHINA = china_calendar()
THURSDAY = date(2026, 9, 24)


def test_tells_the_autumn_holidays_day_by_day() -> None:
    lines = explain(THURSDAY, Limit(5, "working_day"), CHINA)
    assert [(line.day.day, line.counted, line.reason) for line in lines] == [
        (24, False, "受理当日，不计入"),
        (25, False, "法定节假日"),
        (26, False, "法定节假日"),
        (27, False, "法定节假日"),
        (28, True, "工作日"),
        (29, True, "工作日"),
        (30, True, "工作日"),
        *((day, False, "法定节假日") for day in range(1, 8)),
        (8, True, "工作日"),
        (9, True, "工作日，期限届满"),
    ]
    assert lines[0].article == "民法典 第二百零一条"
    assert lines[1].article == "行政许可法 第八十二条"
    assert lines[-1].article == "行政许可法 第四十二条"


def test_names_the_article_of_the_limit_it_is_given() -> None:
    lines = explain(
        THURSDAY,
        Limit(10, "working_day"),
        CHINA,
        limit_article="行政许可法 第四十四条",
    )
    assert lines[-1].article == "行政许可法 第四十四条"


def test_tells_pauses_and_extension() -> None:
    pauses = [Pause(date(2026, 11, 2), date(2026, 11, 4))]
    lines = explain(date(2026, 11, 2), Limit(1, "working_day"), CHINA, pauses, 2)
    assert lines[1:] == [
        DayLine(date(2026, 11, 3), False, "暂停期间，不计入", "行政许可法 第四十五条"),
        DayLine(date(2026, 11, 4), False, "暂停期间，不计入", "行政许可法 第四十五条"),
        DayLine(date(2026, 11, 5), True, "工作日", "行政许可法 第八十二条"),
        DayLine(
            date(2026, 11, 6), True, "工作日（延长的期限）", "行政许可法 第四十二条"
        ),
        DayLine(date(2026, 11, 7), False, "周末", "行政许可法 第八十二条"),
        DayLine(date(2026, 11, 8), False, "周末", "行政许可法 第八十二条"),
        DayLine(
            date(2026, 11, 9),
            True,
            "工作日（延长的期限），期限届满",
            "行政许可法 第四十二条",
        ),
    ]


def test_tells_how_an_end_on_a_day_off_moves() -> None:
    lines = explain(date(2026, 11, 2), Limit(5, "natural_day"), CHINA)
    assert lines[-3:] == [
        DayLine(date(2026, 11, 7), True, "自然日，期限届满", "行政许可法 第四十二条"),
        DayLine(date(2026, 11, 8), False, "周末，继续顺延", "民法典 第二百零三条"),
        DayLine(
            date(2026, 11, 9),
            False,
            "工作日，期限顺延到这一天",
            "民法典 第二百零三条",
        ),
    ]


@pytest.mark.parametrize(
    ("limit", "last"),
    [(Limit(1, "month"), date(2026, 12, 2)), (Limit(1, "year"), date(2027, 11, 2))],
)
def test_names_the_article_of_months_and_years(limit: Limit, last: date) -> None:
    line = explain(date(2026, 11, 2), limit, CHINA)[-1]
    assert (line.day, line.counted) == (last, True)
    assert line.article == "民法典 第二百零二条"


def test_tells_a_limit_of_nought() -> None:
    nought = Limit(0, "working_day")
    at_once = "行政许可法 第三十四条"
    zero = DayLine(THURSDAY, False, "当日办结，受理当日到期", at_once)
    assert explain(THURSDAY, nought, CHINA) == [zero]
    moved = explain(date(2026, 11, 7), nought, CHINA)
    assert [line.reason for line in moved] == [
        "当日办结，受理当日休息，期限顺延",
        "周末，继续顺延",
        "工作日，期限顺延到这一天",
    ]


def test_ends_with_the_first_day_of_a_running_pause() -> None:
    lines = explain(
        THURSDAY,
        Limit(5, "working_day"),
        CHINA,
        [Pause(date(2026, 9, 29), None), Pause(date(2026, 9, 30), None)],
    )
    assert lines[-1] == DayLine(
        date(2026, 9, 30), False, "暂停期间，不计入", "行政许可法 第四十五条"
    )
    early = explain(
        THURSDAY, Limit(5, "working_day"), CHINA, [Pause(date(2026, 9, 1), None)]
    )
    assert [line.day for line in early] == [THURSDAY, date(2026, 9, 25)]


def test_marks_a_year_that_is_not_announced() -> None:
    lines = explain(date(2026, 12, 31), Limit(1, "working_day"), CHINA)
    assert lines[-1].reason == "暂按周一至周五，期限届满"


def test_tells_each_day_once_and_counts_just_the_limit() -> None:
    random, calendars = Random(5), make_calendars()  # noqa: S311 - a sample
    for i in range(1_500):
        calendar = calendars[i % len(calendars)]
        accepted_on, limit, pauses, extension = make_history(random)
        answer = due(accepted_on, limit, calendar, pauses, extension)
        lines = explain(accepted_on, limit, calendar, pauses, extension)
        assert [line.day for line in lines] == [
            accepted_on + timedelta(days=n) for n in range(len(lines))
        ]
        counted = [line.day for line in lines if line.counted]
        if answer.due_on:
            assert lines[-1].day == answer.due_on
        if answer.due_on and limit.unit in ("working_day", "natural_day"):
            assert len(counted) == limit.value + extension
        if limit.unit == "working_day":
            assert all(calendar.is_working_day(day) for day in counted)
        assert all(line.reason and line.article for line in lines)
