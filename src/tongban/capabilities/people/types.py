"""Values about people that cross to others."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


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
