"""Values of bulk changes: which items, what becomes of each, how far the batch has come."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from tongban.capabilities.catalogue.differences import Difference
from tongban.capabilities.catalogue.types import DraftCard, Finding


@dataclass(frozen=True)
class Chosen:
    """Items by filter; what is empty cuts nothing off."""

    body_id: UUID | None = None
    item_type: str = ""
    theme: str = ""


@dataclass(frozen=True)
class BulkRow:
    """What a change makes of one item: old and new by element, and what is found then."""

    handling_code: str
    name: str
    body_id: UUID
    changes: tuple[Difference, ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What would keep its draft from being handed in."""
        return tuple(one for one in self.findings if one.severity == "error")


@dataclass(frozen=True)
class BulkPreview:
    """The items that a change touches, and how many of those chosen it leaves alone."""

    words: str
    rows: tuple[BulkRow, ...]
    untouched: int


@dataclass(frozen=True)
class BatchCard:
    """A bulk change that was made: who, when, why, and how many items."""

    batch_id: UUID
    words: str
    reason: str
    made_by: UUID
    made_at: datetime
    items: int


@dataclass(frozen=True)
class Batch:
    """The same with its drafts, each where it stands."""

    card: BatchCard
    drafts: tuple[DraftCard, ...] = field(default=())


@dataclass(frozen=True)
class Outcome:
    """What became of one item of a batch; `refusal` says why it stays out."""

    draft_id: UUID
    name: str
    refusal: str = ""
