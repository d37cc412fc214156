"""Values about linked accounts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class LinkKind:
    """A kind of account elsewhere: its name, what a sign-in by it proves, and why."""

    kind: str
    name: str
    level: int
    proves: str


@dataclass(frozen=True)
class Link:
    """One of a person's own linked accounts."""

    link_id: UUID
    kind: str
    name: str
    level: int
    linked_at: datetime


@dataclass(frozen=True)
class Linked:
    """Whose account a foreign account opens, and up to which level. For signing in."""

    link_id: UUID
    account_id: UUID
    level: int
