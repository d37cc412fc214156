"""How windows should be set (WIN-10): four measures of each item, and which class suits it.

Pure: values in, values out. The measures are those the paper names: yearly volume, online
depth, share of instant cases, relatedness of items.

Relatedness of two items is the mean of three shares: subjects in common of all subjects of
both; materials in common of all materials of both; and people who filed both within thirty
days, of the filings of the one that is filed less, at most one.

An item is suggested for the class whose subjects it shares most; among equals, and where it
shares none, for the class whose items it is most related to in all, if that reaches a third.
(Shares are whole thousandths, cut and never rounded up.)
What reaches no class stays at the windows of no class.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from tongban.capabilities.cases.types import FiledTogether, FilingCount
from tongban.capabilities.catalogue.types import ItemFacts
from tongban.capabilities.orgs.types import WindowClassCard

MOST_RELATED: Final = 3
RELATED_ENOUGH: Final = 333
_THOUSAND: Final = 1000
_HUNDRED: Final = 100
FORMULA: Final = (
    "年办件量：上个月为止的 12 个整月里的申请件数。"
    "网上办理深度：指南写明的最深一级（1 互联网咨询 … 6 互联网电子证照反馈），部门按件数加权平均。"
    "即办件占比：即办事项的件数 ÷ 全部件数；一件也没有的，按事项数算。"
    "关联度（0—100）：两个事项共同的主题 ÷ 全部主题、共同的材料 ÷ 全部材料、"
    "30 天内两项都申请过的人数 ÷ 件数较少一项的件数（最多算 1），三者平均；"
    "同一人办过两项的不到 10 人，不计入。"
    "建议类别：主题相同最多的一类；一样多或者没有相同主题的，看与哪一类事项的关联度合计最高"
    "（不到 33 的不归类）。"
)


@dataclass(frozen=True)
class Related:
    """Another item, and how related it is, in whole per cent."""

    code: str
    name: str
    per_cent: int


@dataclass(frozen=True)
class ItemMeasures:
    """An item: the four measures, and the class that suits it; empty for none."""

    code: str
    name: str
    body: str
    filings: int
    depth: int
    is_instant: bool
    related: tuple[Related, ...]
    class_code: str
    class_name: str


@dataclass(frozen=True)
class BodyMeasures:
    """A department: its items, their filings, depth in tenths, instant share in per cent."""

    body: str
    items: int
    filings: int
    depth_tenths: int
    instant_per_cent: int


@dataclass(frozen=True)
class ClassMeasures:
    """A class of windows as suggested: how many items, and how many cases a year."""

    code: str
    name: str
    items: int
    filings: int


@dataclass(frozen=True)
class Grouping:
    """The report of a day."""

    items: tuple[ItemMeasures, ...]
    bodies: tuple[BodyMeasures, ...]
    classes: tuple[ClassMeasures, ...]


@dataclass(frozen=True)
class _Look:
    """What relatedness is looked up in: items by what they share, and people by pair."""

    named: Mapping[UUID, ItemFacts]
    times: Mapping[UUID, int]
    sharing: Mapping[str, Collection[UUID]]
    people: Mapping[UUID, Mapping[UUID, int]]

    def near(self, item: ItemFacts) -> dict[UUID, int]:
        """How related others are to an item, in thousandths; who shares nothing is left out."""
        known = self.people.get(item.item_id, {})
        others = set(known)
        # Of 5,000 items there are 12 million pairs: only those with something in common.
        for mark in item.themes | item.material_codes:
            others.update(self.sharing[mark])
        others.discard(item.item_id)
        found = {}
        for key in others:
            other = self.named[key]
            fewer = min(self.times[item.item_id], self.times[key])
            both = known.get(key, 0) * _THOUSAND // fewer if fewer else 0
            found[key] = (
                _shared(item.themes, other.themes)
                + _shared(item.material_codes, other.material_codes)
                + min(both, _THOUSAND)
            ) // 3
        return {key: value for key, value in found.items() if value}


def group_items(
    items: Collection[ItemFacts],
    filings: Collection[FilingCount],
    together: Collection[FiledTogether],
    classes: Collection[WindowClassCard],
) -> Grouping:
    """The whole report."""
    look = _look(items, filings, together)
    among = {item.item_id: _by_subject(item, classes) for item in items}
    sure = {key: codes[0] for key, codes in among.items() if len(codes) == 1}
    names = {one.code: one.name for one in classes}
    measured = []
    for item in items:
        near = look.near(item)
        chosen = sure.get(item.item_id) or _by_relation(near, sure, among[item.item_id])
        measured.append(
            ItemMeasures(
                code=item.handling_code,
                name=item.name,
                body=item.body_name,
                filings=look.times[item.item_id],
                depth=item.depth,
                is_instant=item.case_kind == "instant",
                related=_nearest(near, look.named),
                class_code=chosen,
                class_name=names.get(chosen, ""),
            )
        )
    measured.sort(key=lambda one: (-one.filings, one.code))
    return Grouping(tuple(measured), _bodies(measured), _classes(measured, classes))


def _look(
    items: Collection[ItemFacts],
    filings: Collection[FilingCount],
    together: Collection[FiledTogether],
) -> _Look:
    named = {item.item_id: item for item in items}
    times: dict[UUID, int] = defaultdict(int)
    for count in filings:
        times[count.item_id] += count.filings
    people: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    for pair in together:
        if pair.item_id in named and pair.other_id in named:
            people[pair.item_id][pair.other_id] = pair.people
            people[pair.other_id][pair.item_id] = pair.people
    sharing: dict[str, list[UUID]] = defaultdict(list)
    for item in items:
        for mark in item.themes | item.material_codes:
            sharing[mark].append(item.item_id)
    return _Look(named, times, sharing, people)


def _shared(one: frozenset[str], other: frozenset[str]) -> int:
    """What both have, of what either has, in thousandths."""
    whole = len(one | other)
    return len(one & other) * _THOUSAND // whole if whole else 0


def _by_subject(item: ItemFacts, classes: Collection[WindowClassCard]) -> list[str]:
    """The classes whose subjects the item shares most; several are equal, none shares any."""
    shared = {one.code: len(item.themes & one.themes) for one in classes}
    most = max(shared.values(), default=0)
    return [code for code in shared if most and shared[code] == most]


def _by_relation(
    near: Mapping[UUID, int], sure: Mapping[UUID, str], among: list[str]
) -> str:
    """The class whose items are related most in all: of the equal ones, or of any if enough."""
    sums: dict[str, int] = defaultdict(int)
    for key, value in near.items():
        if key in sure:
            sums[sure[key]] += value
    allowed = [
        code
        for code, value in sums.items()
        if (code in among if among else value >= RELATED_ENOUGH)
    ]
    # Sorted, so that equals fall the same way every time.
    best = max(sorted(allowed), key=lambda code: sums[code], default="")
    return best or next(iter(among), "")


def _nearest(
    near: Mapping[UUID, int], named: Mapping[UUID, ItemFacts]
) -> tuple[Related, ...]:
    ranked = sorted(near, key=lambda key: (-near[key], named[key].handling_code))
    return tuple(
        Related(named[key].handling_code, named[key].name, near[key] // 10)
        for key in ranked[:MOST_RELATED]
    )


def _bodies(measured: Collection[ItemMeasures]) -> tuple[BodyMeasures, ...]:
    held: dict[str, list[ItemMeasures]] = defaultdict(list)
    for one in measured:
        held[one.body].append(one)
    return tuple(_body(name, held[name]) for name in sorted(held))


def _body(name: str, items: list[ItemMeasures]) -> BodyMeasures:
    """Weighted by filings; by items where nobody filed anything."""
    filings = sum(one.filings for one in items)
    weights = [one.filings if filings else 1 for one in items]
    whole = sum(weights)
    depth = sum(one.depth * weight for one, weight in zip(items, weights, strict=True))
    instant = sum(
        weight for one, weight in zip(items, weights, strict=True) if one.is_instant
    )
    return BodyMeasures(
        name, len(items), filings, depth * 10 // whole, instant * _HUNDRED // whole
    )


def _classes(
    measured: Collection[ItemMeasures], classes: Collection[WindowClassCard]
) -> tuple[ClassMeasures, ...]:
    known = [*((one.code, one.name) for one in classes), ("", "不分类的综合窗口")]
    return tuple(
        ClassMeasures(
            code,
            name,
            sum(one.class_code == code for one in measured),
            sum(one.filings for one in measured if one.class_code == code),
        )
        for code, name in known
    )
