"""The queues of the worklist: where one is entered again in the middle, by a day."""

from datetime import date, timedelta

import pytest

from tongban.capabilities.cases.queries.queues import Queue, queues
from tongban.ground.clock import Limit, china_calendar, due

CALENDAR = china_calendar()
# Around the longest holiday of a year that is announced.
DAYS = [date(2026, 9, 20) + timedelta(days=n) for n in range(40)]


def accept_by(day: date) -> date:
    last = due(day, Limit(5, "working_day"), CALENDAR).due_on
    assert last is not None
    return last


@pytest.mark.parametrize("queue", queues(accept_by), ids=lambda queue: queue.number)
def test_a_queue_is_entered_at_its_first_case_of_that_day(queue: Queue) -> None:
    for day in DAYS:
        first = queue.since(day)
        assert queue.day_of(first) >= day
        assert queue.day_of(first - timedelta(days=1)) < day


def test_what_came_later_is_never_due_earlier() -> None:
    lasts = [accept_by(day) for day in DAYS]
    assert lasts == sorted(lasts)
