"""What became less: materials, steps and visits against a registered baseline, time by statute."""

from collections.abc import Callable, Iterator
from typing import Final

from tongban.capabilities.catalogue.types import ItemFacts
from tongban.capabilities.indicators.definitions import clauses
from tongban.capabilities.indicators.definitions.shape import (
    Indicator,
    Row,
    Target,
    World,
    item_row,
    left_out,
)
from tongban.capabilities.indicators.types import Counted

GROUP = "四减"
_REMARK: Final = "基准逐项登记，有日期、有出处，登记了就不能改；没有登记基准的事项不算。比原来多的，照实扣减。"


def _against_baseline(
    before: Callable[[Counted], int], now: Callable[[ItemFacts], int]
) -> Callable[[World], Iterator[Row]]:
    def count(world: World) -> Iterator[Row]:
        for item in world.items:
            card = world.baselines.get(item.item_id)
            if card is None:
                yield left_out(item, "没有登记基准")
                continue
            was, has = before(card.counted), now(item)
            note = f"{card.counted.counted_on} 有 {was}，现在 {has}；出处：{card.counted.source}"
            yield item_row(item, part=was - has, whole=was, note=note)

    return count


def _time(world: World) -> Iterator[Row]:
    for item in world.items:
        statutory, promised = item.statutory, item.promised
        if not statutory.value:
            yield left_out(item, "法律没有规定时限")
        elif statutory.unit != promised.unit and promised.value:
            yield left_out(item, "法定和承诺时限单位不同，不能相减")
        else:
            note = f"法定 {statutory.value}，承诺 {promised.value}"
            saved = statutory.value - promised.value
            yield item_row(item, part=saved, whole=statutory.value, note=note)


REDUCTIONS = (
    Indicator(
        "materials_cut",
        GROUP,
        "申请材料减少率",
        "比基准少要的材料",
        "基准时要的材料",
        _against_baseline(lambda was: was.materials, lambda item: item.materials),
        (clauses.LESS_MATERIAL, clauses.REDUCTIONS),
        Target(60, clauses.LESS_MATERIAL, "2019 年底"),
        unit="份",
        remark=f"现在的材料只数一定要交、没有免交的。{_REMARK}",
    ),
    Indicator(
        "steps_cut",
        GROUP,
        "办理环节减少率",
        "比基准少走的环节",
        "基准时的环节",
        _against_baseline(lambda was: was.steps, lambda item: item.steps),
        (clauses.REDUCTIONS,),
        unit="个环节",
        remark=_REMARK,
    ),
    Indicator(
        "visits_cut",
        GROUP,
        "跑动次数减少率",
        "比基准少跑的趟数",
        "基准时要跑的趟数",
        _against_baseline(lambda was: was.visits, lambda item: item.visits),
        (clauses.REDUCTIONS,),
        unit="趟",
        remark=_REMARK,
    ),
    Indicator(
        "time_cut",
        GROUP,
        "办理时限压缩率",
        "承诺时限比法定时限少的天数",
        "法定时限的天数",
        _time,
        (clauses.REDUCTIONS,),
        unit="天",
        remark="法定和承诺时限单位相同（例如都是工作日）的才能相减。",
    ),
)
