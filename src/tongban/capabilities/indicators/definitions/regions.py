"""What can be handled anywhere in the city."""

from collections.abc import Iterator
from typing import Final

from tongban.capabilities.catalogue.types import ItemFacts
from tongban.capabilities.indicators.definitions import clauses
from tongban.capabilities.indicators.definitions.shape import (
    COUNT,
    Indicator,
    Row,
    Target,
    World,
    item_row,
)

GROUP = "就近办"
CITY_WIDE = "city_wide"
_PAYMENT: Final = "05"


def _city_wide(world: World) -> Iterator[Row]:
    listed = world.on_list(CITY_WIDE)
    for item in world.items:
        yield item_row(item, part=item.item_id in listed)


def is_livelihood(item: ItemFacts) -> bool:
    """For persons, and either a public service or a payment to them."""
    serves = item.family == "public_service" or item.item_type == _PAYMENT
    return serves and "natural_person" in item.served


def _livelihood(world: World) -> Iterator[Row]:
    listed = world.on_list(CITY_WIDE)
    for item in filter(is_livelihood, world.items):
        yield item_row(item, part=item.item_id in listed)


REGIONS = (
    Indicator(
        "city_wide",
        GROUP,
        "全市通办事项数",
        "在全市通办清单上的事项",
        "有效事项",
        _city_wide,
        (clauses.CITY_WIDE,),
        Target(300, clauses.CITY_WIDE),
        kind=COUNT,
    ),
    Indicator(
        "livelihood_city_wide",
        GROUP,
        "民生事项全市通办率",
        "在全市通办清单上的民生事项",
        "民生事项",
        _livelihood,
        (clauses.LIVELIHOOD,),
        Target(75, clauses.LIVELIHOOD, "2021 年"),
        remark="民生事项：办给个人的公共服务和行政给付。",
    ),
)
