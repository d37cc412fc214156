"""The day of receipt: until 24:00, or until the office closes where a region says so."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from tongban.ground.clock import CannotCount, china_calendar, received_on
from tongban.ground.zone import OFFICE_ZONE

CHINA = china_calendar()


@pytest.mark.parametrize(
    ("moment", "closes_at", "day"),
    [
        (
            datetime(2026, 9, 24, 23, 59, 59, tzinfo=OFFICE_ZONE),
            None,
            date(2026, 9, 24),
        ),
        (datetime(2026, 9, 24, 16, tzinfo=UTC), None, date(2026, 9, 25)),
        (datetime(2026, 10, 3, 9, tzinfo=OFFICE_ZONE), None, date(2026, 10, 3)),
        (
            datetime(2026, 9, 24, 16, 59, tzinfo=OFFICE_ZONE),
            time(17),
            date(2026, 9, 24),
        ),
        (datetime(2026, 9, 24, 17, tzinfo=OFFICE_ZONE), time(17), date(2026, 9, 28)),
        (datetime(2026, 10, 3, 9, tzinfo=OFFICE_ZONE), time(17), date(2026, 10, 8)),
        (datetime(2026, 10, 9, 18, tzinfo=OFFICE_ZONE), time(17), date(2026, 10, 10)),
    ],
)
def test_is_the_day_by_the_regions_rule(
    moment: datetime, closes_at: time | None, day: date
) -> None:
    assert received_on(moment, CHINA, closes_at=closes_at) == day


def test_is_a_day_of_the_offices_zone() -> None:
    urumqi = timezone(timedelta(hours=6))
    moment = datetime(2026, 9, 24, 17, tzinfo=UTC)
    assert received_on(moment, CHINA, zone=urumqi) == date(2026, 9, 24)


def test_is_not_guessed_without_a_zone() -> None:
    with pytest.raises(CannotCount, match="时区"):
        received_on(datetime(2026, 9, 24, 17), CHINA)  # noqa: DTZ001
