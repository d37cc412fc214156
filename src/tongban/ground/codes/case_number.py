"""The case number that people read out: region 6, day 8, serial 7, check 1 = 22 digits.

No national structure exists (at most 50 characters), so this one is the project's
choice. The check digit is ISO 7064 MOD 11,10, not 11-2: it never is an X, so the
number can be keyed in on a telephone or a ticket machine.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from tongban.ground.codes.check_digits import mod_11_10
from tongban.ground.codes.writing import tidy_number
from tongban.ground.refusals import Refusal

LENGTH: Final = 22
MOST_A_DAY: Final = 9_999_999
_EXAMPLE_REGION: Final = "690100"


@dataclass(frozen=True)
class CaseNumber:
    """A case number's parts."""

    region: str
    on: date
    serial: int

    def __str__(self) -> str:
        body = f"{self.region}{self.on:%Y%m%d}{self.serial:07d}"
        return body + mod_11_10(body)


class CaseNumberRefused(Refusal):
    """Not a case number."""


def make_case_number(*, region: str, on: date, serial: int) -> str:
    """The number of the day's case with this serial; six digits of region."""
    if not re.fullmatch(r"[0-9]{6}", region):
        raise CaseNumberRefused(
            f"办件编号里的行政区划要 6 位数字，给的是“{region}”，"
            f"请改正，例如 {_EXAMPLE_REGION}",
            rule="case_number.region",
        )
    if not 1 <= serial <= MOST_A_DAY:
        raise CaseNumberRefused(
            f"办件编号的当日序号从 1 到 {MOST_A_DAY}，给的是 {serial}，"
            "请检查取号的地方，例如 1",
            rule="case_number.serial",
        )
    return str(CaseNumber(region, on, serial))


def parse_case_number(text: str) -> CaseNumber:
    """The parts of a number as people type it; CaseNumberRefused where it cannot be one."""
    number = tidy_number(text).replace("-", "")
    if not re.fullmatch(r"[0-9]{22}", number):
        raise CaseNumberRefused(
            f"办件编号要 {LENGTH} 位数字，您填了 {len(number)} 位，"
            f"请照回执重填，例如 {_EXAMPLE}",
            rule="case_number.form",
        )
    if mod_11_10(number[:-1]) != number[-1]:
        raise CaseNumberRefused(
            "办件编号的最后一位对不上，可能有一位填错，"
            f"请照回执逐位核对，例如 {_EXAMPLE}",
            rule="case_number.check_digit",
        )
    try:
        on = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise CaseNumberRefused(
            f"办件编号第 7 到 14 位是日期，没有 {number[6:14]} 这一天，"
            f"请照回执重填，例如 {_EXAMPLE}",
            rule="case_number.day",
        ) from None
    return CaseNumber(number[:6], on, int(number[14:21]))


def is_case_number(text: str) -> bool:
    """Whether the text is a case number: for search boxes that take several things."""
    try:
        parse_case_number(text)
    except CaseNumberRefused:
        return False
    return True


_EXAMPLE: Final = str(CaseNumber(_EXAMPLE_REGION, date(2026, 11, 22), 1))
