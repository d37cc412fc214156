"""Identity documents of natural persons: which kinds there are, and whether a number can be one.

A number tells where and when it was first given, never where its holder lives now:
abolished and unknown counties are therefore accepted (GB 11643).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tongban.ground.codes.check_digits import DIGITS, mod_11_2
from tongban.ground.codes.writing import position_of_other, tidy_number
from tongban.ground.refusals import Refusal

_LENGTH: Final = 18
_OLD_LENGTH: Final = 15
# Of the invented region 6901: no living person can bear it.
CITIZEN_EXAMPLE: Final = "690121190001010012"
_HONG_KONG_MACAO_EXAMPLE: Final = "810000199001010019"
_TAIWAN_EXAMPLE: Final = "830000199001010012"
_FOREIGN_EXAMPLE: Final = "91184019850101001X"


class IdKind(StrEnum):
    """The kinds of identity document that people may name."""

    CITIZEN = "citizen_id"
    HONG_KONG_MACAO_RESIDENCE = "hong_kong_macao_residence"
    TAIWAN_RESIDENCE = "taiwan_residence"
    FOREIGN_PERMANENT = "foreign_permanent"
    PASSPORT_CN = "passport_cn"
    PASSPORT_FOREIGN = "passport_foreign"
    HONG_KONG_MACAO_PERMIT = "hong_kong_macao_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    OFFICER = "officer"

    @property
    def label(self) -> str:
        """The document's name in Chinese."""
        return _LABELS[self]

    @property
    def exchange_code(self) -> str | None:
        """The three digits of GA/T 2000.156 for exchange; None where not confirmed."""
        return _EXCHANGE_CODES.get(self)


_LABELS: Final = {
    IdKind.CITIZEN: "居民身份证",
    IdKind.HONG_KONG_MACAO_RESIDENCE: "港澳居民居住证",
    IdKind.TAIWAN_RESIDENCE: "台湾居民居住证",
    IdKind.FOREIGN_PERMANENT: "外国人永久居留身份证",
    IdKind.PASSPORT_CN: "中国护照",
    IdKind.PASSPORT_FOREIGN: "外国护照",
    IdKind.HONG_KONG_MACAO_PERMIT: "港澳居民来往内地通行证",
    IdKind.TAIWAN_PERMIT: "台湾居民来往大陆通行证",
    IdKind.OFFICER: "军官证",
}
_EXCHANGE_CODES: Final = {
    IdKind.CITIZEN: "111",
    IdKind.OFFICER: "114",
    IdKind.PASSPORT_CN: "414",
    IdKind.PASSPORT_FOREIGN: "414",
    IdKind.TAIWAN_PERMIT: "511",
    IdKind.HONG_KONG_MACAO_PERMIT: "516",
    IdKind.FOREIGN_PERMANENT: "553",
}


class Sex(StrEnum):
    """Sex as GB/T 2261.1 codes it, as far as a number can tell it."""

    MALE = "1"
    FEMALE = "2"

    @property
    def label(self) -> str:
        """The word in Chinese."""
        return "男" if self is Sex.MALE else "女"


@dataclass(frozen=True)
class Identity:
    """A number that can exist, as it is to be stored, and what it tells."""

    kind: IdKind
    number: str
    birth_on: date | None = None
    sex: Sex | None = None


class IdentityRefused(Refusal):
    """No document of this kind can bear this number."""


@dataclass(frozen=True)
class _Wording:
    """What a number is called in messages, and a number that would be taken."""

    noun: str
    example: str


def check_identity(
    kind: IdKind | str, number: str, *, on: date, convert_old: bool = False
) -> Identity:
    """The identity that the number stands for; IdentityRefused where none can.

    ``on`` is the day of asking: nobody is born after it. ``convert_old`` takes the
    15 digits given before 1999 and makes 18 of them: for historic data only.
    """
    kind = IdKind(kind)
    number = tidy_number(number)
    if convert_old and kind is IdKind.CITIZEN and len(number) == _OLD_LENGTH:
        number = convert_old_number(number)
    return _CHECKS[kind](number, on)


def convert_old_number(number: str) -> str:
    """The 18 characters that 15 digits given before 1999 became."""
    number = tidy_number(number)
    if not re.fullmatch(r"[0-9]{15}", number):
        raise IdentityRefused(
            f"旧身份证号码要 15 位数字，您填了 {len(number)} 位，例如 690121000101001",
            rule="identity.old_number",
        )
    seventeen = f"{number[:6]}19{number[6:]}"
    return seventeen + mod_11_2(seventeen)


def _citizen(number: str, on: date) -> Identity:
    if len(number) == _LENGTH:
        _turn_to_other_kind(number)
    wording = _Wording("身份证号码", CITIZEN_EXAMPLE)
    return _eighteen(IdKind.CITIZEN, number, on, wording)


def _turn_to_other_kind(number: str) -> None:
    """Residence permits bear numbers of the same make: say which kind to choose."""
    kinds = {
        "810000": IdKind.HONG_KONG_MACAO_RESIDENCE,
        "820000": IdKind.HONG_KONG_MACAO_RESIDENCE,
        "830000": IdKind.TAIWAN_RESIDENCE,
    }
    other = kinds.get(number[:6])
    if other is None and number.startswith("9"):
        other = IdKind.FOREIGN_PERMANENT
    if other is not None:
        raise IdentityRefused(
            f"这是{other.label}的号码，不是居民身份证号码，"
            f"请把证件类型改选为“{other.label}”，例如 {_EXAMPLES[other]}",
            rule="identity.kind",
        )


def _residence(
    kind: IdKind, prefixes: tuple[str, ...]
) -> Callable[[str, date], Identity]:
    def check(number: str, on: date) -> Identity:
        wording = _Wording(f"{kind.label}号码", _EXAMPLES[kind])
        if len(number) == _LENGTH and not number.startswith(prefixes):
            raise IdentityRefused(
                f"{wording.noun}要以 {' 或 '.join(prefixes)} 开头，"
                f"您填的以 {number[:6]} 开头，请核对证件类型和号码，"
                f"例如 {wording.example}",
                rule="identity.prefix",
            )
        return _eighteen(kind, number, on, wording)

    return check


def _foreign_permanent(number: str, on: date) -> Identity:
    kind = IdKind.FOREIGN_PERMANENT
    # The form before December 2023. Its two-digit year tells no century: no birth date.
    if re.fullmatch(r"[A-Z]{3}[0-9]{12}", number):
        return Identity(kind, number)
    wording = _Wording(f"{kind.label}号码", _FOREIGN_EXAMPLE)
    if len(number) == _LENGTH and not number.startswith("9"):
        raise IdentityRefused(
            f"{wording.noun}的 18 位号码要以 9 开头（旧证是 3 个字母加 12 位数字），"
            f"您填的以 {number[0]} 开头，请照证件重填，例如 {wording.example}",
            rule="identity.prefix",
        )
    return _eighteen(kind, number, on, wording)


def _eighteen(kind: IdKind, number: str, on: date, wording: _Wording) -> Identity:
    """The make that four kinds share: place 6, birth 8, sequence 3, check 1."""
    _check_signs(number, wording)
    birth_on = _birth(number[6:14], on, wording)
    if number[17] != mod_11_2(number[:17]):
        # Not which digit it should be: that would complete a number somebody guesses at.
        raise IdentityRefused(
            f"{wording.noun}的最后一位对不上，可能有一位填错，"
            f"请照证件逐位核对，例如 {wording.example}",
            rule="identity.check_digit",
        )
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return Identity(kind, number, birth_on, sex)


def _check_signs(number: str, wording: _Wording) -> None:
    if not number:
        raise IdentityRefused(
            f"请填写{wording.noun}，共 18 位，例如 {wording.example}",
            rule="identity.empty",
        )
    if len(number) != _LENGTH:
        old = "（1999 年以前的旧号码）" if re.fullmatch(r"[0-9]{15}", number) else ""
        raise IdentityRefused(
            f"{wording.noun}要 18 位，您填了 {len(number)} 位{old}，"
            f"请照证件重填，例如 {wording.example}",
            rule="identity.length",
        )
    at = position_of_other(number[:17], DIGITS)
    if at is None and number[17] not in DIGITS + "X":
        at = _LENGTH
    if at is not None:
        raise IdentityRefused(
            f"{wording.noun}第 {at} 位是“{number[at - 1]}”，"
            "前 17 位只能是数字，第 18 位是数字或 X，"
            f"请照证件重填，例如 {wording.example}",
            rule="identity.signs",
        )


def _birth(digits: str, on: date, wording: _Wording) -> date:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    try:
        birth_on = date(year, month, day)
    except ValueError:
        raise IdentityRefused(
            f"{wording.noun}第 7 到 14 位是出生日期，您填的是 {digits}，"
            f"没有 {year} 年 {month} 月 {day} 日，请照证件重填，例如 {wording.example}",
            rule="identity.birth_date",
        ) from None
    if birth_on > on:
        raise IdentityRefused(
            f"{wording.noun}第 7 到 14 位是出生日期，您填的是 {digits}，"
            f"{year} 年 {month} 月 {day} 日还没有到，"
            f"请照证件重填，例如 {wording.example}",
            rule="identity.birth_in_future",
        )
    return birth_on


def _written(kind: IdKind, pattern: str, form: str) -> Callable[[str, date], Identity]:
    """A document whose number carries no check digit: only its form can be looked at."""

    def check(number: str, _on: date) -> Identity:
        if not re.fullmatch(pattern, number):
            filled = f"您填了 {len(number)} 位" if number else "您没有填"
            raise IdentityRefused(
                f"{kind.label}号码要{form}，{filled}，对不上，"
                f"请照证件重填，例如 {_EXAMPLES[kind]}",
                rule="identity.form",
            )
        return Identity(kind, number)

    return check


_EXAMPLES: Final = {
    IdKind.CITIZEN: CITIZEN_EXAMPLE,
    IdKind.HONG_KONG_MACAO_RESIDENCE: _HONG_KONG_MACAO_EXAMPLE,
    IdKind.TAIWAN_RESIDENCE: _TAIWAN_EXAMPLE,
    IdKind.FOREIGN_PERMANENT: _FOREIGN_EXAMPLE,
    IdKind.PASSPORT_CN: "E12345678",
    IdKind.PASSPORT_FOREIGN: "AB1234567",
    IdKind.HONG_KONG_MACAO_PERMIT: "H12345678",
    IdKind.TAIWAN_PERMIT: "12345678",
    IdKind.OFFICER: "军字第1234567号",
}
_CHECKS: Final[dict[IdKind, Callable[[str, date], Identity]]] = {
    IdKind.CITIZEN: _citizen,
    IdKind.HONG_KONG_MACAO_RESIDENCE: _residence(
        IdKind.HONG_KONG_MACAO_RESIDENCE, ("810000", "820000")
    ),
    IdKind.TAIWAN_RESIDENCE: _residence(IdKind.TAIWAN_RESIDENCE, ("830000",)),
    IdKind.FOREIGN_PERMANENT: _foreign_permanent,
    IdKind.PASSPORT_CN: _written(
        IdKind.PASSPORT_CN,
        r"[EGDSP][0-9A-Z][0-9]{7}",
        "9 位，以 E、G、D、S 或 P 开头，后 7 位是数字",
    ),
    IdKind.PASSPORT_FOREIGN: _written(
        IdKind.PASSPORT_FOREIGN,
        r"(?=.*[0-9])[0-9A-Z]{5,20}",
        " 5 到 20 位字母或数字，至少有一位数字",
    ),
    IdKind.HONG_KONG_MACAO_PERMIT: _written(
        IdKind.HONG_KONG_MACAO_PERMIT,
        r"[HM][0-9]{8}(?:[0-9]{2})?",
        " H 或 M 开头加 8 位或 10 位数字",
    ),
    IdKind.TAIWAN_PERMIT: _written(
        IdKind.TAIWAN_PERMIT, r"[0-9]{8}(?:[0-9]{2})?", " 8 位或 10 位数字"
    ),
    IdKind.OFFICER: _written(
        IdKind.OFFICER,
        r"(?=.*[0-9])[0-9A-Z\u4e00-\u9fff()\-]{4,30}",
        " 4 到 30 个汉字、字母或数字，至少有一位数字",
    ),
}
