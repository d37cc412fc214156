"""Values of searching: what is asked for, what was found, what the search is taught."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tongban.capabilities.catalogue.types import FoundDocument, ItemGroup, ItemSummary


@dataclass(frozen=True)
class Cut:
    """What a list of items is cut down to; empty asks for all. The seven facets of P2.

    `online` is full (no visit at all), online or window. `theme` is the label of a theme, the
    same for both sides.
    """

    who: str = ""
    theme: str = ""
    org: str = ""
    level: str = ""
    online: str = ""
    kind: str = ""
    venue: str = ""


@dataclass(frozen=True)
class Found:
    """What was found, best first, how many in all, and how many each further cut leaves."""

    documents: tuple[FoundDocument, ...]
    total: int
    facets: dict[str, tuple[ItemGroup, ...]]


@dataclass(frozen=True)
class Choice:
    """An answer to a question, and how many items it leaves."""

    key: str
    label: str
    count: int


@dataclass(frozen=True)
class Leading:
    """Where the answers lead: to the next question, or to the few items that are left."""

    # The facet that is asked; empty when the items are few.
    facet: str
    choices: tuple[Choice, ...]
    # Facet, answer, and the answer in words (none where the question was skipped).
    answered: tuple[tuple[str, str, str], ...]
    items: tuple[ItemSummary, ...]
    left: int


@dataclass(frozen=True)
class SynonymCard:
    """A word of the people, what it stands for, and when staff changed it last."""

    word: str
    means: tuple[str, ...]
    changed_at: datetime | None


@dataclass(frozen=True)
class MissCard:
    """What was searched for and not found, how often, and when last."""

    words: str
    times: int
    last: date


@dataclass(frozen=True)
class OpenQuestionCard:
    """What somebody asked when no question led them on, and what became of it.

    `answer` is empty while nobody has answered; else `faq`, `synonym` or `set_aside`.
    """

    question_id: UUID
    words: str
    path: str
    times: int
    first_on: date
    last_on: date
    answer: str = ""
    draft_id: UUID | None = None
    told: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True)
class PublishedCard:
    """An item in force: its code, its name, and the digest of its published text."""

    code: str
    name: str
    number: int
    digest: str
