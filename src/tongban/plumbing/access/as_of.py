"""As of a day: what an address asks for besides today, read in one way for all pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from tongban.ground.refusals import Invalid


@dataclass(frozen=True)
class AsOf:
    """The day on which something was in force, and the moment at which that was known."""

    on: date | None = None
    known_at: datetime | None = None

    @property
    def is_asked(self) -> bool:
        """Whether another day or moment than today was asked for."""
        return self.on is not None or self.known_at is not None

    @property
    def address(self) -> dict[str, str]:
        """The same again, for the next address."""
        said = {}
        if self.on is not None:
            said["on"] = self.on.isoformat()
        if self.known_at is not None:
            said["known_at"] = self.known_at.isoformat()
        return said


def read_as_of(asked: Mapping[str, str]) -> AsOf:
    """What `on` and `known_at` of an address ask for. Refuses with Invalid."""
    return AsOf(_day(asked.get("on", "")), _moment(asked.get("known_at", "")))


def _day(said: str) -> date | None:
    if not said:
        return None
    try:
        found = parse_date(said)
    except ValueError:
        found = None
    if found is None:
        raise Invalid({"on": _("日期请写成 2026-03-01 这样。")})
    return found


def _moment(said: str) -> datetime | None:
    if not said:
        return None
    # A plus sign of an address that nobody escaped has become a blank.
    try:
        found = parse_datetime(said.replace(" ", "+"))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Invalid(
            {"known_at": _("时刻请写成 2026-03-01T09:00:00+08:00 这样，带上时区。")}
        )
    return found
