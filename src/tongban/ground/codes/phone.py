"""Telephone numbers and postcodes: mobile, landline, hotline."""

import re
from typing import Final

from tongban.ground.codes.check_digits import DIGITS
from tongban.ground.codes.writing import position_of_other, tidy_number
from tongban.ground.refusals import Refusal

_MOBILE_LENGTH: Final = 11
_MOBILE_EXAMPLE: Final = "16969012345"
_LANDLINE_EXAMPLE: Final = "0690-1234567"
_POSTCODE_EXAMPLE: Final = "690100"
_POSTCODE_LENGTH: Final = 6
# Dashes of every kind are written between the groups; brackets round the area code.
_MARKS: Final = re.compile(r"[-‐-―−()]")
_LANDLINE: Final = re.compile(r"(010|02[0-9]|0[3-9][0-9]{2})-?([0-9]{7,8})")
_HOTLINE: Final = re.compile(r"1[0-9]{2}|1[012][0-9]{3}|9[56][0-9]{3,4}|[48]00[0-9]{7}")


class PhoneRefused(Refusal):
    """Not a telephone number of the kind that was asked for."""


class PostcodeRefused(Refusal):
    """Not a postcode."""


def check_mobile(text: str) -> str:
    """The eleven digits, without +86 and marks; PhoneRefused otherwise."""
    number = _MARKS.sub("", tidy_number(text))
    number = re.sub(r"^(?:\+86|0086)(?=1)|^86(?=1[0-9]{10}$)", "", number)
    at = position_of_other(number, DIGITS)
    if at is not None:
        raise PhoneRefused(
            f"手机号要 11 位数字，您填的第 {at} 位是“{number[at - 1]}”，"
            f"请改正，例如 {_MOBILE_EXAMPLE}",
            rule="phone.mobile.signs",
        )
    if len(number) != _MOBILE_LENGTH:
        raise PhoneRefused(
            f"手机号要 11 位数字，{_filled(number)}，例如 {_MOBILE_EXAMPLE}",
            rule="phone.mobile.length",
        )
    if not re.fullmatch(r"1[3-9][0-9]{9}", number):
        raise PhoneRefused(
            f"手机号以 13 到 19 开头，您填的以 {number[:2]} 开头，"
            f"请核对后重填，例如 {_MOBILE_EXAMPLE}",
            rule="phone.mobile.prefix",
        )
    return number


def check_landline(text: str) -> str:
    """Area code, hyphen, number; PhoneRefused otherwise."""
    number = re.sub(r"^(?:\+86|0086)-?0?", "0", tidy_number(text))
    found = _LANDLINE.fullmatch(_MARKS.sub("", number))
    if found is None:
        raise PhoneRefused(
            f"固定电话要区号加 7 位或 8 位号码，{_filled(number)}，例如 {_LANDLINE_EXAMPLE}",
            rule="phone.landline",
        )
    return f"{found[1]}-{found[2]}"


def check_hotline(text: str) -> str:
    """A short number such as 12345, or 400 and 800 numbers; PhoneRefused otherwise."""
    number = _MARKS.sub("", tidy_number(text))
    if not _HOTLINE.fullmatch(number):
        raise PhoneRefused(
            f"热线要 3 到 6 位短号码或 400、800 开头的 10 位号码，{_filled(number)}，例如 12345",
            rule="phone.hotline",
        )
    return number


def check_any_phone(text: str) -> str:
    """A mobile, landline or hotline number: for the telephones that an office publishes."""
    for check in (check_mobile, check_landline, check_hotline):
        try:
            return check(text)
        except PhoneRefused:
            continue
    raise PhoneRefused(
        f"电话要填手机号、带区号的固定电话或热线短号，{_filled(tidy_number(text))}，"
        f"例如 {_LANDLINE_EXAMPLE} 或 12345",
        rule="phone.any",
    )


def check_postcode(text: str) -> str:
    """Six digits; PostcodeRefused otherwise."""
    number = tidy_number(text)
    at = position_of_other(number, DIGITS)
    if at is not None:
        raise PostcodeRefused(
            f"邮政编码要 6 位数字，您填的第 {at} 位是“{number[at - 1]}”，"
            f"请改正，例如 {_POSTCODE_EXAMPLE}",
            rule="postcode.signs",
        )
    if len(number) != _POSTCODE_LENGTH:
        raise PostcodeRefused(
            f"邮政编码要 6 位数字，{_filled(number)}，例如 {_POSTCODE_EXAMPLE}",
            rule="postcode.length",
        )
    return number


def _filled(number: str) -> str:
    """How much was filled in, never what: messages reach logs, numbers must not."""
    return f"您填了 {len(number)} 位" if number else "您没有填"
