"""Facts that lists tell; fields are only ever added."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tongban.plumbing.outbox.publishing import Fact


@dataclass(frozen=True)
class ListPublished(Fact):
    """A release of a list was published, in force from a day."""

    release_id: UUID
    kind: str
    effective_on: date
