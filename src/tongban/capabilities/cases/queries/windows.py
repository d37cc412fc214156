"""Which window takes an item in, said to the clerk of one that does not (WIN-09)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.lists.queries import (
    find_listed_items,
    find_takers,
    list_own_duties,
)
from tongban.capabilities.lists.types import WindowDuty
from tongban.ground.refusals import MoveRefused
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@query
def check_window_takes(
    *, actor: Actor, guide: Guide, venue_id: UUID, day: date
) -> None:
    """Refuses with MoveRefused where the windows of the actor do not take the item in.

    The database refuses the same; only here is said who does take it in.
    """
    duties = list_own_duties(actor=actor, venue_id=venue_id, day=day)
    codes = find_listed_items(actor=actor, duties=duties)
    if codes is None or guide.handling_code in codes:
        return
    takers = find_takers(actor=actor, venue_id=venue_id, item_id=guide.item_id, day=day)
    names = "、".join(sorted({one.window_class_name for one in duties}))
    raise MoveRefused(
        f"“{guide.name}”不在{names}窗口的受理清单上，这个窗口不能收。{_go_to(takers)}",
        rule="a_window_takes_in_its_list",
        turn_to=say_takers(takers) or None,
    )


def say_takers(takers: Sequence[WindowDuty]) -> str:
    """The windows by class: "社会事务窗口（5 号窗口）"; empty where there is none."""
    by_class: dict[str, list[str]] = {}
    for one in takers:
        by_class.setdefault(one.window_class_name, []).append(one.name)
    return "、".join(
        f"{name}窗口（{'、'.join(windows)}）" if name else "、".join(windows)
        for name, windows in by_class.items()
    )


def _go_to(takers: Sequence[WindowDuty]) -> str:
    said = say_takers(takers)
    if said:
        return f"请引导到{said}。"
    return "这个大厅没有窗口受理它，请引导到指南写明的地点。"
