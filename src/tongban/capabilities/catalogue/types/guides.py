"""Values of a guide: what one published version of an item says."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from tongban.capabilities.catalogue.notes import without_denial
from tongban.capabilities.catalogue.wording import (
    ASSURANCE_LABELS,
    ITEM_TYPE_LABELS,
    LEVEL_LABELS,
)
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
    # The group it belongs to, if any, and whether one condition of that group is enough.
    group: str = ""
    is_any: bool = False


@dataclass(frozen=True)
class ConditionGroup:
    """Conditions that belong together; without a key: one that stands alone."""

    key: str
    title: str
    is_any: bool
    conditions: tuple[ConditionCard, ...]

    @property
    def words(self) -> str:
        """What stands over its conditions; nothing over one that stands alone."""
        if not self.key:
            return ""
        need = "满足其一就行" if self.is_any else "要全部满足"
        return f"{self.title}（{need}）" if self.title else f"以下条件{need}"


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

    @property
    def note(self) -> str:
        """How it is got; that it is handed in or not is said by `is_waived` alone."""
        said = str(self.details.get("source_note") or "")
        return said if self.is_waived else without_denial(said)

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
    def themes(self) -> frozenset[str]:
        """Its subjects, as "person:005" and "firm:040"."""
        said = self.elements.get("themes") or {}
        return frozenset(
            f"{side}:{code}"
            for side in ("person", "firm")
            for code in said.get(side) or ()
        )

    @property
    def one_per_person(self) -> bool:
        """Whether one is enough for a person: a card, an allowance."""
        return self.elements.get("one_per_person") is True

    @property
    def assurance(self) -> int:
        """How sure one must be of who files online: 1 a password alone, to 4."""
        said = str(self.elements.get("assurance") or "")
        return int(said) if said in ASSURANCE_LABELS else 1

    @property
    def condition_groups(self) -> tuple[ConditionGroup, ...]:
        """The conditions in their order, those of a group together where its first stands."""
        said = {
            row.get("key"): str(row.get("title") or "")
            for row in self.elements.get("condition_groups") or []
        }
        found: dict[str, list[ConditionCard]] = {}
        for row in self.conditions:
            found.setdefault(row.group or f"alone {row.key}", []).append(row)
        return tuple(
            ConditionGroup(
                listed[0].group,
                said.get(listed[0].group, ""),
                listed[0].is_any,
                tuple(listed),
            )
            for listed in found.values()
        )

    def materials_for(self, answers: dict[str, str]) -> tuple[MaterialCard, ...]:
        """The materials that apply under these answers."""
        return tuple(row for row in self.materials if row.is_asked(answers))
