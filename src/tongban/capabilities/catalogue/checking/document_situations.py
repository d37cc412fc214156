"""Situations and what hangs on them: every answer leads on, and no material is asked twice."""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any, Final

from tongban.capabilities.catalogue.checking.found import found, rows, text, texts
from tongban.capabilities.catalogue.types import Finding

Document = dict[str, Any]
# The answers under which a material is asked for, by situation; none named: always.
Paths = Mapping[str, frozenset[str]]

_UNSURE: Final = "unsure"
_FEWEST_OPTIONS: Final = 2
_SPEECH: Final = re.compile(r"[\s，。、；：？！,.;:?!（）()“”「」]")
# What says how a paper is handed in, not which paper it is.
_MANNER: Final = re.compile(
    r"（[^）]*）|\([^)]*\)|[《》“”「」\s]|复印件|影印件|扫描件|电子件|原件|正本|副本|正反面"
)
# Whose paper it is. A name without one of these speaks of the applicant.
_WHOSE: Final = re.compile(
    "代办|经办|代理|监护|委托|负责人|法定代表|户主|投靠|配偶|父亲|母亲|父母|子女|男方|女方|卖方|买方"
    "|举办|股东|老人|残疾|缴存|持卡|经营者|证明人|担保|出租|承租|房东|被|双方|新任|原任|儿童|孩子"
)


def check_situations(document: Document) -> list[Finding]:
    """What is found in the situations, and in the paths that they open to materials."""
    situations = rows(document, "situations")
    materials = rows(document, "materials")
    options = {text(one, "key"): _keys(one) for one in situations}
    paths = [_paths(material) for material in materials]
    return [
        *_questions(situations),
        *_options(situations),
        *_dead(situations, paths, options),
        *_when(materials, options),
        *_twice(materials, paths),
    ]


def _keys(situation: Document) -> frozenset[str]:
    return frozenset(text(option, "key") for option in rows(situation, "options"))


def _paths(material: Document) -> Paths | None:
    """None where a material can never be asked for."""
    paths: dict[str, frozenset[str]] = {}
    for condition in rows(material, "when"):
        situation, wanted = text(condition, "situation"), _wanted(condition)
        paths[situation] = paths.get(situation, wanted) & wanted
    return None if not all(paths.values()) else paths


def _wanted(condition: Document) -> frozenset[str]:
    return frozenset(texts(condition, "options"))


def _questions(situations: list[Document]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for at, situation in enumerate(situations, 1):
        question = _SPEECH.sub("", text(situation, "question"))
        if not question:
            yield found("situation.question_missing", f"situations[{at}]")
        elif question in first:
            where = f"situations[{at}]"
            yield found("situation.question_repeated", where, first[question])
        first.setdefault(question, at)


def _options(situations: list[Document]) -> Iterator[Finding]:
    for at, situation in enumerate(situations, 1):
        where = f"situations[{at}]"
        options = rows(situation, "options")
        keys = [text(option, "key") for option in options]
        labels = [text(option, "label") for option in options]
        if len(keys) < _FEWEST_OPTIONS:
            yield found("situation.options_missing", where)
        elif _UNSURE not in keys:
            yield found("situation.unsure_missing", where)
        if not all(keys) or not all(labels):
            yield found("situation.option_blank", where)
        again = _repeated(labels) or _repeated(keys)
        if again:
            yield found("situation.option_repeated", where, again)


def _repeated(said: list[str]) -> str:
    return next((one for one in said if one and said.count(one) > 1), "")


def _dead(
    situations: list[Document],
    paths: list[Paths | None],
    options: Mapping[str, frozenset[str]],
) -> Iterator[Finding]:
    """A question is dead when every answer to it asks for the same materials."""
    for at, situation in enumerate(situations, 1):
        key = text(situation, "key")
        turns = (path[key] for path in paths if path and key in path)
        if not any(options[key] - wanted for wanted in turns):
            yield found("situation.dead", f"situations[{at}]")


def _when(
    materials: list[Document], options: Mapping[str, frozenset[str]]
) -> Iterator[Finding]:
    for at, material in enumerate(materials, 1):
        where, held = f"materials[{at}].when", dict[str, frozenset[str]]()
        for condition in rows(material, "when"):
            situation, wanted = text(condition, "situation"), _wanted(condition)
            if not wanted or not wanted <= options.get(situation, frozenset()):
                said = f"{situation}：{'、'.join(sorted(wanted))}"
                yield found("situation.unknown", where, said)
                break
            # The conditions of a material all have to hold.
            if situation in held and not held[situation] & wanted:
                both = "、".join(sorted(held[situation] | wanted))
                yield found("material.unreachable", where, both)
                break
            held[situation] = held.get(situation, wanted) & wanted


def _twice(materials: list[Document], paths: list[Paths | None]) -> Iterator[Finding]:
    named = [
        (at, material, _plain_name(text(material, "name")))
        for at, material in enumerate(materials)
    ]
    alike: dict[str, list[int]] = {}
    for at, material, name in named:
        for mark in {name, text(material, "catalogue_code")} - {""}:
            alike.setdefault(mark, []).append(at)
    pairs = {pair for group in alike.values() for pair in combinations(group, 2)}
    for one, other in sorted(pairs):
        if _is_same(named[one][2], named[other][2]) and _meet(paths[one], paths[other]):
            names = (text(materials[at], "name") for at in (one, other))
            yield found(
                "material.asked_twice", f"materials[{one + 1},{other + 1}]", *names
            )


def _plain_name(name: str) -> str:
    return _MANNER.sub("", name)


def _is_same(one: str, other: str) -> bool:
    """Same name, or same code and nobody else's: a code stands for a kind of paper."""
    if one == other:
        return bool(one)
    return set(_WHOSE.findall(one)) == set(_WHOSE.findall(other))


def _meet(one: Paths | None, other: Paths | None) -> bool:
    """Whether there is an answer to every question under which both are asked for."""
    if one is None or other is None:
        return False
    return all(one[key] & other[key] for key in one.keys() & other.keys())
