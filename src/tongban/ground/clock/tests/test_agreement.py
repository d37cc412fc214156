"""The two implementations: they agree, and would be caught if they did not."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.ground.clock import History, Limit, Pause, compare, due, due_by_walking
from tongban.ground.clock.agreement import (
    Disagreement,
    find_disagreement,
    make_calendars,
)
from tongban.ground.clock.values import UNITS, Due

CALENDARS = make_calendars()
BOUND = {"working_day": 80, "natural_day": 200, "month": 14, "year": 2}

days = st.dates(date(2017, 6, 1), date(2027, 6, 30))
limits = st.sampled_from(UNITS).flatmap(
    lambda unit: st.builds(Limit, st.integers(0, BOUND[unit]), st.just(unit))
)


@st.composite
def pauses(draw: st.DrawFn) -> Pause:
    begin = draw(days)
    length = draw(st.none() | st.integers(0, 90))
    return Pause(begin, None if length is None else begin + timedelta(days=length))


@st.composite
def near_pauses(draw: st.DrawFn, day: date) -> Pause:
    begin = day + timedelta(days=draw(st.integers(-20, 60)))
    return Pause(begin, begin + timedelta(days=draw(st.integers(0, 20))))


@settings(max_examples=600, deadline=None)
@given(data=st.data(), day=days, limit=limits, extension=st.integers(0, 15))
def test_agree_whatever_hypothesis_thinks_of(
    data: st.DataObject, day: date, limit: Limit, extension: int
) -> None:
    calendar = data.draw(st.sampled_from(CALENDARS))
    drawn = data.draw(st.lists(near_pauses(day) | pauses(), max_size=5))
    assert due(day, limit, calendar, drawn, extension) == due_by_walking(
        day, limit, calendar, drawn, extension
    )


def test_agree_on_twenty_thousand_cases() -> None:
    assert compare(20_000, seed=20261122) == []


def test_agree_on_every_day_of_the_calendar() -> None:
    first = date(2018, 1, 1)
    for calendar in CALENDARS[1:]:
        for i in range(9 * 365):
            accepted_on = first + timedelta(days=i)
            for limit in (Limit(0, "natural_day"), Limit(20, "working_day")):
                assert due(accepted_on, limit, calendar) == due_by_walking(
                    accepted_on, limit, calendar
                )


def test_would_show_a_difference() -> None:
    def wrong(*_: object) -> Due:
        return Due(date(2026, 1, 1), CALENDARS[0].version, False, False)

    history: History = (date(2026, 9, 24), Limit(5, "working_day"), [], 0)
    found = find_disagreement(history, CALENDARS[0], wrong)
    assert isinstance(found, Disagreement)
    assert found.counted.due_on == date(2026, 1, 1)
    assert found.walked.due_on == date(2026, 10, 9)
