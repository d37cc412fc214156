"""What is handled in halls, and at which windows."""

from collections.abc import Iterator
from typing import Final

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
)
