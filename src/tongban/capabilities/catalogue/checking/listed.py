"""What is odd in a row of a list as a list: cells, cut codes, its body. Pure; nothing is refused."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from tongban.capabilities.catalogue.checking.found import found, part, text
from tongban.capabilities.catalogue.types import Finding
from tongban.ground.codes.credit_code import CreditCodeRefused, check_credit_code
from tongban.ground.codes.item_codes import CodeScheme, ItemCodeRefused, inspect

Document = dict[str, Any]

_CODES: Final = ("basic_code", "implementation_code", "handling_code")
# Spreadsheets write a long number so, and have lost its last digits.
_CUT: Final = re.compile(r"[0-9](\.[0-9]+)?[eE]\+?[0-9]+")
_LONGEST_NAME: Final = 200
_LONGEST_PLACEHOLDER: Final = 12


def check_row(document: Document, formulas: tuple[str, ...]) -> list[Finding]:
    """Everything found in what a row says, beside what every document is checked for."""
    return [
        *_computed(formulas),
        *_name(document),
        *_codes(document),
        *_body(document),
    ]


def is_placeholder(code: str) -> bool:
    """Whether a code is a word that stands for none, or a number cut short."""
    if _CUT.fullmatch(code):
        return True
    if len(code) > _LONGEST_PLACEHOLDER and code.strip("0-_./ "):
        return False
    try:
        odd = inspect(code, CodeScheme.LOCAL)
    except ItemCodeRefused:
        return False
    return any(one.rule == "placeholder" for one in odd)


def _computed(formulas: tuple[str, ...]) -> Iterator[Finding]:
    for name in formulas:
        yield found("list.formula", name, name)


def _name(document: Document) -> Iterator[Finding]:
    name = text(document, "name")
    if len(name) > _LONGEST_NAME:
        yield found("list.name_long", "name", _LONGEST_NAME, len(name))


def _codes(document: Document) -> Iterator[Finding]:
    for name in _CODES:
        code = text(document, name)
        if _CUT.fullmatch(code):
            yield found("list.code_cut", name, code)


def region_of(code: str) -> str | None:
    """The region that a list names, if it is one."""
    return code if re.fullmatch(r"[0-9]{6,12}", code) else None


@lru_cache(maxsize=512)
def credit_code_of(code: str) -> str | None:
    """The credit code that a list gives its department, if it is one."""
    try:
        return check_credit_code(code).code if code else None
    except CreditCodeRefused:
        return None


def _body(document: Document) -> Iterator[Finding]:
    code = text(part(document, "listed"), "department_code")
    if code and credit_code_of(code) is None:
        yield found("list.body_code", "listed.department_code", code)
