"""Facts that assisted handling tells the others; fields are only ever added."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongban.plumbing.outbox.publishing import Fact


@dataclass(frozen=True)
class AgencyOrderMoved(Fact):
    """An order was asked, or took a step: which, by whom, in which words."""

    order_id: UUID
    number: int
    kind: str
    by_name: str
    words: str
    moved_at: datetime
