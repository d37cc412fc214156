"""From what a browser sends to the value that the API would send, and back.

What cannot be read is passed on as it was typed: the one check refuses it in the same
words as it would from the API.
"""

import re
import unicodedata
from typing import Final

from tongban.plumbing.schemas.schema import NO, YES, FieldSpec, FieldType
from tongban.plumbing.schemas.values import write_yuan

_GROUPING: Final = re.compile(r"[\s,，]+")
_INTEGER: Final = re.compile(r"[-+]?[0-9]{1,15}")
_AMOUNT: Final = re.compile(r"[¥￥]?(-?)([0-9]{1,13})(?:\.([0-9]{1,2}))?元?")


def read_typed(spec: FieldSpec, typed: object) -> object:
    """The API's value for what stands in the control."""
    if not isinstance(typed, str):
        return typed
    match spec.type:
        case FieldType.INTEGER:
            digits = _digits(typed)
            return int(digits) if _INTEGER.fullmatch(digits) else typed
        case FieldType.MONEY:
            return _read_amount(typed)
        case FieldType.YES_NO:
            return {YES: True, NO: False}.get(typed, typed)
        case FieldType.DATE:
            return re.sub(r"\s+", "", unicodedata.normalize("NFKC", typed))
        case _:
            return typed


def show_value(spec: FieldSpec, value: object) -> object:
    """What stands in the control for the API's value."""
    if spec.type is FieldType.MONEY and isinstance(value, int):
        return write_yuan(value)
    if spec.type is FieldType.YES_NO and isinstance(value, bool):
        return YES if value else NO
    return value


def _digits(typed: str) -> str:
    return _GROUPING.sub("", unicodedata.normalize("NFKC", typed))


def _read_amount(typed: str) -> object:
    found = _AMOUNT.fullmatch(_digits(typed))
    if found is None:
        return typed
    fen = int(found[2]) * 100 + int((found[3] or "").ljust(2, "0"))
    return -fen if found[1] else fen
