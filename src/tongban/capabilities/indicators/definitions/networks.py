"""How far the network reaches: bodies of each level that are on the extranet."""

from collections.abc import Iterator
from typing import Final

from tongban.capabilities.indicators.definitions import clauses
from tongban.capabilities.indicators.definitions.shape import Indicator, Row, World

GROUP: Final = "网络"


def _extranet(world: World) -> Iterator[Row]:
    for one in world.extranet:
        if one.bodies:
            yield Row(one.level, one.level_words, "", one.reached, one.bodies)


NETWORKS: Final = (
    Indicator(
        "extranet_coverage",
        GROUP,
        "电子政务外网覆盖率",
        "当天接入电子政务外网的单位",
        "当天存续的单位",
        _extranet,
        (clauses.FOUR_LEVELS,),
        unit="个",
        remark="按层级列出，不列单位：哪个单位没有接入，不对外公开。功能区单列。",
    ),
)
