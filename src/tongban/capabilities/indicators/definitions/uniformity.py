"""How alike the same item is at every level (CAT-08, CAT-09)."""

from collections.abc import Callable, Iterator

from tongban.capabilities.catalogue.types import Standing
from tongban.capabilities.indicators.definitions import clauses
from tongban.capabilities.indicators.definitions.shape import (
    Indicator,
    Row,
    Target,
    World,
    item_row,
    left_out,
)

GROUP = "同标准办"


def _of(
    read: Callable[[Standing], tuple[int, int]],
) -> Callable[[World], Iterator[Row]]:
    def count(world: World) -> Iterator[Row]:
        for item in world.items:
            held = world.standing.get(item.item_id)
            equal, stated = read(held) if held else (0, 0)
            if stated:
                yield item_row(item, part=equal, whole=stated)
            else:
                yield left_out(item, "基本目录里没有这一项，没有可比的")

    return count


UNIFORMITY = (
    Indicator(
        "core_uniformity",
        GROUP,
        "十二要素统一率",
        "与基本目录一致的核心要素",
        "事项 × 目录写明的核心要素（最多 12 个）",
        _of(lambda held: (held.core_equal, held.core_stated)),
        (clauses.TWELVE,),
        Target(100, clauses.TWELVE),
        unit="个要素",
        remark="要求是“基本统一”，这里按 100% 衡量。",
    ),
    Indicator(
        "uniformity",
        GROUP,
        "三十二同统一率",
        "与基本目录一致的要素",
        "事项 × 目录写明的要素（最多 32 个）",
        _of(lambda held: (held.equal, held.stated)),
        (clauses.THIRTY_TWO,),
        Target(100, clauses.THIRTY_TWO),
        unit="个要素",
    ),
)
