"""Values about items and guides that cross to others and reach pages."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from tongban.capabilities.catalogue.states import DRAFTING
from tongban.capabilities.catalogue.wording import ITEM_TYPE_LABELS, LEVEL_LABELS
from tongban.plumbing.schemas.schema import Schema, read_schema


@dataclass(frozen=True)
class LimitCard:
    """A limit: number, unit (working_day, natural_day, month, year)."""

    value: int
    unit: str


@dataclass(frozen=True)
class ConditionCard:
    """An acceptance condition of a version."""

    condition_id: UUID
    key: str
    text: str


@dataclass(frozen=True)
class OptionCard:
    """One answer to a situation question."""

    key: str
    label: str


@dataclass(frozen=True)
class SituationCard:
    """A question whose answer changes what is asked."""

    key: str
    question: str
    help: str
    options: tuple[OptionCard, ...]


@dataclass(frozen=True)
class MaterialCard:
    """A material of a version; `when` lists (situation, options) that must all hold."""

    material_id: UUID
    material_type_id: UUID
    key: str
    name: str
    necessity: str
    form: str
    trust: str
    is_waived: bool
    when: tuple[tuple[str, tuple[str, ...]], ...]
    details: dict[str, Any]

    def is_asked(self, answers: dict[str, str]) -> bool:
        """Whether the answers to the situations make this material apply.

        A question that is not answered counts as answered with 不知道 (`unsure`), and the
        guide itself lists that option where the material is then needed.
        """
        return all(
            answers.get(situation, "unsure") in options
            for situation, options in self.when
        )


@dataclass(frozen=True)
class StepCard:
    """A step of the published flow."""

    step_id: UUID
    key: str
    name: str
    role: str
    standard: str
    limit: LimitCard
    is_special: bool
    counts: bool
    basis: str
    only_if: str = ""


@dataclass(frozen=True)
class FeeCard:
    """A fee of the list."""

    fee_id: UUID
    key: str
    name: str
    amount_fen: int
    standard: str
    basis: str
    waiver: str


@dataclass(frozen=True)
class PartyRoleCard:
    """Who may or must take part."""

    role: str
    label: str
    fewest: int
    most: int


# What the questions of an item are on paper; a promise or a letter of authority is not.
_FORM_NAME = re.compile(r"(?:表|申请书|请求书|注册书)$")


@dataclass(frozen=True)
class BasisCard:
    """A law with its article."""

    title: str
    document_number: str
    article: str
    text: str
    authority: str


@dataclass(frozen=True)
class Guide:
    """A published version, whole: the one source of every channel (R-09)."""

    version_id: UUID
    item_id: UUID
    body_id: UUID
    body_name: str
    handling_code: str
    implementation_code: str
    basic_code: str
    number: int
    name: str
    family: str
    item_type: str
    case_kind: str
    statutory: LimitCard
    promised: LimitCard
    visits: int
    effective_on: date | None
    digest: str
    bases: tuple[BasisCard, ...]
    conditions: tuple[ConditionCard, ...]
    situations: tuple[SituationCard, ...]
    materials: tuple[MaterialCard, ...]
    steps: tuple[StepCard, ...]
    fees: tuple[FeeCard, ...]
    party_roles: tuple[PartyRoleCard, ...]
    form_schema: dict[str, Any]
    elements: dict[str, Any]

    @cached_property
    def form(self) -> Schema:
        """The form of the item, read once for all who fill it in."""
        return read_schema(self.form_schema)

    @property
    def form_material(self) -> MaterialCard | None:
        """The material that the item's own questions are; None where no form is behind it."""
        if not self.form.pages:
            return None
        for row in self.materials:
            is_form = row.details.get("material_kind") == "form"
            if is_form and _FORM_NAME.search(row.name):
                return row
        return None

    @property
    def type_words(self) -> str:
        """What people call items of this type."""
        return ITEM_TYPE_LABELS.get(self.item_type, "")

    @property
    def level_words(self) -> str:
        """At which level the power is exercised."""
        return LEVEL_LABELS.get(str(self.elements.get("exercise_level") or ""), "")

    @property
    def one_per_person(self) -> bool:
        """Whether one is enough for a person: a card, an allowance."""
        return self.elements.get("one_per_person") is True

    def materials_for(self, answers: dict[str, str]) -> tuple[MaterialCard, ...]:
        """The materials that apply under these answers."""
        return tuple(row for row in self.materials if row.is_asked(answers))


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
class MaterialEntry:
    """An entry of the material catalogue, and how the newest version asks for it."""

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
    """One page of findings; `counts` has findings and drafts by rule and severity."""

    rows: tuple[FindingRow, ...]
    has_more: bool
    counts: dict[tuple[str, str], tuple[int, int]]


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
class ReviewCard:
    """What one reviewer said about a text that was handed in."""

    number: int
    stage: str
    outcome: str
    opinion: str
    reviewer_id: UUID
    reviewed_at: datetime


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
class ImportOutcome:
    """What became of one row or guide of a file: imported, unchanged, changed or rejected.

    `line` is its place in the file, `shown` its own text; `department` and `item_type` are
    what it says itself.
    """

    outcome: str
    name: str
    draft_id: UUID | None
    findings: tuple[Finding, ...] = field(default=())
    line: int = 0
    shown: str = ""
    department: str = ""
    item_type: str = ""


@dataclass(frozen=True)
class RowReport:
    """A row of the report; a rejected one says why (`field`, `reason`) and shows its own text."""

    line: int
    name: str
    outcome: str
    draft_id: UUID | None
    findings: tuple[Finding, ...]
    field: str = ""
    reason: str = ""
    text: str = ""


@dataclass(frozen=True)
class ImportResult:
    """What became of a file: its digest, every row, and headings that nobody knows."""

    file: str
    digest: str
    outcomes: tuple[ImportOutcome, ...]
    unknown_headings: tuple[str, ...] = field(default=())

    @property
    def counts(self) -> dict[str, int]:
        """How many rows were read, and what became of them: they add up."""
        counted = Counter(one.outcome for one in self.outcomes)
        named = ("imported", "unchanged", "changed", "rejected")
        return {
            "read": len(self.outcomes),
            **{name: counted[name] for name in named},
            "findings": sum(len(one.findings) for one in self.outcomes),
        }

    @property
    def report(self) -> tuple[RowReport, ...]:
        """Every row with all that was found in it."""
        return tuple(_report_row(one) for one in self.outcomes)

    @property
    def has_errors(self) -> bool:
        """Whether a row was rejected, or something in one must be mended."""
        return any(
            finding.severity == "error"
            for one in self.outcomes
            for finding in one.findings
        )


def _report_row(one: ImportOutcome) -> RowReport:
    row = RowReport(one.line, one.name, one.outcome, one.draft_id, one.findings)
    if one.outcome != "rejected":
        return row
    refusal = one.findings[0]
    return replace(row, field=refusal.where, reason=refusal.message, text=one.shown)


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
    """A city's items by department and family; `reconciles` when the sums agree (CAT-13)."""

    published: int
    drafts: int
    administrative_power: int
    public_service: int
    untyped: int
    total: int
    departments: tuple[DepartmentTotals, ...]
    reconciles: bool


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
