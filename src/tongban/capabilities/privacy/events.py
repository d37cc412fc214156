"""Facts about personal data that others may hear; fields are only ever added."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongban.plumbing.outbox.publishing import Fact


@dataclass(frozen=True)
class PrivacyRequestFiled(Fact):
    """Somebody asked something of their data; its clock runs."""

    request_id: UUID
    filed_at: datetime


@dataclass(frozen=True)
class PrivacyRequestAnswered(Fact):
    """A request was answered: done, or refused."""

    request_id: UUID
    outcome: str
    answered_at: datetime
