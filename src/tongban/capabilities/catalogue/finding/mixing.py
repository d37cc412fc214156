"""One list of several kinds: items, and whatever else fits, by how well it does."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

Line = TypeVar("Line")
# What fits much worse than the best item only stands in the way.
_LEAST_OF_BEST: Final = 0.5


def mix(
    items: Sequence[Line],
    further: Iterable[Sequence[Line]],
    score: Callable[[Line], float],
) -> list[Line]:
    """All of them, best first; of two that fit alike the item stands before the rest."""
    least = max(map(score, items), default=0.0) * _LEAST_OF_BEST
    lines = [*items, *(one for some in further for one in some if score(one) >= least)]
    # Sorting keeps the order of those that are alike.
    return sorted(lines, key=score, reverse=True)
