"""Values about rights that cross to others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class GrantLine:
    """A post that somebody is to hold, from a day up to and with a day."""

    person_id: UUID
    body_id: UUID
    role: str
    valid_from: date
    document_number: str
    valid_until: date | None = None
    region_id: UUID | None = None
    window_id: UUID | None = None
    is_established: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Granted:
    """What a grant became: a posting at once, or a request that waits for another person."""

    posting_id: UUID | None
    request_id: UUID | None


@dataclass(frozen=True)
class ConfirmedAct:
    """A dangerous act that another person confirmed: what is to be written now."""

    request_id: UUID
    city: str
    facts: Mapping[str, Any]
    document_number: str
    reason: str
    asked_by: UUID


@dataclass(frozen=True)
class PostingRow:
    """A post that somebody holds or held: which, where, how long, and by whose word."""

    posting_id: UUID
    person_id: UUID
    person: str
    role: str
    title: str
    body_id: UUID
    body: str
    region: str
    valid_from: date
    valid_until: date | None
    why: str
    granted_by: str
    document_number: str


@dataclass(frozen=True)
class Explanation:
    """Why somebody may do something at a body on a day, or what is missing."""

    person: str
    permission: str
    label: str
    body: str
    on: date
    is_allowed: bool
    because: list[PostingRow]
    elsewhere: list[PostingRow]
    at_other_times: list[PostingRow]
    roles_that_may: list[str]
    who_can_grant: list[str]


@dataclass(frozen=True)
class RequestCard:
    """A dangerous act that somebody asks for."""

    request_id: UUID
    act: str
    title: str
    why: str
    words: str
    document_number: str
    reason: str
    asked_by: str
    asked_by_id: UUID
    asked_at: datetime
    expires_on: date
    outcome: str
    answered_by: str
    answer_reason: str
    is_done: bool


@dataclass(frozen=True)
class RoleCard:
    """A role, what it holds in the city, and since which change."""

    role: str
    title: str
    permissions: tuple[str, ...]
    labels: tuple[str, ...]
    version: int
    is_fixed: bool


@dataclass(frozen=True)
class ReviewRow:
    """A post that a reviewer should look at, and why."""

    posting: PostingRow
    why: str
    seen_at: datetime | None


@dataclass(frozen=True)
class Postless:
    """A member of staff who can sign in and holds no post."""

    person_id: UUID
    name: str
    seen_at: datetime | None


@dataclass(frozen=True)
class StandInCard:
    """Who stands in for whom, where, until when."""

    stand_in_id: UUID
    kind: str
    body_id: UUID
    body: str
    person: str
    person_id: UUID
    deputy: str
    first: date
    last: date
    reason: str
    is_recalled: bool


@dataclass(frozen=True)
class ChiefCard:
    """The chief representative of a department, or that it has none."""

    body_id: UUID
    body: str
    person: str
    rank: str
    duty: str
    first: date | None
    last: date | None
    document_number: str


@dataclass(frozen=True)
class CertificateCard:
    """A certificate of window service, with the posts that it counts (AUT-02)."""

    certificate_id: UUID
    number: str
    person_id: UUID
    person: str
    body_id: UUID
    body: str
    until: date
    days: int
    # Role, window, first and last day, as the paper says them.
    posts: tuple[tuple[str, str, str, str], ...]
    issued_at: datetime


@dataclass(frozen=True)
class CertificateCheck:
    """What the paper of a number must say; the name is half hidden."""

    number: str
    body: str
    holder: str
    first: date
    until: date
    days: int
    issued_on: date
