"""Values about mobile apps, containers, tickets and the bridge."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal
from uuid import UUID

State = Literal["to_merge", "merged", "exempt"]
Act = Literal["face_check", "scan", "pay"]
Outcome = Literal["done", "cancelled", "failed"]

ACTS: Final[frozenset[str]] = frozenset({"face_check", "scan", "pay"})
# The key under which a session keeps what app it stands in.
INSIDE: Final = "inside"
TICKET_SECONDS: Final = 60
REQUEST_MINUTES: Final = 10
# An app may only bring people whose name and number it has checked.
LEAST_LEVEL: Final = 2


@dataclass(frozen=True)
class AppLine:
    """What is said when an app goes on the register."""

    body_id: UUID
    name: str
    address: str
    due_on: date


@dataclass(frozen=True)
class ContainerLine:
    """What is said when an app may open our pages inside itself."""

    origin: str
    public_key: str
    most_level: int
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True)
class Container:
    """An app that may open our pages inside itself."""

    container_id: UUID
    app_id: UUID
    code: str
    name: str
    body: str
    origin: str
    most_level: int
    valid_from: date
    valid_to: date | None
    ended_at: datetime | None


@dataclass(frozen=True)
class KnownContainer:
    """A container with the key by which its word is checked. For the gate."""

    container: Container
    public_jwk: dict[str, Any]


@dataclass(frozen=True)
class NewContainer:
    """A container that was just admitted, with what it calls itself by."""

    container_id: UUID
    code: str


@dataclass(frozen=True)
class MobileApp:
    """An app of a body, and how it stands."""

    app_id: UUID
    body_id: UUID
    body: str
    name: str
    address: str
    state: State
    reason: str
    due_on: date | None
    is_late: bool
    into: str
    container: Container | None


@dataclass(frozen=True)
class AppFigure:
    """How many apps there are, and how they stand."""

    total: int
    merged: int
    to_merge: int
    exempt: int
    late: int


@dataclass(frozen=True)
class Spoken:
    """What came in: who says to speak, the signed statement, to whom, and when it came."""

    code: str
    statement: str
    site: str
    at: datetime


@dataclass(frozen=True)
class PersonSaid:
    """Whom an app has identified, as its signed statement says."""

    name: str
    id_kind: str
    id_number: str
    phone: str
    level: int
    wanted: str
    statement: str


@dataclass(frozen=True)
class GivenTicket:
    """A ticket, told once, and the address that the app's web view opens with it."""

    ticket: str
    path: str
    ends_at: datetime


@dataclass(frozen=True)
class Entered:
    """Who came by a ticket, from which app, and where they wanted to go."""

    account_id: UUID
    level: int
    wanted: str
    container: Container


@dataclass(frozen=True)
class AnswerLine:
    """What an app says of something that it was asked."""

    request_id: UUID
    outcome: Outcome
    reference: str
    text: str


@dataclass(frozen=True)
class Answered:
    """How something that the app was asked stands."""

    request_id: UUID
    act: str
    state: Literal["waiting", "done", "cancelled", "failed", "over"]
    reference: str
    text: str
