"""Values about indicators that cross to others and reach pages."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class Counted:
    """What an item asked on a day of the past, and where that is written."""

    counted_on: date
    materials: int
    steps: int
    visits: int
    source: str
    # Why an earlier registration is corrected; empty for the first.
    reason: str = ""


@dataclass(frozen=True)
class BaselineCard:
    """A registered baseline of an item."""

    baseline_id: UUID
    item_id: UUID
    number: int
    counted: Counted
    registered_on: date
    registered_at: datetime


@dataclass(frozen=True)
class Download:
    """A file that was made: its name, media type and bytes."""

    name: str
    media_type: str
    content: bytes
