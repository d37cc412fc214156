"""How alike two names of papers are: by their signs, once what says nothing of them is gone."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from tongban.capabilities.catalogue.finding.words import normalise

# Below this two names share no more than a sign here and there.
ALIKE: Final = 0.3
_SHORTEST: Final = 2
_WEIGHT_OF_PAIRS: Final = 0.7
_WHOLLY_WITHIN: Final = 0.6
# How a paper is handed in and whose it is: not which paper.
_AROUND: Final = re.compile(
    r"（[^）]*）|\([^)]*\)|原件[及和或、]复印件|复印件|影印件|扫描件|电子件|原件|正本|副本|正反面|证明材料|材料"
    "|申请人|申办人|办理人|代办人|经办人|委托人|本人|双方|夫妻|[一二两三]份|有效|相关|的"
)
# What half of all papers end in tells none of them apart.
_ENDINGS: Final = re.compile(
    "(?:申请|登记|备案|承诺|情况)*(?:表|书|单|证明|信息|说明)$"
)


@lru_cache(maxsize=8192)
def bare(name: str) -> str:
    """The name without what stands around it; the name itself when nothing would be left."""
    left = _AROUND.sub("", name)
    return normalise(left if len(left) >= _SHORTEST else name)


def likeness(name: str, other: str) -> float:
    """From 0, nothing in common, to 1, the same name."""
    one, two = bare(name), bare(other)
    if not one or not two:
        return 0.0
    if one == two:
        return 1.0
    shared = _share(_pairs(one), _pairs(two)) * _WEIGHT_OF_PAIRS
    shared += _share(set(one), set(two)) * (1 - _WEIGHT_OF_PAIRS)
    short, long = sorted((one, two), key=len)
    if len(short) > _SHORTEST and short in long:
        shared = max(shared, _WHOLLY_WITHIN + shared * (1 - _WHOLLY_WITHIN))
    if not _pairs(_root(one)) & _pairs(_root(two)):
        return 0.0
    return shared


def most_alike(name: str, others: Iterable[str]) -> float:
    """How alike the name is to the one of the others that is most like it."""
    return max((likeness(name, other) for other in others), default=0.0)


def _root(name: str) -> str:
    left = _ENDINGS.sub("", name)
    return left if len(left) >= _SHORTEST else name


def _share(one: set[str], two: set[str]) -> float:
    return 2 * len(one & two) / (len(one) + len(two))


def _pairs(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(max(1, len(name) - 1))}
