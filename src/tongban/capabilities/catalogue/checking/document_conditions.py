"""Conditions: each is one that can be checked, and groups say what they need of their own."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from tongban.capabilities.catalogue.checking.found import found, rows, text
from tongban.capabilities.catalogue.checking.guide import check_condition
from tongban.capabilities.catalogue.types import Finding

Document = dict[str, Any]

# 满足其一, 全部满足.
ANY: Final = "any"
ALL: Final = "all"
_FEWEST: Final = 2
_SPEECH: Final = re.compile(r"[\s，。、；：！,.;:!（）()“”]")


def any_groups(document: Document) -> frozenset[str]:
    """The keys of the groups of which one condition is enough."""
    return frozenset(
        text(group, "key")
        for group in rows(document, "condition_groups")
        if text(group, "need") == ANY
    ) - {""}


def check_conditions(document: Document) -> list[Finding]:
    """What is found in the conditions and in their groups."""
    return [*_each(document), *_groups(document), *_members(document)]


def _each(document: Document) -> Iterator[Finding]:
    conditions = rows(document, "conditions")
    if not conditions:
        yield found("condition.missing", "conditions")
    for at, condition in enumerate(conditions, 1):
        where = f"conditions[{at}]"
        said = text(condition, "text")
        if not said:
            yield found("condition.none", where, said)
        yield from check_condition(said, where, text(document, "name"))


def _groups(document: Document) -> Iterator[Finding]:
    """A group of one says no more than the condition alone, and none says nothing."""
    members = Counter(text(row, "group") for row in rows(document, "conditions"))
    for at, group in enumerate(rows(document, "condition_groups"), 1):
        where = f"condition_groups[{at}]"
        if text(group, "need") not in {ANY, ALL}:
            yield found("condition.group_need", where, text(group, "need"))
        if members[text(group, "key")] < _FEWEST:
            yield found("condition.group_small", where, members[text(group, "key")])


def _members(document: Document) -> Iterator[Finding]:
    keys = {text(group, "key") for group in rows(document, "condition_groups")}
    any_of = any_groups(document)
    conditions = rows(document, "conditions")
    always = {
        _SPEECH.sub("", text(row, "text")): at
        for at, row in enumerate(conditions, 1)
        if text(row, "group") not in any_of
    }
    for at, row in enumerate(conditions, 1):
        where, group = f"conditions[{at}]", text(row, "group")
        if group and group not in keys:
            yield found("condition.group_unknown", where, group)
        again = always.get(_SPEECH.sub("", text(row, "text")))
        # What everybody has to meet is no choice among several.
        if group in any_of and again:
            yield found("condition.group_needless", where, again)
