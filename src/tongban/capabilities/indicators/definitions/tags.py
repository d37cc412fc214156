"""马上办、网上办、就近办、一次办 (CAT-15): for each tag the share of the items that bear it.

The tags are worked out by the catalogue from what guides say; nobody types them in.
"""

from collections.abc import Callable, Iterator
from typing import Final

from tongban.capabilities.catalogue.types import ItemFacts
from tongban.capabilities.catalogue.types.tags import (
    INSTANT,
    NEARBY,
    ONE_VISIT,
    ONLINE,
    TAG_LABELS,
    tags_of,
)
from tongban.capabilities.indicators.definitions import clauses
from tongban.capabilities.indicators.definitions.shape import (
    Indicator,
    Row,
    World,
    item_row,
)

GROUP = "马上办、网上办、就近办、一次办"
# What a tag says of an item, as the catalogue works it out.
_WORDS: Final = {
    INSTANT: ("instant", "即办件：当场办结的事项", ""),
    ONLINE: (
        "tag_online",
        "网上或者手机能申请的事项",
        "分母是全部有效事项；依法不能网上办的也算在内，所以比网上可办率低或者相等。",
    ),
    NEARBY: ("tag_nearby", "乡镇（街道）、村（社区）办理的事项", ""),
    ONE_VISIT: ("tag_one_visit", "按指南最多跑一趟的事项", ""),
}


def _tags(item: ItemFacts) -> tuple[str, ...]:
    return tags_of(
        case_kind=item.case_kind,
        is_online=item.is_online,
        level=item.level,
        visits=item.visits,
    )


def _bearing(tag: str) -> Callable[[World], Iterator[Row]]:
    def count(world: World) -> Iterator[Row]:
        for item in world.items:
            tags = _tags(item)
            note = "、".join(TAG_LABELS[one] for one in tags) or "没有标签"
            yield item_row(item, part=tag in tags, note=note)

    return count


TAGS = tuple(
    Indicator(
        key,
        GROUP,
        f"“{TAG_LABELS[tag]}”事项占比",
        words,
        "有效事项",
        _bearing(tag),
        (clauses.TAGS,),
        remark=remark,
    )
    for tag, (key, words, remark) in _WORDS.items()
)
