"""How people really write numbers: full-width digits, spaces, invisible characters."""

import re
import unicodedata
from typing import Final

from tongban.ground.refusals import Refusal

# Pasted from chat programmes and PDF files, these stand unseen between the digits.
_INVISIBLE = re.compile("[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def tidy_number(text: str) -> str:
    """The number in half-width upper-case characters without spaces between them."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).upper()


def position_of_other(text: str, allowed: str) -> int | None:
    """Where (counted from 1) the first character stands that is not in ``allowed``."""
    return next(
        (at for at, sign in enumerate(text, start=1) if sign not in allowed), None
    )


def check_remark(text: str, *, noun: str, most: int, example: str) -> str:
    """Free words on one line as they are to be kept; they may be empty.

    Refuses with Refusal words that are too long or hold characters nobody sees.
    """
    words = unicodedata.normalize("NFC", text).strip()
    if len(words) > most:
        raise Refusal(
            f"{noun}最多 {most} 个字，您填了 {len(words)} 个，请写短些，例如 {example}"
        )
    if any(unicodedata.category(sign) in _UNSEEN for sign in words):
        raise Refusal(f"{noun}里有看不见的控制字符，请用键盘重新输入，例如 {example}")
    return words
