"""Facts that the catalogue tells; fields are only ever added."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tongban.plumbing.outbox.publishing import Fact


@dataclass(frozen=True)
class ItemPublished(Fact):
    """A version of an item was published, in force from a day."""

    item_id: UUID
    version_id: UUID
    handling_code: str
    effective_on: date


@dataclass(frozen=True)
class VersionWithdrawn(Fact):
    """A version was taken out of force from a day."""

    item_id: UUID
    version_id: UUID
    withdrawn_on: date


@dataclass(frozen=True)
class EntryChanged(Fact):
    """A version of a directory entry was published; so many implementations are asked."""

    entry_id: UUID
    version_id: UUID
    basic_code: str
    effective_on: date
    proposals: int
