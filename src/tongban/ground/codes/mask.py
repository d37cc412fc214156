"""What is shown of personal values to people who need not see the whole.

Masking is done on the server, everywhere by default: lists, search, export, log, print.
"""

import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import Final

STAR: Final = "*"
_LONG: Final = (
    15  # identity numbers of 15 and 18 characters carry a place and a birthday
)
_MOBILE: Final = 11
_CARD_SHOWN: Final = 4
_TWO: Final = 2


class NameRule(StrEnum):
    """Which part of a name a place shows."""

    KEEP_LAST = "keep_last"
    KEEP_FIRST = "keep_first"
    KEEP_ENDS = "keep_ends"

    @property
    def label(self) -> str:
        """The rule with an example, for the settings page."""
        return _RULE_LABELS[self]


_RULE_LABELS: Final = {
    NameRule.KEEP_LAST: "只显示最后一个字（***娜）",
    NameRule.KEEP_FIRST: "只显示第一个字（欧***）",
    NameRule.KEEP_ENDS: "显示首尾两个字（欧**娜）",
}

# Down to the street office or township and no further. Roads, lanes and house numbers
# are excluded from each part, or 小区 would pass for a district.
_PLACE: Final = re.compile(
    r"(?:[^0-9\s省市区县]{1,7}?(?:省|自治区|特别行政区))?"
    r"(?:[^0-9\s市州盟区县路街]{1,11}?(?:市|自治州|地区|盟))?"
    r"(?:[^0-9\s区县旗市路街巷村号道小社]{1,11}?(?:自治县|区|县|旗|市))?"
    r"(?:[^0-9\s路巷弄村号小社街镇乡]{1,11}?(?:街道|镇|乡|苏木))?"
)


def mask_name(name: str, rule: NameRule = NameRule.KEEP_LAST) -> str:
    """张三 → *三. A name of one character is hidden whole."""
    signs = _signs(name.strip())
    if len(signs) < _TWO:
        return STAR * len(signs)
    hidden = len(signs) - 1
    if rule is NameRule.KEEP_LAST:
        return STAR * hidden + signs[-1]
    if rule is NameRule.KEEP_FIRST or len(signs) == _TWO:
        return signs[0] + STAR * hidden
    return signs[0] + STAR * (hidden - 1) + signs[-1]


def mask_identity_number(number: str, *, public: bool = False) -> str:
    """First six and last four for staff; first and last one for public lists.

    Shorter numbers (passports, permits) show the first and the last two, or nothing.
    """
    number = number.strip()
    if public:
        return _keep(number, 1, 1)
    return _keep(number, 6, 4) if len(number) >= _LONG else _keep(number, 1, 2)


def mask_mobile(number: str) -> str:
    """13812343210 → 138****3210. Other telephones show their last four."""
    number = number.strip()
    return _keep(number, 3, 4) if len(number) == _MOBILE else _keep(number, 0, 4)


def mask_address(address: str) -> str:
    """The address down to the street office or township; the rest becomes stars."""
    address = address.strip()
    found = _PLACE.match(address)
    shown = found[0] if found else ""
    return shown if shown == address else f"{shown}****"


def mask_bank_card(number: str) -> str:
    """The last four digits; spaces between the groups are dropped."""
    return _keep(re.sub(r"[\s-]", "", number), 0, _CARD_SHOWN)


def mask_email(address: str) -> str:
    """zhang@example.cn → z***@example.cn."""
    name, at, domain = address.strip().rpartition("@")
    return f"{name[:1]}***@{domain}" if at else "***"


def mask_birth_date(day: date) -> str:
    """The year only."""
    return f"{day.year} 年"


def _keep(text: str, first: int, last: int) -> str:
    """Hide all but the ends; where too little would be hidden, hide all."""
    hidden = len(text) - first - last
    if hidden < first + last and hidden < _CARD_SHOWN:
        return STAR * len(text)
    return text[:first] + STAR * hidden + text[len(text) - last :]


def _signs(text: str) -> list[str]:
    """Characters as people count them: a variation mark belongs to the one before."""
    signs: list[str] = []
    for sign in text:
        if signs and unicodedata.category(sign) == "Mn":
            signs[-1] += sign
        else:
            signs.append(sign)
    return signs
