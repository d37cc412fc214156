"""Facts that mandates tell the others; fields are only ever added."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongban.plumbing.outbox.publishing import Fact


@dataclass(frozen=True)
class MandateGiven(Fact):
    """Somebody may act for another from now on."""

    mandate_id: UUID
    given_at: datetime


@dataclass(frozen=True)
class MandateEnded(Fact):
    """A mandate was taken back, or given up."""

    mandate_id: UUID
    ended_at: datetime
