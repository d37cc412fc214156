"""Values about lists that cross to others and reach pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from tongban.ground.reviews import DRAFTING, Opinion


@dataclass(frozen=True)
class LegalBasis:
    """What a release rests on; `rank` is one that its kind allows."""

    title: str
    rank: str
    article: str = ""
    number: str = ""


@dataclass(frozen=True)
class Entry:
    """A row to be added: what it names, and why where its kind asks that.

    `code` is the handling code of an item, `part` the key of its material, fee or step;
    for a proof, `code` is its code in the material catalogue.
    """

    code: str
    part: str = ""
    reason: str = ""
    basis: str = ""
    terms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OpinionCard(Opinion):
    """What one reviewer said of a release that was handed in."""


@dataclass(frozen=True)
class ReleaseCard:
    """A release as it stands: `stage` says who has to do the next thing."""

    release_id: UUID
    kind: str
    kind_title: str
    number: int
    title: str
    body_id: UUID
    basis: LegalBasis
    venue_id: UUID | None = None
    venue_name: str = ""
    # Of which class of windows, and the papers that belong to it, by the keys of the kind.
    window_class_id: UUID | None = None
    window_class_name: str = ""
    papers: Mapping[str, str] = field(default_factory=dict)
    rows: int = 0
    stage: str = DRAFTING
    digest: str = ""
    handed_in: int = 0
    effective_on: date | None = None
    published_at: datetime | None = None
    revised_at: datetime | None = None
    opinions: tuple[OpinionCard, ...] = ()


@dataclass(frozen=True)
class ShownRow:
    """A row as it is read: one text a column, and where its guide stands."""

    row_id: UUID
    cells: tuple[str, ...]
    code: str
    # The guide has a later version in force than the one that the list names.
    is_overtaken: bool = False


@dataclass(frozen=True)
class RowsPage:
    """Some rows of a release, with the headings of its columns."""

    headings: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    total: int


@dataclass(frozen=True)
class Download:
    """A list as a file."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Change:
    """One element of a row that differs between two releases."""

    code: str
    element: str
    before: str
    after: str


@dataclass(frozen=True)
class ReleaseDifference:
    """What came, what went, and what reads otherwise."""

    headings: tuple[str, ...]
    added: tuple[ShownRow, ...]
    removed: tuple[ShownRow, ...]
    changed: tuple[Change, ...]


@dataclass(frozen=True)
class DemandCard:
    """A report that a cancelled proof was demanded, as the keepers of the list see it."""

    demand_id: UUID
    number: str
    proof: str
    demanded_by: str
    demanded_on: date | None
    told: str
    phone: str
    reported_at: datetime
    answer: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True)
class ListDocument:
    """A release as data: its head, and a reference and the columns of every row."""

    head: dict[str, Any]
    headings: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class ListedItem:
    """An item on a list in force, and why it stands there where the list says so."""

    kind: str
    item_id: UUID
    venue_name: str
    reason: str
    basis: str


@dataclass(frozen=True)
class WindowDuty:
    """A window of a hall on a day: its class, and the list of that class."""

    window_id: UUID
    venue_id: UUID
    number: str
    name: str
    window_class_id: UUID | None = None
    window_class_name: str = ""
    since: date | None = None
    # The release that says what it takes in; None where it is of no class.
    release_id: UUID | None = None


# What a department may let its window in a hall do, as pages say it.
POWER_WORDS: Final = {"accept": "受理", "review": "审核", "decide": "决定"}


@dataclass(frozen=True)
class PowerCard:
    """A resident item at a hall on a day, and what of it the hall does itself (AUT-03)."""

    item_id: UUID
    code: str
    name: str
    body_id: UUID
    body: str
    venue_id: UUID
    venue_name: str
    # Of "accept", "review" and "decide", in this order; none: the window only receives.
    powers: tuple[str, ...] = ()
    since: date | None = None
    document_number: str = ""

    @property
    def is_gap(self) -> bool:
        """Whether it moved in without the power to decide it (进必授权)."""
        return "decide" not in self.powers
