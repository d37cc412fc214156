"""Which question leads on: the one that leaves the least to choose from, by what there is.

Nothing is asked that would leave everything, and nobody has to know an answer: who skips a
question is asked another.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

Keys = Mapping[str, frozenset[str]]
SKIPPED: Final = "unsure"
# So few are read faster than another question.
FEW: Final = 6
# For whom, and about what, everybody knows; only then comes what splits best.
_FIRST: Final = ("who", "theme")
_THEN: Final = ("want", "kind", "online", "level", "org")
# A list of more choices than this is no question.
_MOST_CHOICES: Final = 24


def left_by(answers: Mapping[str, str], standing: Sequence[Keys]) -> list[int]:
    """The places of what the answers leave."""
    chosen = {name: said for name, said in answers.items() if said != SKIPPED}
    return [
        at
        for at, keys in enumerate(standing)
        if all(said in keys.get(name, ()) for name, said in chosen.items())
    ]


def next_question(
    answers: Mapping[str, str], standing: Sequence[Keys]
) -> tuple[str, Counter[str]] | None:
    """The facet to ask next, with how much each answer would leave; None when few are left."""
    here = [standing[at] for at in left_by(answers, standing)]
    if len(here) <= FEW:
        return None
    splits = {
        name: counted
        for name in (*_FIRST, *_THEN)
        if name not in answers
        and 1 < len(counted := _count(name, here)) <= _MOST_CHOICES
        # An answer that everything shares parts nothing from nothing.
        and min(counted.values()) < len(here)
    }
    for name in _FIRST:
        if name in splits:
            return name, splits[name]
    best = min(splits, key=lambda name: _expected(splits[name]), default=None)
    return (best, splits[best]) if best else None


def _count(name: str, here: Sequence[Keys]) -> Counter[str]:
    return Counter(key for keys in here for key in keys.get(name, ()))


def _expected(counted: Counter[str]) -> float:
    """How many are left on average, when each is as likely to be meant."""
    return sum(count * count for count in counted.values()) / counted.total()
