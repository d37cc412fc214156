"""The register of rules, and one finding by it: severity and words stand in the table."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from tongban.capabilities.catalogue.types import Finding

ERROR = "error"


@dataclass(frozen=True)
class Rule:
    """One rule of the register: `article` is why it stands, `message` how to mend it."""

    severity: str
    kind: str
    title: str
    article: str
    message: str


@cache
def known_rules() -> Mapping[str, Rule]:
    """Every rule by its id."""
    return {rule: Rule(**row) for rule, row in _register()["rules"].items()}


@cache
def known_kinds() -> Mapping[str, str]:
    """The kinds that rules are grouped by, and what people call them."""
    return dict(_register()["kinds"])


def kind_of(finding: Finding) -> str:
    """The kind of the rule that it was found by; nothing where the rule is no more."""
    known = known_rules().get(finding.rule)
    return known.kind if known else ""


@cache
def _register() -> dict[str, Any]:
    text = files(__package__).joinpath("rules.json").read_text(encoding="utf-8")
    register: dict[str, Any] = json.loads(text)
    return register


def found(rule: str, where: str, *words: object) -> Finding:
    """A finding, with the words filled in."""
    if not words:
        return _plain(rule, where)
    known = known_rules()[rule]
    return Finding(rule, known.severity, where, known.message.format(*words))


@lru_cache(maxsize=2048)
def _plain(rule: str, where: str) -> Finding:
    # In a list, what is missing is missing in every row alike.
    known = known_rules()[rule]
    return Finding(rule, known.severity, where, known.message.format())


def rows(document: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The entries of a list; whatever is not an entry is left out."""
    value = document.get(name)
    listed = value if isinstance(value, list) else []
    return [row for row in listed if isinstance(row, dict)]


def texts(document: Mapping[str, Any], name: str) -> list[str]:
    """The texts of a list, or the one text that stands in its place."""
    value = document.get(name)
    listed = value if isinstance(value, list) else [value]
    return [row for row in listed if isinstance(row, str) and row.strip()]


def text(document: Mapping[str, Any], name: str) -> str:
    """A text, or nothing."""
    value = document.get(name)
    return value.strip() if isinstance(value, str) else ""


def part(document: Mapping[str, Any], name: str) -> dict[str, Any]:
    """An object, or an empty one."""
    value = document.get(name)
    return value if isinstance(value, dict) else {}


def whole(document: Mapping[str, Any], name: str) -> int | None:
    """A whole number that is not negative, or None."""
    value = document.get(name)
    sound = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return value if sound else None


def positions(numbers: list[int]) -> str:
    """1,4,5: the places of entries, counted from one."""
    return ",".join(map(str, numbers))
