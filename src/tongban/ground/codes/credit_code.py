"""The unified social credit code of bodies and firms (GB 32100): parse, check, guess its class."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tongban.ground.codes.check_digits import (
    CREDIT_CODE_SYMBOLS,
    mod_31,
    organisation_mod_11,
)
from tongban.ground.codes.writing import position_of_other, tidy_number
from tongban.ground.refusals import Refusal

_LENGTH: Final = 18
_EXAMPLE: Final = "91690121MA00000157"

# N (rural collectives), A (armed forces reform) and Y (others) are as lawful as digits.
_AUTHORITIES: Final = {
    "1": "机构编制",
    "2": "外交",
    "3": "司法行政",
    "4": "文化",
    "5": "民政",
    "6": "旅游",
    "7": "宗教",
    "8": "工会",
    "9": "市场监管",
    "A": "军队改革和编制",
    "N": "农业农村",
    "Y": "其他",
}
_CATEGORIES: Final = {
    "11": "机关",
    "12": "事业单位",
    "13": "群团组织",
    "19": "其他机构编制单位",
    "31": "律师事务所",
    "32": "公证处",
    "33": "基层法律服务所",
    "34": "司法鉴定机构",
    "35": "仲裁委员会",
    "51": "社会团体",
    "52": "社会服务机构",
    "53": "基金会",
    "59": "其他民政登记组织",
    "71": "宗教活动场所",
    "72": "宗教院校",
    "81": "基层工会",
    "91": "企业",
    "92": "个体工商户",
    "93": "农民专业合作社",
    "99": "其他市场主体",
    "N1": "组级集体经济组织",
    "N2": "村级集体经济组织",
    "N3": "乡镇级集体经济组织",
    "N9": "其他农业农村登记组织",
    "Y1": "其他组织",
}
_LOOKALIKES: Final = {"I": "1", "O": "0", "S": "5", "Z": "2", "V": "U 或 Y"}


class ServedObject(StrEnum):
    """Whom an item serves; named, because the two national number lists disagree."""

    NATURAL_PERSON = "natural_person"
    ENTERPRISE = "enterprise"
    INSTITUTION = "institution"
    SOCIAL_ORGANISATION = "social_organisation"
    UNINCORPORATED = "unincorporated"
    GOVERNMENT_BODY = "government_body"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The name in Chinese."""
        return _SERVED_LABELS[self]


_SERVED_LABELS: Final = {
    ServedObject.NATURAL_PERSON: "自然人",
    ServedObject.ENTERPRISE: "企业法人",
    ServedObject.INSTITUTION: "事业法人",
    ServedObject.SOCIAL_ORGANISATION: "社会组织法人",
    ServedObject.UNINCORPORATED: "非法人企业",
    ServedObject.GOVERNMENT_BODY: "行政机关",
    ServedObject.OTHER: "其他组织",
}
# A default that a place may replace: branches and partnerships are 91 too.
SERVED_OBJECTS: Final = {
    "91": ServedObject.ENTERPRISE,
    "92": ServedObject.UNINCORPORATED,
    "12": ServedObject.INSTITUTION,
    "51": ServedObject.SOCIAL_ORGANISATION,
    "52": ServedObject.SOCIAL_ORGANISATION,
    "53": ServedObject.SOCIAL_ORGANISATION,
    "11": ServedObject.GOVERNMENT_BODY,
}


@dataclass(frozen=True)
class CreditCode:
    """A code that can exist, its parts, and what is odd about it without being wrong."""

    code: str
    authority: str
    category: str | None
    region: str
    organisation_code: str
    served_object: ServedObject
    warnings: tuple[str, ...]


class CreditCodeRefused(Refusal):
    """Not a unified social credit code."""


def check_credit_code(text: str) -> CreditCode:
    """The code and its parts; CreditCodeRefused where it cannot exist."""
    code = tidy_number(text)
    _check_signs(code)
    if code[0] not in _AUTHORITIES:
        raise CreditCodeRefused(
            f"统一社会信用代码第 1 位是登记部门，没有“{code[0]}”这一类，"
            f"请照营业执照或登记证书重填，例如 {_EXAMPLE}",
            rule="credit_code.authority",
        )
    if not re.fullmatch(r"[0-9]{6}", code[2:8]):
        raise CreditCodeRefused(
            f"统一社会信用代码第 3 到 8 位是登记地，只能是数字，您填的是 {code[2:8]}，"
            f"请照营业执照或登记证书重填，例如 {_EXAMPLE}",
            rule="credit_code.region",
        )
    expected = mod_31(code[:17])
    if code[17] != expected:
        raise CreditCodeRefused(
            f"统一社会信用代码第 18 位校验码不对，应为 {expected}，"
            f"请核对后重填，例如 {_EXAMPLE}",
            rule="credit_code.check_digit",
        )
    return CreditCode(
        code=code,
        authority=_AUTHORITIES[code[0]],
        category=_CATEGORIES.get(code[:2]),
        region=code[2:8],
        organisation_code=code[8:17],
        served_object=guess_served_object(code),
        warnings=tuple(_warnings(code)),
    )


def guess_served_object(code: str) -> ServedObject:
    """Whom a body with this code counts as, by its first two signs: a guess to confirm."""
    return SERVED_OBJECTS.get(code[:2], ServedObject.OTHER)


def _check_signs(code: str) -> None:
    if len(code) != _LENGTH:
        filled = f"您填了 {len(code)} 位" if code else "您没有填"
        raise CreditCodeRefused(
            f"统一社会信用代码要 18 位，{filled}，"
            f"请照营业执照或登记证书重填，例如 {_EXAMPLE}",
            rule="credit_code.length",
        )
    at = position_of_other(code, CREDIT_CODE_SYMBOLS)
    if at is not None:
        sign = code[at - 1]
        hint = f"，请看是不是 {_LOOKALIKES[sign]}" if sign in _LOOKALIKES else ""
        raise CreditCodeRefused(
            f"统一社会信用代码第 {at} 位是“{sign}”，"
            f"代码里只有数字和大写字母，并且不用 I、O、S、V、Z{hint}，"
            f"请核对后重填，例如 {_EXAMPLE}",
            rule="credit_code.signs",
        )


def _warnings(code: str) -> list[str]:
    found = []
    if code[:2] not in _CATEGORIES:
        found.append(f"第 1、2 位“{code[:2]}”不在已知的机构类别里，请人工核对")
    # Real codes with a foreign inner check are in use: never a reason to refuse.
    if organisation_mod_11(code[8:16]) != code[16]:
        found.append("第 9 到 17 位组织机构代码的校验位对不上，请人工核对")
    return found
