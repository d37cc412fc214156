"""The clock port: the one place where pages, endpoints and commands ask what time it is.

In a sample city the day can be moved, so that deadlines can be watched; anywhere else the
port answers the machine's clock.
"""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from tongban.ground.zone import OFFICE_ZONE

_MOVED_DAYS_FILE = "moved-days.txt"


def now() -> datetime:
    """The present moment, moved in a sample city by whole days."""
    return timezone.now() + timedelta(days=_moved_days())


def today() -> date:
    """The day at the office."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day at the office that a moment belongs to."""
    return moment.astimezone(OFFICE_ZONE).date()


def _moved_days() -> int:
    if not settings.SAMPLE_CITY:
        return 0
    path = settings.TONGBAN_DATA / _MOVED_DAYS_FILE
    return int(path.read_text()) if path.exists() else 0
