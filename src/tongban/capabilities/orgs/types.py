"""Values about cities, bodies and venues that cross to others."""

from dataclasses import dataclass
from datetime import date
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
    level: str = ""


@dataclass(frozen=True)
class WindowCard:
    """A counter in a hall."""

    window_id: UUID
    venue_id: UUID
    number: str
    name: str
    kind: str


@dataclass(frozen=True)
class WindowClassCard:
    """A class of windows, and the subjects whose items it is for."""

    window_class_id: UUID
    code: str
    name: str
    about: str
    themes: frozenset[str]


@dataclass(frozen=True)
class CityLine:
    """A city as it is loaded."""

    code: str
    name: str
    host: str = ""
    zone: str = "Asia/Shanghai"
    is_sample: bool = False


@dataclass(frozen=True)
class RegionLine:
    """A region as it is loaded; the parent is named by its code, empty at the top."""

    code: str
    name: str
    level: str
    kind: str
    parent: str
    valid_from: date


@dataclass(frozen=True)
class BodyLine:
    """A body as it is loaded; region and parent are named by their codes."""

    code: str
    name: str
    short_name: str
    uscc: str
    level: str
    kind: str
    region: str
    parent: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class VenueLine:
    """A hall as it is loaded; region and body are named by their codes."""

    code: str
    name: str
    level: str
    region: str
    body: str
    address: str
    hours: str
    phone: str


@dataclass(frozen=True)
class WindowLine:
    """A counter as it is loaded; its hall is named by its code."""

    venue: str
    number: str
    name: str
    kind: str


@dataclass(frozen=True)
class WindowClassLine:
    """A class of windows as it is loaded; subjects are codes as "firm:040"."""

    code: str
    name: str
    about: str
    themes: tuple[str, ...] = ()
