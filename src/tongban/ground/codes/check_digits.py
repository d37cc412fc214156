"""The check digits that Chinese codes end with, each from its published rule.

Written out here, not taken from python-stdnum, because its modules for Chinese codes
refuse lawful numbers (see README); the tests compare both.
"""

from typing import Final

DIGITS: Final = "0123456789"
# GB 32100: digits and capital letters without I, O, S, V and Z.
CREDIT_CODE_SYMBOLS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION_SYMBOLS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_TEN: Final = 10


def mod_11_2(digits: str) -> str:
    """ISO 7064 MOD 11-2, ``X`` for ten: citizen identity numbers."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2 % 11
    check = (1 - total) % 11
    return "X" if check == _TEN else str(check)


def mod_11_10(digits: str) -> str:
    """ISO 7064 MOD 11,10: always a digit, so it suits a number read out on the telephone."""
    check = _TEN
    for digit in digits:
        check = ((check + int(digit)) % 10 or 10) * 2 % 11
    return str((1 - check) % 10)


def mod_31(symbols: str) -> str:
    """GB 32100: the last sign of a unified social credit code."""
    total = sum(
        CREDIT_CODE_SYMBOLS.index(symbol) * pow(3, at, 31)
        for at, symbol in enumerate(symbols)
    )
    return CREDIT_CODE_SYMBOLS[-total % 31]


def organisation_mod_11(symbols: str) -> str:
    """GB 11714: the ninth sign of an organisation code."""
    total = sum(
        _ORGANISATION_SYMBOLS.index(symbol) * weight
        for symbol, weight in zip(symbols, _ORGANISATION_WEIGHTS, strict=True)
    )
    check = -total % 11
    return "X" if check == _TEN else str(check)
