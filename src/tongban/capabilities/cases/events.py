"""Facts that cases tell the others; fields are only ever added."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tongban.plumbing.outbox.publishing import Fact


@dataclass(frozen=True)
class CaseMoved(Fact):
    """A case took a step: what it became, and by which event."""

    case_id: UUID
    event_id: UUID
    number: str
    kind: str
    occurred_at: datetime
    item_name: str
    promised_due_on: date | None = None
    step_name: str = ""
    step_time: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class DraftPreReviewed(Fact):
    """The office answered about a draft."""

    pre_review_id: UUID
    person_id: UUID
    handling_code: str
    item_name: str
    passed: bool
    answered_at: datetime


@dataclass(frozen=True)
class CaseUrged(Fact):
    """The window urged a case; what it said stays with the case."""

    case_id: UUID
    urge_id: UUID
    level: int
    number: str
    item_name: str
    at_body: str
    urged_at: datetime
    promised_due_on: date | None = None
    # The chief representative of the handling body, where it was escalated.
    told_id: UUID | None = None


@dataclass(frozen=True)
class PaperIssued(Fact):
    """A paper stands in the record; its file is still to be made."""

    paper_id: UUID
    case_id: UUID
    kind: str
