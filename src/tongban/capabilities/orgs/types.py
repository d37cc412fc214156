"""Values about cities, bodies and venues that cross to others."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tongban.ground.zone import OFFICE_ZONE


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
    parent_id: UUID | None = None
    # Whether it stands on the day that was asked about, or has ended or not begun.
    stands: bool = True
    is_vertical: bool = False
    leader: str = ""
    section: str = ""
    region_kind: str = ""


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
    zone: str = OFFICE_ZONE.key
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
    leader: str = ""
    section: str = ""


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


@dataclass(frozen=True)
class Takes:
    """Who comes after a body or region, and what it takes over."""

    code: str
    takes: str = ""


@dataclass(frozen=True)
class BodySaid:
    """What a body is to be from a day on; None leaves what is so."""

    name: str | None = None
    short_name: str | None = None
    kind: str | None = None
    parent: str | None = None
    is_vertical: bool | None = None
    leader: str | None = None
    section: str | None = None
    phone: str | None = None
    address: str | None = None


@dataclass(frozen=True)
class BodyChange:
    """One body in a change: what it is to be, that it is new, or that it ends."""

    code: str
    said: BodySaid = field(default_factory=BodySaid)
    # Of a new one only: credit code, level, region.
    uscc: str = ""
    level: str = ""
    region: str = ""
    ends: bool = False
    successors: tuple[Takes, ...] = ()


@dataclass(frozen=True)
class RegionChange:
    """One region in a change."""

    code: str
    name: str | None = None
    kind: str | None = None
    parent: str | None = None
    # Of a new one only.
    level: str = ""
    ends: bool = False
    successors: tuple[Takes, ...] = ()


@dataclass(frozen=True)
class ChangeAsked:
    """A change as somebody drafts it."""

    kind: str
    document_number: str
    effective_on: date
    reason: str
    bodies: tuple[BodyChange, ...] = ()
    regions: tuple[RegionChange, ...] = ()


@dataclass(frozen=True)
class ChangeCard:
    """A change and what became of it."""

    change_id: UUID
    kind: str
    words: str
    document_number: str
    effective_on: date
    reason: str
    drafted_by_id: UUID
    drafted_at: datetime
    outcome: str
    answered_by_id: UUID | None
    answer_reason: str
    lines: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class FactCard:
    """What was so of a body from a day on."""

    valid_from: date | None
    name: str
    short_name: str
    kind: str
    parent: str
    is_vertical: bool
    leader: str
    section: str
    phone: str
    address: str
    is_ended: bool
    document_number: str


@dataclass(frozen=True)
class SuccessionCard:
    """Who came after whom, from which day, and what they took over."""

    from_id: UUID
    from_name: str
    to_id: UUID
    to_name: str
    from_day: date
    takes: str


@dataclass(frozen=True)
class RegionCard:
    """A region as it is on a day."""

    region_id: UUID
    code: str
    name: str
    level: str
    kind: str
    parent_code: str
    stands: bool


@dataclass(frozen=True)
class PilotCard:
    """A measure at a body: since when, until when, and when it was wanted."""

    measure: str
    title: str
    body_id: UUID
    body: str
    level: str
    starts_on: date | None
    ends_on: date | None
    due_on: date | None
    document_number: str
    # "on", "coming", "over", "late" or "waiting".
    state: str


@dataclass(frozen=True)
class MeasureCard:
    """Something that can start at some bodies before others."""

    code: str
    title: str
    about: str


@dataclass(frozen=True)
class PilotLine:
    """A measure starts at a body, ends, or is wanted by a day."""

    measure: str
    body: str
    document_number: str
    starts_on: date | None = None
    last_on: date | None = None
    due_on: date | None = None
