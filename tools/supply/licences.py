"""Which licences may be in the locks: read from metadata, judged by one reviewed file.

Nothing is guessed: a licence that is no SPDX identifier, or not on the list, fails.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from packaging.licenses import (
    InvalidLicenseExpression,
    canonicalize_license_expression,
)

from tools.supply.pins import Pin, Said

# The older ways to say it. "BSD License" leaves open which of the family: all of it is accepted.
_CLASSIFIERS: Final[Mapping[str, str]] = {
    "MIT License": "MIT",
    "BSD License": "LicenseRef-BSD",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
    "GNU General Public License v3 (GPLv3)": "GPL-3.0-only",
    "GNU Affero General Public License v3": "AGPL-3.0-only",
}
_TEXTS: Final[Mapping[str, str]] = {
    "MIT License": "MIT",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
}
_COPYLEFT: Final = ("GPL-", "AGPL-")
_LESSER: Final = "LGPL-"


@dataclass(frozen=True)
class ReadByHand:
    """A licence that metadata does not say: who reads it says of which version, and where."""

    version: str
    licence: str
    where: str


@dataclass(frozen=True)
class Policy:
    """The reviewed file: accepted identifiers, LGPL by name, licences read by hand."""

    accepted: frozenset[str]
    lgpl: Mapping[str, str]
    by_hand: Mapping[str, ReadByHand]


def read_policy(path: Path) -> Policy:
    """Read the file; a missing reason or place is an error of the file."""
    told = tomllib.loads(path.read_text("utf-8"))
    lgpl = {name: str(reason).strip() for name, reason in told["lgpl"].items()}
    by_hand = {name: ReadByHand(**one) for name, one in told["read_by_hand"].items()}
    unreasoned = [name for name, reason in lgpl.items() if not reason]
    if unreasoned:
        raise ValueError(f"{path.name}: {', '.join(unreasoned)} 没有写理由")
    return Policy(frozenset(told["accepted"]), lgpl, by_hand)


def judge(pin: Pin, said: Said, policy: Policy) -> str | None:
    """What is wrong with the licence, in one sentence; None where it may be used."""
    expression = licence_of(pin, said, policy)
    if expression is None:
        said_words = said.expression or "、".join(said.classifiers) or said.text[:60]
        return f"{pin} 许可证不明（元数据里写的是“{said_words}”）"
    if _Reading(expression, lambda one: _allows(pin, one, policy)).holds():
        return None
    if _LESSER in expression:
        return f"{pin} 是 {expression}，LGPL 只能逐个点名并写明理由"
    return f"{pin} 是 {expression}，不在可用的许可证里"


def licence_of(pin: Pin, said: Said, policy: Policy) -> str | None:
    """The SPDX expression: of the expression, else the classifiers, else the text, else by hand."""
    hand = policy.by_hand.get(pin.name)
    if hand is not None and hand.version == pin.version:
        return _canonical(hand.licence)
    if said.expression:
        return _canonical(said.expression)
    if said.classifiers:
        # Several classifiers may mean either or both: all of them must be right.
        return _canonical(
            " AND ".join(_CLASSIFIERS.get(one, "?") for one in said.classifiers)
        )
    text = said.text.strip()
    return _canonical(_TEXTS.get(text, text)) if text else None


def _canonical(expression: str) -> str | None:
    try:
        return str(canonicalize_license_expression(expression))
    except InvalidLicenseExpression:
        return None


def _allows(pin: Pin, licence: str, policy: Policy) -> bool:
    if licence.startswith(_COPYLEFT):
        return False
    if licence.startswith(_LESSER):
        return pin.name in policy.lgpl
    return licence in policy.accepted


class _Reading:
    """Reads a canonical expression: of OR one side is enough, of AND both are needed."""

    def __init__(self, expression: str, allows: Callable[[str], bool]) -> None:
        spaced = expression.replace("(", " ( ").replace(")", " ) ")
        self._words = spaced.split()
        self._allows = allows

    def holds(self) -> bool:
        """Whether what is left of the words allows the use."""
        held = self._all_of()
        while self._takes("OR"):
            held = self._all_of() or held
        return held

    def _all_of(self) -> bool:
        held = self._one()
        while self._takes("AND"):
            held = self._one() and held
        return held

    def _one(self) -> bool:
        if self._takes("("):
            held = self.holds()
            self._takes(")")
            return held
        licence = self._words.pop(0)
        if self._takes("WITH"):
            # An exception only gives more than the licence.
            self._words.pop(0)
        return self._allows(licence)

    def _takes(self, word: str) -> bool:
        if self._words[:1] == [word]:
            self._words.pop(0)
            return True
        return False
