"""Values about items, drafts, findings and who may do what."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tongban.capabilities.catalogue.types.guides import LimitCard
from tongban.ground.reviews import DRAFTING, Opinion


@dataclass(frozen=True)
class ItemSummary:
    """An item in force, as lists and search show it."""

    version_id: UUID
    handling_code: str
    name: str
    body_name: str
    body_id: UUID
    item_type: str
    family: str
    case_kind: str
    promised: LimitCard
    visits: int
    is_online: bool
    summary: str
    why: str = ""
    score: float = 0.0


@dataclass(frozen=True)
class Namesake:
    """An item in force, or a draft, with nearly the name of one that somebody begins."""

    name: str
    item_type: str
    handling_code: str = ""
    draft_id: UUID | None = None


@dataclass(frozen=True)
class MaterialEntry:
    """An entry of the material catalogue, and what is said of it by whoever asks for it."""

    code: str
    name: str
    usual: dict[str, Any]


@dataclass(frozen=True)
class Finding:
    """Something missing or wrong in a draft, where it stands and how to mend it."""

    rule: str
    severity: str
    where: str
    message: str


@dataclass(frozen=True)
class LintedItem:
    """An item or a draft with everything that the guide compiler found in it."""

    code: str
    name: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class FindingRow:
    """A finding on the work list: in which draft, under which rule, and why the rule stands."""

    draft_id: UUID
    body_id: UUID
    item_name: str
    handling_code: str
    is_published: bool
    is_imported: bool
    place: int
    finding: Finding
    title: str
    article: str


@dataclass(frozen=True)
class FindingsPage:
    """One page of findings; `counts` has findings and drafts by rule and severity.

    `by_body` has the findings of every body, whichever is asked for.
    """

    rows: tuple[FindingRow, ...]
    has_more: bool
    counts: dict[tuple[str, str], tuple[int, int]]
    by_body: dict[UUID, int]


@dataclass(frozen=True)
class RuleCard:
    """One rule of the guide compiler: `article` is why it stands."""

    rule: str
    severity: str
    kind: str
    title: str
    article: str


@dataclass(frozen=True)
class Addition:
    """An element that an officer added to an imported document."""

    path: str
    added_by: str
    added_at: str


@dataclass(frozen=True)
class ReviewCard(Opinion):
    """What one reviewer said about a text that was handed in."""


@dataclass(frozen=True)
class DraftCard:
    """A draft as an officer sees it.

    `stage` says who has to do the next thing (catalogue.states); `digest` and `number`
    name the text that was handed in last, `reviews` are all that was ever said.
    """

    draft_id: UUID
    name: str
    body_id: UUID
    source_name: str
    document: dict[str, Any]
    findings: tuple[Finding, ...] = field(default=())
    additions: tuple[Addition, ...] = field(default=())
    # What was filled in beforehand and nobody has seen to yet: `basic_code`, `steps[p1]`.
    unchecked: tuple[str, ...] = ()
    published_version: UUID | None = None
    superseded_by: UUID | None = None
    item_id: UUID | None = None
    drafted_by: UUID | None = None
    revised_at: datetime | None = None
    stage: str = DRAFTING
    number: int = 0
    digest: str = ""
    handed_in_at: datetime | None = None
    reviews: tuple[ReviewCard, ...] = field(default=())


@dataclass(frozen=True)
class IntakeCard:
    """How an item is taken in at a venue."""

    venue_id: UUID
    mode: str
    may_accept: bool
    may_decide: bool


@dataclass(frozen=True)
class DepartmentTotals:
    """How many items a department has, by family; untyped ones belong to neither."""

    code: str
    name: str
    administrative_power: int
    public_service: int
    untyped: int
    total: int


@dataclass(frozen=True)
class ItemTotals:
    """A city's items by department and family; `reconciles` when the sums agree (CAT-13).

    `plain` counts the published ones that are told in plain words, whole (GUI-04), `tags`
    those that bear each tag of 马上办、网上办、就近办、一次办 (CAT-15).
    """

    published: int
    plain: int
    drafts: int
    administrative_power: int
    public_service: int
    untyped: int
    total: int
    departments: tuple[DepartmentTotals, ...]
    reconciles: bool
    tags: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class VersionCard:
    """A published version of an item, in the row of its versions."""

    version_id: UUID
    number: int
    name: str
    effective_on: date
    withdrawn_on: date | None
    digest: str


@dataclass(frozen=True)
class ItemGroup:
    """A theme, department or level with the number of its items."""

    key: str
    label: str
    count: int


@dataclass(frozen=True)
class ItemGroups:
    """The tree of items: how many stand where."""

    themes: tuple[ItemGroup, ...]
    bodies: tuple[ItemGroup, ...]
    levels: tuple[ItemGroup, ...]
    total: int


@dataclass(frozen=True)
class IntakeModeCard:
    """How an item is taken in at a venue, from a day to a day (the last day, or open).

    `is_void` where it was taken back before it held on any day; then the days are those
    that were registered.
    """

    intake_mode_id: UUID
    venue_id: UUID
    mode: str
    valid_from: date
    valid_until: date | None
    is_void: bool = False


@dataclass(frozen=True)
class DelegationCard:
    """A delegation to a body, under a document, from a day to a day; void as above."""

    delegation_id: UUID
    to_body_id: UUID
    power: str
    document_number: str
    valid_from: date
    valid_until: date | None
    is_void: bool = False


@dataclass(frozen=True)
class Basis:
    """What a version of an entry rests on: a paper, and its rank."""

    title: str
    number: str
    rank: str
