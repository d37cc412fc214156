"""How people really write numbers: full-width digits, spaces, invisible characters."""

import re
import unicodedata

# Pasted from chat programmes and PDF files, these stand unseen between the digits.
_INVISIBLE = re.compile("[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")


def tidy_number(text: str) -> str:
    """The number in half-width upper-case characters without spaces between them."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).upper()


def position_of_other(text: str, allowed: str) -> int | None:
    """Where (counted from 1) the first character stands that is not in ``allowed``."""
    return next(
        (at for at, sign in enumerate(text, start=1) if sign not in allowed), None
    )
