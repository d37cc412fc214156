"""Values about the words of papers that cross to others and reach pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

CITY_WIDE: Final = "全市通用"
# Version 1 of every paper: the platform's own words, in no row.
PLATFORM: Final = "platform"
DRAFT: Final = "draft"
COMING: Final = "coming"
IN_FORCE: Final = "in_force"
ENDED: Final = "ended"


@dataclass(frozen=True)
class FieldCard:
    """A field that may stand in the text of a paper, with an example value."""

    name: str
    example: str


@dataclass(frozen=True)
class BlockCard:
    """A named block: what it is for, and the fields that must stay in it."""

    key: str
    title: str
    help: str
    locked: tuple[str, ...]


@dataclass(frozen=True)
class KindCard:
    """A kind of paper or short message whose words can be written: blocks and fields.

    `longest` is how many characters a block may have.
    """

    kind: str
    name: str
    blocks: tuple[BlockCard, ...]
    fields: tuple[FieldCard, ...]
    is_message: bool = False
    longest: int = 0


@dataclass(frozen=True)
class MessagePreview:
    """A short message as it is sent, and what an operator counts."""

    text: str
    characters: int
    parts: int


@dataclass(frozen=True)
class WordsInForce:
    """The version in force for a body on a day; None and the platform's words without one."""

    version_id: UUID | None
    blocks: Mapping[str, str]


@dataclass(frozen=True)
class VersionCard:
    """One version of the words of a kind, of a body or (None) of the whole city.

    `version_id` is None for version 1. `until` is the first day on which it is no longer
    in force.
    """

    version_id: UUID | None
    kind: str
    body_id: UUID | None
    body_name: str
    number: int
    blocks: Mapping[str, str]
    state: str
    note: str = ""
    drafted_by_id: UUID | None = None
    drafted_at: datetime | None = None
    effective_on: date | None = None
    until: date | None = None
    put_by_id: UUID | None = None


@dataclass(frozen=True)
class BlockDifference:
    """A block that reads otherwise in another version."""

    key: str
    title: str
    before: str
    after: str
