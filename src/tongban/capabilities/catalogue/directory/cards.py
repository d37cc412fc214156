"""Values of the basic directory, as pages, the API and the command line show them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tongban.capabilities.catalogue.directory.slots import Slot
from tongban.capabilities.catalogue.types import Basis

Document = dict[str, Any]


@dataclass(frozen=True)
class Counts:
    """How many implementations, how many rest on an older version, how many elements agree."""

    implementations: int
    drift: int
    equal: int
    stated: int

    @property
    def uniformity(self) -> float | None:
        """Equal elements of all; None where nothing is compared yet."""
        return self.equal / self.stated if self.stated else None


@dataclass(frozen=True)
class EntryCard:
    """An entry as its version in force says it."""

    entry_id: UUID
    basic_code: str
    level: str
    name: str
    item_type: str
    number: int
    effective_on: date
    levels: tuple[str, ...]
    claims: int
    counts: Counts


@dataclass(frozen=True)
class DirectoryTotals:
    """The whole directory on a day."""

    entries: int
    claimed: int
    counts: Counts


@dataclass(frozen=True)
class EntryVersionCard:
    """One version of an entry, and what it rests on."""

    version_id: UUID
    number: int
    name: str
    effective_on: date
    basis: Basis
    reason: str
    published_at: datetime
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class ImplementationCard:
    """What one body has in force for the entry, held against it."""

    item_id: UUID
    body_id: UUID
    handling_code: str
    name: str
    number: int
    effective_on: date
    drifts: bool
    rests_on: int | None
    equal: int
    stated: int
    differing: tuple[str, ...]
    departing: tuple[str, ...]
    said: Document


@dataclass(frozen=True)
class ClaimCard:
    """A body that took the entry on itself."""

    claim_id: UUID
    body_id: UUID
    exercise_level: str
    claimed_at: datetime


@dataclass(frozen=True)
class EntryDetail:
    """An entry whole: its versions (newest first), claims, implementations, side by side."""

    card: EntryCard
    versions: tuple[EntryVersionCard, ...]
    claims: tuple[ClaimCard, ...]
    implementations: tuple[ImplementationCard, ...]


@dataclass(frozen=True)
class ProposalCard:
    """What a new version of an entry asks of an implementation."""

    proposal_id: UUID
    basic_code: str
    entry_name: str
    number: int
    effective_on: date
    item_id: UUID
    handling_code: str
    body_id: UUID
    departing: tuple[str, ...]
    labels: tuple[str, ...]
    draft_id: UUID | None
    # The draft that the body is writing for this item at the moment, whoever began it.
    running_draft: UUID | None
    is_done: bool


@dataclass(frozen=True)
class Departure:
    """A uniform element of a text that is not as the directory has it."""

    key: str
    label: str
    where: str
    mode: str


@dataclass(frozen=True)
class EntryPublished:
    """What publishing a version of an entry did: proposals made, implementations that agree."""

    entry_id: UUID
    version_id: UUID
    number: int
    proposals: int
    conforming: int
