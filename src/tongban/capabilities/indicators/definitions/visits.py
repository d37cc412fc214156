"""How often people have to come: three figures that are not one (C-11)."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final
from uuid import UUID

from tongban.capabilities.indicators.definitions import clauses
from tongban.capabilities.indicators.definitions.shape import (
    COUNT,
    Indicator,
    Row,
    Target,
    World,
    item_row,
)

GROUP = "少跑腿"
AT_MOST: Final = 1
# Once a month on average: what is asked for less often is not frequent.
FREQUENT: Final = 12
_LEVELS: Final = {"4": "县级", "5": "乡镇（街道）级", "6": "村（社区）级"}


def _items(world: World) -> Iterator[Row]:
    for item in world.items:
        yield item_row(item, part=item.visits <= AT_MOST, note=f"要跑 {item.visits} 趟")


def _filings(world: World) -> Iterator[Row]:
    few: dict[UUID, int] = defaultdict(int)
    whole: dict[UUID, int] = defaultdict(int)
    for one in world.filings:
        whole[one.item_id] += one.filings
        few[one.item_id] += one.filings * (one.visits <= AT_MOST)
    named = {item.item_id: item for item in world.items}
    for key, filings in whole.items():
        if key in named:
            yield item_row(named[key], part=few[key], whole=filings)
    gone = [key for key in whole if key not in named]
    if gone:
        part, all_of_them = (sum(said[key] for key in gone) for said in (few, whole))
        yield Row("", "已停办的事项", "", part, all_of_them)


def _frequent(world: World) -> Iterator[Row]:
    filings: dict[UUID, int] = defaultdict(int)
    for one in world.filings:
        filings[one.item_id] += one.filings
    for item in world.items:
        times = filings[item.item_id]
        if times >= FREQUENT:
            note = f"一年 {times} 件，要跑 {item.visits} 趟"
            yield item_row(item, part=item.visits <= AT_MOST, note=note)


def _levels(world: World) -> Iterator[Row]:
    listed = world.on_list("one_visit")
    for code, label in _LEVELS.items():
        there = sum(
            item.item_id in listed for item in world.items if item.level == code
        )
        note = f"清单上有 {there} 项"
        yield Row(code, label, "", int(there > 0), 1, note=note)


VISITS = (
    Indicator(
        "one_visit_items",
        GROUP,
        "最多跑一次事项占比",
        "按指南最多跑一趟的事项",
        "有效事项",
        _items,
        (clauses.ONE_VISIT,),
        Target(70, clauses.ONE_VISIT, "2018 年底"),
        remark="按事项数。按办件数的另算，看下一个。",
    ),
    Indicator(
        "one_visit_filings",
        GROUP,
        "最多跑一次办件占比",
        "按申请时的指南最多跑一趟的申请",
        "全部申请",
        _filings,
        (clauses.ONE_VISIT,),
        Target(70, clauses.ONE_VISIT, "2018 年底"),
        unit="件",
        remark="数上个月为止的 12 个整月；趟数以申请那天的指南为准。",
    ),
    Indicator(
        "frequent_one_visit",
        GROUP,
        "最多跑一次的高频事项",
        "一年有 12 件以上申请、按指南最多跑一趟的事项",
        "一年有 12 件以上申请的事项",
        _frequent,
        (clauses.FREQUENT,),
        Target(100, clauses.FREQUENT, "2019 年底"),
        kind=COUNT,
        remark="高频：上个月为止的 12 个整月里，平均每月至少一件。",
    ),
    Indicator(
        "one_visit_levels",
        GROUP,
        "最多跑一次层级覆盖率",
        "清单上有本级事项的层级",
        "县、乡、村三级",
        _levels,
        (clauses.ALL_LEVELS,),
        Target(100, clauses.ALL_LEVELS),
        unit="级",
    ),
)
