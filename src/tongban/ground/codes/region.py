"""Administrative regions: codes of 6, 9 or 12 digits, and a table that knows parents.

A parent is looked up, never cut out of the code: cities without counties, counties
straight under a province and development zones break every rule of cutting.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

from tongban.ground.codes.writing import tidy_number
from tongban.ground.refusals import NotFound, Refusal

_FULL: Final = 12
_NATION: Final = "100000000000"


class RegionLevel(IntEnum):
    """How high a region stands; the numbers are those of the exercise level of items."""

    NATION = 1
    PROVINCE = 2
    PREFECTURE = 3
    COUNTY = 4
    TOWNSHIP = 5
    VILLAGE = 6

    @property
    def label(self) -> str:
        """The level's name in Chinese."""
        return _LEVEL_LABELS[self]


_LEVEL_LABELS: Final = {
    RegionLevel.NATION: "国家级",
    RegionLevel.PROVINCE: "省级",
    RegionLevel.PREFECTURE: "市级",
    RegionLevel.COUNTY: "县级",
    RegionLevel.TOWNSHIP: "镇（乡、街道）级",
    RegionLevel.VILLAGE: "村（社区）级",
}
# Where the part of each level begins, from the lowest up.
_PARTS: Final = (
    (9, RegionLevel.VILLAGE),
    (6, RegionLevel.TOWNSHIP),
    (4, RegionLevel.COUNTY),
    (2, RegionLevel.PREFECTURE),
)


class RegionRefused(Refusal):
    """Not a region code, or a table of regions that contradicts itself."""


@dataclass(frozen=True)
class RegionCode:
    """A region's code in all its lengths, and the level that its zeros show."""

    full: str
    level: RegionLevel

    @property
    def six(self) -> str:
        """Province, prefecture and county only (GB/T 2260)."""
        return self.full[:6]

    @property
    def nine(self) -> str:
        """Down to the township, as GB/T 39046 exchanges it."""
        return self.full[:9]


@dataclass(frozen=True)
class Region:
    """One row of the table. Abolished regions stay, with their successor."""

    code: str
    name: str
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str | None = None
    level: RegionLevel | None = None

    def is_valid(self, on: date) -> bool:
        """Whether the region exists on that day; both ends belong to its life."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


def pad_region(code: str) -> str:
    """The code with zeros to twelve digits; RegionRefused for any other length or sign."""
    code = tidy_number(code)
    if not re.fullmatch(r"[0-9]{6}|[0-9]{9}|[0-9]{12}", code):
        raise RegionRefused(
            f"行政区划代码要 6 位、9 位或 12 位数字，您填了“{code}”（{len(code)} 位），"
            "请核对后重填，例如 370100",
            rule="region.form",
        )
    return code.ljust(_FULL, "0")


def parse_region(code: str) -> RegionCode:
    """The code and the level that its zeros show. Trust a table's level where it has one."""
    full = pad_region(code)
    if full.startswith("00"):
        raise RegionRefused(
            f"行政区划代码前两位是省份，没有“00”，您填了“{full}”，"
            "请核对后重填，例如 370100",
            rule="region.province",
        )
    if full == _NATION:
        return RegionCode(full, RegionLevel.NATION)
    level = next(
        (level for start, level in _PARTS if full[start:].strip("0")),
        RegionLevel.PROVINCE,
    )
    return RegionCode(full, level)


class RegionTable:
    """The regions that a place knows. Takes codes of any length."""

    def __init__(self, rows: Iterable[Region]) -> None:
        """Keep the rows; RegionRefused for a double code, a lost parent or a circle."""
        self._rows: dict[str, Region] = {}
        self._children: dict[str, list[Region]] = {}
        for row in rows:
            full = pad_region(row.code)
            if full in self._rows:
                raise RegionRefused(
                    f"行政区划表里 {full} 出现了两次，请删去一行，例如保留“{row.name}”",
                    rule="region.double",
                )
            self._rows[full] = row
        for row in self._rows.values():
            if row.parent is not None:
                self._children.setdefault(self._known_parent(row), []).append(row)
        for full in self._rows:
            self._refuse_circle(full)

    def __contains__(self, code: str) -> bool:
        return pad_region(code) in self._rows

    def __iter__(self) -> Iterator[Region]:
        return iter(self._rows.values())

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, code: str) -> Region:
        """The row with this code; NotFound otherwise."""
        row = self._rows.get(pad_region(code))
        if row is None:
            raise NotFound(
                f"没有代码为“{code}”的行政区划，请核对代码，例如 370100",
                rule="region.unknown",
            )
        return row

    def parent(self, code: str) -> Region | None:
        """The region directly above, None at the top."""
        parent = self.get(code).parent
        return None if parent is None else self.get(parent)

    def ancestors(self, code: str) -> list[Region]:
        """All regions above, the nearest first."""
        found = []
        above = self.parent(code)
        while above is not None:
            found.append(above)
            above = self.parent(above.code)
        return found

    def children(self, code: str) -> list[Region]:
        """The regions directly below, in the order of the rows."""
        return list(self._children.get(pad_region(self.get(code).code), ()))

    def is_within(self, code: str, outer: str) -> bool:
        """Whether the region is the outer one or lies below it."""
        wanted = pad_region(outer)
        line = [self.get(code), *self.ancestors(code)]
        return any(pad_region(row.code) == wanted for row in line)

    def level(self, code: str) -> RegionLevel:
        """The row's own level, else the one that the code's zeros show."""
        row = self.get(code)
        return row.level if row.level is not None else parse_region(row.code).level

    def full_name(self, code: str) -> str:
        """The names from the top down, as in an address."""
        line = [self.get(code), *self.ancestors(code)]
        return "".join(row.name for row in reversed(line))

    def current(self, code: str, *, on: date) -> Region:
        """The region that stands in for this code on that day, along the successors."""
        row = self.get(code)
        seen = {pad_region(row.code)}
        while not row.is_valid(on) and row.successor is not None:
            row = self.get(row.successor)
            if pad_region(row.code) in seen:
                raise _circle(row.code)
            seen.add(pad_region(row.code))
        return row

    def _known_parent(self, row: Region) -> str:
        parent = pad_region(row.parent or "")
        if parent not in self._rows:
            raise RegionRefused(
                f"行政区划表里“{row.name}”的上级 {parent} 不存在，"
                "请先补上级这一行，例如 370000 山东省",
                rule="region.parent",
            )
        return parent

    def _refuse_circle(self, full: str) -> None:
        seen = set()
        at: str | None = full
        while at is not None:
            if at in seen:
                raise _circle(at)
            seen.add(at)
            parent = self._rows[at].parent
            at = None if parent is None else pad_region(parent)


def _circle(code: str) -> RegionRefused:
    return RegionRefused(
        f"行政区划表里 {pad_region(code)} 绕了一圈又回到自己，"
        "请改正上级或继任代码，例如省的上级留空",
        rule="region.circle",
    )
