"""Counting due days: the published vectors, and what is refused."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from tongban.ground.clock import (
    LONGEST,
    UNITS,
    CannotCount,
    Due,
    Limit,
    Pause,
    Unit,
    china_calendar,
    count_working_days,
    due,
    due_by_walking,
    due_many,
    months_later,
)

CHINA = china_calendar()
VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text("utf-8"))
FIVE = Limit(5, "working_day")
THURSDAY = date(2026, 9, 24)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("clock", [due, due_by_walking])
@pytest.mark.parametrize(
    "vector", [pytest.param(vector, id=vector["why"]) for vector in VECTORS]
)
def test_gives_the_published_answer(vector: dict[str, Any], clock: Any) -> None:
    pauses = [
        Pause(date.fromisoformat(pause["from"]), day(pause["to"]))
        for pause in vector["pauses"]
    ]
    for ordered in (pauses, pauses[::-1]):
        assert clock(
            date.fromisoformat(vector["accepted_on"]),
            Limit(vector["limit"], vector["unit"]),
            CHINA,
            ordered,
            vector["extension"],
        ) == Due(
            day(vector["due_on"]), "cn-2026.1", vector["provisional"], vector["paused"]
        )


def test_counts_many_in_their_order() -> None:
    histories = [
        (THURSDAY, FIVE, (), 0),
        (THURSDAY, FIVE, (Pause(THURSDAY, None),), 0),
        (THURSDAY, Limit(0, "year"), (), 0),
        (THURSDAY, FIVE, (), 0),
    ]
    assert [answer.due_on for answer in due_many(histories, CHINA)] == [
        date(2026, 10, 9),
        None,
        THURSDAY,
        date(2026, 10, 9),
    ]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("value", [-1, True, 2.0, "5", None, 10**9, 10**4000])
def test_refuses_a_limit_that_is_no_limit(value: object, unit: Unit) -> None:
    with pytest.raises(CannotCount, match="时限"):
        Limit(cast("int", value), unit)


def test_refuses_an_unknown_unit() -> None:
    with pytest.raises(CannotCount, match="working_day"):
        Limit(5, cast("Unit", "hour"))


@pytest.mark.parametrize("extension", [-1, True, 2.0, 10**9])
def test_refuses_an_extension_that_is_none(extension: object) -> None:
    with pytest.raises(CannotCount, match="延长"):
        due(THURSDAY, FIVE, CHINA, (), cast("int", extension))


@pytest.mark.parametrize("unit", UNITS)
def test_refuses_what_only_together_is_too_long(unit: Unit) -> None:
    with pytest.raises(CannotCount, match="时限加上延长"):
        due(THURSDAY, Limit(LONGEST[unit], unit), CHINA, (), 1)


@pytest.mark.parametrize("unit", UNITS)
def test_carries_the_longest_limit_from_today(unit: Unit) -> None:
    answer = due(THURSDAY, Limit(LONGEST[unit], unit), CHINA)
    assert answer.provisional
    assert answer.due_on
    assert answer.due_on.year > 2120


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(
    "accepted_on", [date.min, date(1979, 12, 31), date(2149, 12, 31), date.max]
)
def test_refuses_to_leave_the_tables(accepted_on: date, unit: Unit) -> None:
    with pytest.raises(CannotCount, match="1980 年到 2149 年"):
        due(accepted_on, Limit(5, unit), CHINA)


@pytest.mark.parametrize("unit", UNITS)
def test_refuses_a_pause_that_leads_out_of_the_tables(unit: Unit) -> None:
    with pytest.raises(CannotCount, match="1980 年到 2149 年"):
        due(THURSDAY, Limit(5, unit), CHINA, [Pause(THURSDAY, date.max)])


def test_begins_with_the_first_day_of_its_tables() -> None:
    first = date(1980, 1, 1)
    for clock in (due, due_by_walking):
        answer = clock(first, FIVE, CHINA)
        assert (answer.due_on, answer.provisional) == (date(1980, 1, 8), True)


def test_takes_pauses_far_outside_the_tables_that_do_nothing() -> None:
    pauses = [Pause(date.min, date(1970, 1, 1)), Pause(date(2300, 1, 1), date.max)]
    assert due(THURSDAY, FIVE, CHINA, pauses).due_on == date(2026, 10, 9)


def test_refuses_a_pause_that_ends_before_it_begins() -> None:
    with pytest.raises(CannotCount, match="不能早于"):
        Pause(date(2026, 9, 2), date(2026, 9, 1))


def test_refuses_moments_where_days_are_meant() -> None:
    moment = datetime(2026, 9, 24, 20, tzinfo=UTC)
    with pytest.raises(CannotCount, match="受理日期"):
        due(moment, FIVE, CHINA)
    with pytest.raises(CannotCount, match="开始日"):
        Pause(moment, None)
    with pytest.raises(CannotCount, match="结束日"):
        Pause(THURSDAY, moment)


@pytest.mark.parametrize(
    ("pauses", "days"),
    [
        ([], 5),
        ([Pause(date(2026, 9, 28), date(2026, 9, 29))], 4),
        ([Pause(date(2026, 9, 1), date(2026, 9, 10))], 5),
        ([Pause(date(2026, 9, 1), date(2026, 9, 28))], 4),
        ([Pause(date(2026, 9, 1), date(2026, 10, 30))], 0),
        ([Pause(date(2026, 9, 29), None)], 2),
        ([Pause(date(2026, 10, 9), date(2026, 10, 20))], 5),
        (
            [
                Pause(date(2026, 9, 28), date(2026, 9, 30)),
                Pause(THURSDAY, date(2026, 9, 29)),
            ],
            2,
        ),
    ],
)
def test_counts_the_working_days_that_no_pause_takes_out(
    pauses: list[Pause], days: int
) -> None:
    assert count_working_days(CHINA, THURSDAY, date(2026, 10, 9), pauses) == days


def test_counts_no_days_backwards() -> None:
    assert count_working_days(CHINA, date(2026, 10, 9), THURSDAY) == 0


def test_finds_the_same_day_of_a_later_month() -> None:
    assert months_later(date(2026, 8, 31), 1) == date(2026, 9, 30)
    assert months_later(date(2026, 8, 31), 4) == date(2026, 12, 31)
    assert months_later(date(2026, 8, 31), 0) == date(2026, 8, 31)
