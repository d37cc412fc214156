"""Values about people that cross to others."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

# Under this name a session of the API keeps whose it is.
API_OWNER: Final = "api_account"


@dataclass(frozen=True)
class PersonCard:
    """A natural person as forms are filled from."""

    person_id: UUID
    name: str
    id_kind: str
    id_number: str
    id_key: str
    phone: str
    address: str
    born_on: date | None


@dataclass(frozen=True)
class KnownPerson:
    """Somebody whose document is registered: nothing that is sealed."""

    person_id: UUID
    name: str
    born_on: date | None


@dataclass(frozen=True)
class FoundPerson:
    """What a clerk gets for an exact document: never the number itself."""

    person_id: UUID
    name: str
    phone: str
    address: str
    born_on: date | None


@dataclass(frozen=True)
class FirmCard:
    """A legal person as forms are filled from."""

    firm_id: UUID
    name: str
    uscc: str
    address: str
    phone: str
    legal_representative: str


@dataclass(frozen=True)
class PostingCard:
    """A role held at a body, with the window when there is one."""

    body_id: UUID
    role: str
    window_id: UUID | None
    venue_id: UUID | None


@dataclass(frozen=True)
class PersonLine:
    """A person as loaded; `key` is how the other lines of the same load name them."""

    key: str
    name: str
    id_kind: str
    id_number: str
    phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class FirmLine:
    """A firm as loaded; its legal representative is named by a person's key."""

    key: str
    name: str
    uscc: str
    kind: str
    address: str
    phone: str
    legal_representative: str


@dataclass(frozen=True)
class AgentLine:
    """Who may act for a firm, from a day up to and with a day."""

    firm: str
    person: str
    role: str
    scope: str
    valid_from: date
    valid_until: date | None = None


@dataclass(frozen=True)
class AccountLine:
    """A sign-in as loaded; without a password nobody can sign in by it yet."""

    login: str
    kind: str
    person_id: UUID
    password: str = ""


@dataclass(frozen=True)
class PostingLine:
    """A role held at a body, from a day up to and with a day."""

    person_id: UUID
    body_id: UUID
    role: str
    valid_from: date
    valid_until: date | None = None
    window_id: UUID | None = None
    region_id: UUID | None = None
