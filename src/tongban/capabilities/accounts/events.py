"""Facts that accounts tell the others; fields are only ever added."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongban.plumbing.outbox.publishing import Fact


@dataclass(frozen=True)
class AccountReadmitted(Fact):
    """Phone and second factors of an account were taken away, by people."""

    readmission_id: UUID
    person_id: UUID
    readmitted_at: datetime
