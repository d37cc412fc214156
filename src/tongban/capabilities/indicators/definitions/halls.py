"""What is handled in halls, and at which windows."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from tongban.capabilities.indicators.definitions import clauses
from tongban.capabilities.indicators.definitions.shape import (
    Indicator,
    Row,
    Target,
    World,
    item_row,
    left_out,
    why_listed,
)
from tongban.capabilities.lists.types import POWER_WORDS, PowerCard

GROUP = "大厅办"
RESIDENT, NEGATIVE = "resident", "negative"
# A department's own counter is no comprehensive window, wherever it stands.
_OWN: Final = "department_own"


def _one_window(world: World) -> Iterator[Row]:
    accepted = {
        one.item_id
        for one in world.taken_in
        if one.mode != _OWN and one.venue_id in world.one_window_halls
    }
    for item in world.items:
        yield item_row(item, part=item.item_id in accepted)


def _resident(world: World) -> Iterator[Row]:
    resident, negative = world.on_list(RESIDENT), world.on_list(NEGATIVE)
    for item in world.items:
        # What one hall leaves out may be resident in another.
        if item.item_id in resident:
            note = resident[item.item_id].venue_name
            yield item_row(item, part=True, note=note)
        elif item.item_id in negative:
            yield left_out(item, why_listed(negative[item.item_id]))
        else:
            yield item_row(item, part=False, note="不在任何大厅的进驻清单上")


def _decidable(world: World) -> Iterator[Row]:
    kept: dict[UUID, list[PowerCard]] = {}
    for one in world.powers:
        kept.setdefault(one.item_id, []).append(one)
    for item in world.items:
        if item.item_id in kept:
            said = [_said(one) for one in kept[item.item_id]]
            decides = any(not one.is_gap for one in kept[item.item_id])
            yield item_row(item, part=decides, note="；".join(said))


def _said(card: PowerCard) -> str:
    words = "、".join(POWER_WORDS[one] for one in card.powers)
    return f"{card.venue_name}：{words or '只收件'}"


HALLS = (
    Indicator(
        "one_window",
        GROUP,
        "“一窗”分类受理率",
        "大厅综合窗口收件的事项",
        "有效事项",
        _one_window,
        (clauses.ONE_WINDOW,),
        Target(70, clauses.ONE_WINDOW, "2019 年底"),
        remark="大厅设有综合窗口，而且不由部门自己的窗口收件，才算。",
    ),
    Indicator(
        "residence",
        GROUP,
        "大厅进驻率",
        "在任一大厅进驻清单上的事项",
        "有效事项（不含负面清单上的）",
        _resident,
        (clauses.RESIDENT,),
        Target(100, clauses.RESIDENT),
    ),
    Indicator(
        "decidable_in_hall",
        GROUP,
        "进驻授权率",
        "至少在一个大厅能当场决定的进驻事项",
        "在任一大厅进驻清单上的有效事项",
        _decidable,
        (clauses.POWER_MOVES,),
        Target(100, clauses.POWER_MOVES),
        remark="部门凭文件把“决定”授权给大厅，才算；分子为 0 的行就是进驻没有授权的事项。",
    ),
)
