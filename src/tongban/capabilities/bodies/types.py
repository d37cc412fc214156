"""Values about bodies at the desk that cross to others and reach pages."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tongban.capabilities.orgs.types import (
    BodyCard,
    FactCard,
    SuccessionCard,
    VenueCard,
)


@dataclass(frozen=True)
class LeftBehind:
    """What is still at a body: open cases, items in force, posts, halls."""

    cases: int
    items: int
    posts: int
    halls: int


@dataclass(frozen=True)
class BodyPage:
    """One body: as it is, as it was, who came before and after, and what it has."""

    card: BodyCard
    parent: str
    history: tuple[FactCard, ...]
    successions: tuple[SuccessionCard, ...]
    successors: tuple[BodyCard, ...]
    venues: tuple[VenueCard, ...]
    windows: int
    left: LeftBehind
    closed_at: datetime | None


@dataclass(frozen=True)
class Overview:
    """What is reported of all bodies of the city."""

    by_level: dict[str, int]
    zones: int
    vertical: int
    without_contacts: tuple[BodyCard, ...]
    misnamed: tuple[VenueCard, ...]


@dataclass(frozen=True)
class ImportLine:
    """One line of a file: what it would change, or what is wrong with it."""

    line: int
    code: str
    name: str
    # "new", "changed", "same" or "refused".
    news: str
    words: str


@dataclass(frozen=True)
class ImportSeen:
    """What taking in a file would do."""

    what: str
    lines: tuple[ImportLine, ...]

    def count(self, news: str) -> int:
        """How many lines are so."""
        return sum(one.news == news for one in self.lines)


@dataclass(frozen=True)
class ImportDone:
    """What taking in a file did: the changes that now wait for approval."""

    seen: ImportSeen
    changes: tuple[UUID, ...]


@dataclass(frozen=True)
class SchemeCard:
    """By which figures bodies are assessed."""

    scheme_id: UUID
    number: int
    title: str
    weights: tuple[dict[str, Any], ...]
    document_number: str


@dataclass(frozen=True)
class SheetCard:
    """A published sheet."""

    sheet_id: UUID
    body_id: UUID
    body: str
    first_day: date
    last_day: date
    scheme: str
    rows: tuple[dict[str, Any], ...]
    got: int
    of: int
    published_at: datetime
