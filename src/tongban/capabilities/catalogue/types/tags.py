"""马上办、网上办、就近办、一次办 (CAT-15): worked out from what a guide says, never typed in."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

INSTANT: Final = "instant"
ONLINE: Final = "online"
NEARBY: Final = "nearby"
ONE_VISIT: Final = "one_visit"
TAG_LABELS: Final = {
    INSTANT: "马上办",
    ONLINE: "网上办",
    NEARBY: "就近办",
    ONE_VISIT: "一次办",
}
# Townships with their sub-districts, and villages with communities.
_NEAR_LEVELS: Final = frozenset({"5", "6"})


def tags_of(
    *, case_kind: str, is_online: bool, level: str, visits: int
) -> tuple[str, ...]:
    """The tags of an item, in the order in which the papers name them.

    Instant: handled on the spot. Online: filed without a visit to begin with. Nearby: a
    township or village handles it. One visit: at most one way to an office in all.
    """
    holds = {
        INSTANT: case_kind == INSTANT,
        ONLINE: is_online,
        NEARBY: level in _NEAR_LEVELS,
        ONE_VISIT: visits <= 1,
    }
    return tuple(tag for tag, held in holds.items() if held)


def count_tags(each: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """How many items bear each tag; every tag stands there."""
    counted = Counter(tag for tags in each for tag in tags)
    return {tag: counted[tag] for tag in TAG_LABELS}
