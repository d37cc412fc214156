"""Values about cities, bodies and venues that cross to others."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class BodyCard:
    """A body as others show it."""

    body_id: UUID
    code: str
    name: str
    short_name: str
    level: str
    kind: str
    phone: str
    address: str
    region_code: str


@dataclass(frozen=True)
class VenueCard:
    """A hall as others show it."""

    venue_id: UUID
    code: str
    name: str
    body_id: UUID
    address: str
    hours: str
    phone: str


@dataclass(frozen=True)
class WindowCard:
    """A counter in a hall."""

    window_id: UUID
    venue_id: UUID
    number: str
    name: str
    kind: str
