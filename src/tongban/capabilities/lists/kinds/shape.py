"""What every kind of list says of itself: its basis, its columns, and how its rows are found."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from tongban.capabilities.catalogue.types import FeeCard, Guide, MaterialCard, StepCard
from tongban.capabilities.lists.states import (
    ITEM,
    LAW,
    PROVINCE_POLICY,
    REGULATION,
    RULE,
    STATE_POLICY,
)

# What the law alone may set: licences, fees, special steps.
BY_LAW: Final = (LAW, REGULATION, RULE)
# Lists that carry the reform out may rest on what state or province ordered (CAT-06).
BY_POLICY: Final = (LAW, REGULATION, RULE, STATE_POLICY, PROVINCE_POLICY)


@dataclass(frozen=True)
class Line:
    """One row of a list, with what it points at: columns are read through it, never copied."""

    guide: Guide | None = None
    material: MaterialCard | None = None
    fee: FeeCard | None = None
    step: StepCard | None = None
    material_type_id: UUID | None = None
    proof_name: str = ""
    proof_code: str = ""
    reason: str = ""
    basis: str = ""
    terms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """A column: its heading, and what of a row stands in it."""

    label: str
    read: Callable[[Line], str]
    # How wide it is beside the others, in downloads and on paper.
    width: int = 3


@dataclass(frozen=True)
class City:
    """What a derivation may look at besides the guides in force."""

    # The items registered at the hall that the list is about.
    at_the_hall: frozenset[UUID] = frozenset()
    # The items registered at any hall of the level, townships or villages.
    at_the_level: frozenset[UUID] = frozenset()
    # The subjects of the class of windows that the list is of, as "firm:040".
    themes: frozenset[str] = frozenset()
    # What stands on the lists in force that this one builds on, by kind.
    listed: Mapping[str, frozenset[UUID]] = field(default_factory=dict)


Derivation = Callable[[Guide, City], Iterable[Line]]


@dataclass(frozen=True)
class Kind:
    """A kind of list, as data; only how its rows are found is code."""

    key: str
    title: str
    about: str
    columns: tuple[Column, ...]
    points_at: str = ITEM
    ranks: tuple[str, ...] = BY_POLICY
    derive: Derivation | None = None
    # Why an entry stands there: code and words. None are asked where this is empty.
    reasons: Mapping[str, str] = field(default_factory=dict)
    # Entries under these reasons need no basis of their own.
    without_basis: frozenset[str] = frozenset()
    # Texts that each entry must have, by key.
    terms: Mapping[str, str] = field(default_factory=dict)
    # One list for each hall, and of which level.
    of_halls: tuple[str, ...] = ()
    # In each hall one list for each class of its windows.
    of_window_classes: bool = False
    # Papers that are published together with it, each of which it must have: key and title.
    papers: Mapping[str, str] = field(default_factory=dict)
    # Names versions that may have been replaced since: what was cleared away from them.
    names_past: bool = False
    # The kind whose items every release of this one must hold.
    base: str = ""

    @property
    def is_of_a_hall(self) -> bool:
        """Whether each hall has a list of its own."""
        return bool(self.of_halls)

    @property
    def asks_for_a_reason(self) -> bool:
        """Whether an officer has to say why an entry stands on it."""
        return bool(self.reasons)


def each_item(guide: Guide, _city: City) -> Iterable[Line]:
    """Every item in force."""
    return (Line(guide=guide),)


def where(test: Callable[[Guide], bool]) -> Derivation:
    """The items that pass a test of their guide."""

    def derive(guide: Guide, _city: City) -> Iterable[Line]:
        return (Line(guide=guide),) if test(guide) else ()

    return derive


def _of_guide(read: Callable[[Guide], str]) -> Callable[[Line], str]:
    return lambda line: read(line.guide) if line.guide else ""


def bases(guide: Guide) -> str:
    """The laws a guide rests on, with their articles."""
    articles: dict[str, list[str]] = {}
    for row in guide.bases:
        articles.setdefault(row.title, []).append(row.article)
    return "；".join(
        f"《{title}》{'、'.join(said)}" for title, said in articles.items()
    )


NAME: Final = Column("事项名称", _of_guide(lambda guide: guide.name), 6)
CODE: Final = Column("业务办理项编码", _of_guide(lambda guide: guide.handling_code), 5)
BASIC_CODE: Final = Column("基本编码", _of_guide(lambda guide: guide.basic_code), 3)
BODY: Final = Column("实施机关", _of_guide(lambda guide: guide.body_name), 4)
TYPE: Final = Column("事项类型", _of_guide(lambda guide: guide.type_words), 2)
LEVEL: Final = Column("行使层级", _of_guide(lambda guide: guide.level_words), 2)
LAWS: Final = Column("设定依据", _of_guide(bases), 8)
BASIS: Final = Column("依据", lambda line: line.basis, 6)


def reason_column(label: str, reasons: Mapping[str, str]) -> Column:
    """A column of what the reason's code stands for."""
    return Column(label, lambda line: reasons.get(line.reason, line.reason), 4)


def term_columns(terms: Mapping[str, str]) -> tuple[Column, ...]:
    """A column for each text that the kind asks for."""
    return tuple(
        Column(label, lambda line, key=key: line.terms.get(key, ""), 5)  # type: ignore[misc]
        for key, label in terms.items()
    )
