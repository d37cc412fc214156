"""Values about applications and cases that cross to faces and others."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.cases.states import CaseState


@dataclass(frozen=True)
class PartyEntry:
    """A party as typed: natural person or legal person, with document and role."""

    role: str
    kind: str
    name: str
    id_kind: str
    id_number: str
    phone: str = ""
    address: str = ""
    mandate: str = ""


@dataclass(frozen=True)
class MaterialEntry:
    """A material handed in: which one, in which form, and its file when electronic."""

    key: str
    received_form: str
    upload_id: UUID | None = None
    copies: int = 1


@dataclass(frozen=True)
class Wish:
    """How the result is to reach the applicant; post needs a name, a phone, an address."""

    way: str
    name: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class Filing:
    """Everything that is filed at once, from any channel (one intake, APP-02)."""

    version_id: UUID
    situations: dict[str, str]
    values: dict[str, Any]
    parties: tuple[PartyEntry, ...]
    materials: tuple[MaterialEntry, ...]
    idempotency_key: str
    firm_id: UUID | None = None
    wish: Wish | None = None
    # For whom it is filed, where one acts for a person who gave a mandate.
    principal_id: UUID | None = None


@dataclass(frozen=True)
class LineToMend:
    """One line of a correction notice: a material or a field, by its key, and why."""

    reason: str
    material: str = ""
    field: str = ""


@dataclass(frozen=True)
class CorrectionLineView:
    """A line of the notice as people read it."""

    material: str
    field: str
    name: str
    reason: str


@dataclass(frozen=True)
class CorrectionView:
    """The one notice of a case, and whether it was answered."""

    asked_at: datetime
    answer_by: date
    lines: tuple[CorrectionLineView, ...]
    answered_at: datetime | None = None


@dataclass(frozen=True)
class DeliveryView:
    """How the result is to come, and how it came; nothing that staff need not see."""

    wished_way: str = ""
    name: str = ""
    phone: str = ""
    address: str = ""
    courier: str = ""
    tracking_number: str = ""
    sent_at: datetime | None = None
    way: str = ""
    taken_by: str = ""
    signed_for_at: datetime | None = None


@dataclass(frozen=True)
class TrackedCase:
    """What anybody may know who holds number and code: the state, and no person."""

    number: str
    state: CaseState
    submitted_at: datetime | None
    promised_due_on: date | None
    closed_at: datetime | None
    last_at: datetime | None
    answer_by: date | None


@dataclass(frozen=True)
class PreReviewView:
    """A draft that the office is asked to look at, and its answer."""

    pre_review_id: UUID
    version_id: UUID
    item_name: str
    person_id: UUID
    answers: dict[str, Any]
    digest: str
    asked_at: datetime
    due_on: date
    outcome: str
    opinion: str
    answered_at: datetime | None


@dataclass(frozen=True)
class Receipt:
    """What the filer gets at once."""

    application_id: UUID
    case_id: UUID
    number: str
    query_code: str
    state: CaseState
    filed_at: datetime
    paper_id: UUID | None
    promised_due_on: date | None = None


@dataclass(frozen=True)
class CaseLine:
    """A row of a list of cases."""

    case_id: UUID
    number: str
    item_name: str
    applicant: str
    state: CaseState
    channel: str
    submitted_at: datetime | None
    promised_due_on: date | None
    statutory_due_on: date | None
    is_provisional: bool
    body_name: str
    accepted_at: datetime | None = None


@dataclass(frozen=True)
class EventLine:
    """A line of the timeline: what, when, by whom, in which office."""

    seq: int
    kind: str
    words: str
    occurred_at: datetime
    who: str
    where: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class PartyLine:
    """A party as pages show it: the number is masked."""

    role: str
    label: str
    name: str
    id_label: str
    id_masked: str
    phone_masked: str


@dataclass(frozen=True)
class MaterialLine:
    """A material of the case: received or not, how, and the file to look at."""

    key: str
    name: str
    necessity: str
    trust: str
    is_waived: bool
    received_form: str
    file_id: UUID | None
    file_name: str
    media_type: str


@dataclass(frozen=True)
class ConditionLine:
    """A condition of the guide, and how it was judged (None: not yet)."""

    key: str
    text: str
    is_met: bool | None
    # Said over the first condition of a group; "" for the others and for what stands alone.
    lead: str = ""
    in_group: bool = False
    # One condition of its group is enough.
    is_any: bool = False


@dataclass(frozen=True)
class PaperLine:
    """A paper of the case."""

    paper_id: UUID
    kind: str
    title: str
    number: str
    issued_at: datetime


@dataclass(frozen=True)
class SpecialStepLine:
    """A special step of the guide and its record: under way, passed, failed, not needed."""

    key: str
    name: str
    limit_words: str
    counts: bool
    only_if: str
    basis: str
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: str = ""
    opinion: str = ""

    @property
    def is_running(self) -> bool:
        """Begun, and without a result yet."""
        return self.begun_at is not None and self.ended_at is None

    @property
    def is_settled(self) -> bool:
        """It stands in the way of no grant."""
        return self.outcome in {"passed", "not_needed"}


@dataclass(frozen=True)
class ValueLine:
    """One answer of the form, as it is shown."""

    label: str
    text: str


@dataclass(frozen=True)
class CaseView:
    """A case as its people and its staff see it."""

    case_id: UUID
    application_id: UUID
    number: str
    item_name: str
    item_type: str
    case_kind: str
    version_id: UUID
    body_id: UUID
    body_name: str
    venue_name: str
    channel: str
    state: CaseState
    filed_on: date
    submitted_at: datetime | None
    accepted_at: datetime | None
    decided_at: datetime | None
    promised_due_on: date | None
    statutory_due_on: date | None
    is_provisional: bool
    parties: tuple[PartyLine, ...] = ()
    values: tuple[ValueLine, ...] = ()
    situations: tuple[ValueLine, ...] = ()
    materials: tuple[MaterialLine, ...] = ()
    conditions: tuple[ConditionLine, ...] = ()
    events: tuple[EventLine, ...] = ()
    papers: tuple[PaperLine, ...] = ()
    moves: tuple[str, ...] = field(default=())
    corrected_at: datetime | None = None
    correction: CorrectionView | None = None
    delivery: DeliveryView | None = None
    special_steps: tuple[SpecialStepLine, ...] = ()
    # Whoever reads is the person who accepted it, and so decides nothing (two people).
    accepted_by_reader: bool = False
    # Which of "promised" and "statutory" may still move (暂定).
    provisional_days: tuple[str, ...] = ()
    one_per_person: bool = False
    # Who did something in it for others, by mandate.
    agents: tuple[str, ...] = ()
    # The body whose window took it in, where it came over a counter.
    received_body_id: UUID | None = None


@dataclass(frozen=True)
class DraftView:
    """An unsent application."""

    draft_id: UUID
    version_id: UUID
    answers: dict[str, Any]
    revised_at: datetime
    expires_on: date
    # For whom it is, where it is not for who typed it: the key of a person or a firm.
    principal_id: UUID | None = None


ONLINE_CHANNELS: Final = ("web", "mobile", "api")


@dataclass(frozen=True)
class FiledTogether:
    """So many people filed both items within a month of each other."""

    item_id: UUID
    other_id: UUID
    people: int


@dataclass(frozen=True)
class FilingCount:
    """So many applications for an item, by one channel, under guides that ask so many visits."""

    item_id: UUID
    visits: int
    channel: str
    filings: int

    @property
    def is_online(self) -> bool:
        """Whether they came in without anybody going to a counter."""
        return self.channel in ONLINE_CHANNELS
