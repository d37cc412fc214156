"""What every figure is: words, a formula over the world of a day, an aim, and where it stands.

Pure: a definition sees values and gives rows. What a figure says is the sum of its rows, so
whoever has the rows can do the sum.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final, Literal
from uuid import UUID

from tongban.capabilities.cases.types import FilingCount
from tongban.capabilities.catalogue.types import ItemFacts, Standing, TakenIn
from tongban.capabilities.indicators.types import BaselineCard
from tongban.capabilities.lists.types import ListedItem, PowerCard
from tongban.capabilities.networks.types import LevelCoverage

SHARE: Final = "share"
COUNT: Final = "count"
_WHOLE: Final = 100


@dataclass(frozen=True)
class Claim:
    """A body has taken an entry of the basic directory on itself."""

    basic_code: str
    body_id: UUID
    body_name: str
    entry_name: str


@dataclass(frozen=True)
class World:
    """All that figures of a day are made of."""

    day: date
    items: tuple[ItemFacts, ...]
    taken_in: tuple[TakenIn, ...] = ()
    # The halls with at least one comprehensive window.
    one_window_halls: frozenset[UUID] = frozenset()
    listed: tuple[ListedItem, ...] = ()
    powers: tuple[PowerCard, ...] = ()
    claims: tuple[Claim, ...] = ()
    filings: tuple[FilingCount, ...] = ()
    baselines: Mapping[UUID, BaselineCard] = field(default_factory=dict)
    standing: Mapping[UUID, Standing] = field(default_factory=dict)
    # How many bodies of each level are on the extranet.
    extranet: tuple[LevelCoverage, ...] = ()

    def on_list(self, kind: str) -> dict[UUID, ListedItem]:
        """The items on the lists of a kind, each with the first place where it stands."""
        found: dict[UUID, ListedItem] = {}
        for one in self.listed:
            if one.kind == kind:
                found.setdefault(one.item_id, one)
        return found


@dataclass(frozen=True)
class Row:
    """One line of what a figure is made of: so much of so much, or left out and why."""

    code: str
    name: str
    body: str
    part: int
    whole: int
    note: str = ""
    excluded: str = ""


@dataclass(frozen=True)
class Clause:
    """Where a figure or its aim is asked for: paper, place in it, and its words."""

    number: str
    title: str
    place: str
    words: str = ""


@dataclass(frozen=True)
class Target:
    """What was aimed at: at least (or at most) so much, by when, and which paper says so."""

    value: int
    clause: Clause
    by: str = ""
    at_most: bool = False

    def is_met(self, value: Fraction) -> bool:
        """Whether the exact value reaches it; a share counts in per cent."""
        return value <= self.value if self.at_most else value >= self.value


@dataclass(frozen=True)
class Indicator:
    """A figure as code. `count` gives its rows; nothing else may."""

    key: str
    group: str
    title: str
    # The formula in words: what is counted, and of what.
    part_words: str
    whole_words: str
    count: Callable[[World], Iterable[Row]]
    clauses: tuple[Clause, ...]
    target: Target | None = None
    kind: Literal["share", "count"] = SHARE
    # What a unit of the sums is.
    unit: str = "项"
    # What must be known to read it rightly.
    remark: str = ""

    @property
    def formula(self) -> str:
        """The formula in words."""
        if self.kind == COUNT:
            return self.part_words
        return f"{self.part_words} ÷ {self.whole_words}"


@dataclass(frozen=True)
class Figure:
    """A figure of a day, with every row that it is the sum of."""

    indicator: Indicator
    day: date
    rows: tuple[Row, ...]

    @property
    def counted(self) -> tuple[Row, ...]:
        """The rows that count."""
        return tuple(row for row in self.rows if not row.excluded)

    @property
    def excluded(self) -> tuple[Row, ...]:
        """The rows that are left out, each with its reason."""
        return tuple(row for row in self.rows if row.excluded)

    @property
    def part(self) -> int:
        """The numerator."""
        return sum(row.part for row in self.rows)

    @property
    def whole(self) -> int:
        """The denominator."""
        return sum(row.whole for row in self.rows)

    @property
    def value(self) -> Fraction | None:
        """A count, or a share in per cent, exactly; a share of nothing is not nought."""
        if self.indicator.kind == COUNT:
            return Fraction(self.part)
        return Fraction(self.part * _WHOLE, self.whole) if self.whole else None

    @property
    def words(self) -> str:
        """As it is shown: a share in per cent, cut after one place and never rounded up."""
        if self.value is None:
            return "—"
        if self.indicator.kind == COUNT:
            return f"{self.part} {self.indicator.unit}"
        tenths = (self.value * 10).__floor__()
        return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}%"

    @property
    def is_met(self) -> bool | None:
        """Whether the aim is reached; None where there is no aim or nothing to count."""
        if self.indicator.target is None or self.value is None:
            return None
        return self.indicator.target.is_met(self.value)


def item_row(
    item: ItemFacts, *, part: bool | int, whole: int = 1, note: str = ""
) -> Row:
    """A row about an item."""
    return Row(
        item.handling_code, item.name, item.body_name, int(part), whole, note=note
    )


def left_out(item: ItemFacts, reason: str) -> Row:
    """An item that leaves the denominator, with the reason for it."""
    return Row(item.handling_code, item.name, item.body_name, 0, 0, excluded=reason)


def why_listed(listed: ListedItem) -> str:
    """Why an item stands on a list: reason and basis as the list says them."""
    said = [listed.reason, f"依据：{listed.basis}" if listed.basis else ""]
    return "；".join(one for one in said if one) or "在清单上"
