"""Codes that are sent to phones: six digits, five minutes, five tries, kept as keyed hashes."""

import secrets
from typing import Final

from tongban.plumbing.database.keyed import code_key, phone_key
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.database.prepared import execute, fetch_all

DIGITS: Final = 6
MINUTES: Final = 5
TRIES: Final = 5
_MAKE: Final = "select make_phone_code(%s, %s, %s, %s, %s, %s)"
_TRY: Final = "select try_phone_code(%s, %s, %s, %s, %s)"
_SPEND: Final = "select spend_phone_code(%s, %s, %s)"


def make_code(*, city: str, purpose: str, phone: str) -> str:
    """A new code for a phone; the one before it is worth nothing any more."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    values = [new_key(), city, purpose, phone_key(city, phone), _key(city, phone, code)]
    execute(_MAKE, [*values, MINUTES])
    return code


def try_code(*, city: str, purpose: str, phone: str, code: str) -> bool:
    """Say whether this is the code; each try counts."""
    values = [city, purpose, phone_key(city, phone), _key(city, phone, code), TRIES]
    return bool(fetch_all(_TRY, values)[0][0])


def spend_code(*, city: str, purpose: str, phone: str) -> None:
    """What it was for is done: the code opens nothing more."""
    execute(_SPEND, [city, purpose, phone_key(city, phone)])


def _key(city: str, phone: str, code: str) -> str:
    return code_key(city, phone, code)
