"""How many items there are, and what about them has no basis."""

from collections import Counter
from collections.abc import Callable, Iterator

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

GROUP = "清单"
POWER, SERVICE = "administrative_power", "public_service"


def _where(test: Callable[[ItemFacts], bool]) -> Callable[[World], Iterator[Row]]:
    def count(world: World) -> Iterator[Row]:
        for item in world.items:
            yield item_row(item, part=test(item))

    return count


def _departments(world: World) -> Iterator[Row]:
    held = Counter((item.body_id, item.body_name) for item in world.items)
    for (_key, name), items in sorted(held.items(), key=lambda pair: pair[0][1]):
        yield Row("", name, name, 1, 1, note=f"{items} 项")


def _baseless(
    read: Callable[[ItemFacts], tuple[str, ...]],
) -> Callable[[World], Iterator[Row]]:
    def count(world: World) -> Iterator[Row]:
        for item in world.items:
            named = read(item)
            if named:
                size = len(named)
                yield item_row(item, part=size, whole=size, note="、".join(named))

    return count


TOTALS = (
    Indicator(
        "items",
        GROUP,
        "事项总数",
        "有效事项",
        "有效事项",
        _where(lambda _item: True),
        (clauses.TOTALS,),
        kind=COUNT,
        remark="等于行政权力事项加公共服务事项，也等于各部门之和。",
    ),
    Indicator(
        "power_items",
        GROUP,
        "行政权力事项",
        "行政权力类的有效事项",
        "有效事项",
        _where(lambda item: item.family == POWER),
        (clauses.TOTALS,),
        kind=COUNT,
    ),
    Indicator(
        "service_items",
        GROUP,
        "公共服务事项",
        "公共服务类的有效事项",
        "有效事项",
        _where(lambda item: item.family == SERVICE),
        (clauses.TOTALS,),
        kind=COUNT,
    ),
    Indicator(
        "departments",
        GROUP,
        "有事项的部门",
        "至少有一项有效事项的部门",
        "至少有一项有效事项的部门",
        _departments,
        (clauses.TOTALS,),
        kind=COUNT,
        unit="个",
    ),
    Indicator(
        "departmental_items",
        GROUP,
        "只凭部门文件的事项",
        "没有设定依据，或者依据全是本地部门文件的事项",
        "有效事项",
        _where(lambda item: item.is_departmental),
        (clauses.ON_LAW,),
        Target(0, clauses.ON_LAW, at_most=True),
        kind=COUNT,
    ),
    Indicator(
        "baseless_steps",
        GROUP,
        "没有依据的特殊环节",
        "没有写明依据的特殊环节",
        "没有写明依据的特殊环节",
        _baseless(lambda item: item.baseless_steps),
        (clauses.STEPS_ON_LAW,),
        Target(0, clauses.STEPS_ON_LAW, at_most=True),
        kind=COUNT,
        unit="个",
    ),
    Indicator(
        "baseless_proofs",
        GROUP,
        "没有依据的证明",
        "要申请人交、没有写明依据的证明",
        "要申请人交、没有写明依据的证明",
        _baseless(lambda item: item.baseless_proofs),
        (clauses.PROOFS_ON_LAW,),
        Target(0, clauses.PROOFS_ON_LAW, at_most=True),
        kind=COUNT,
        unit="份",
    ),
)
