"""Codes of service items: what a code of each scheme must look like, and what is odd in one.

Real lists are dirty (placeholders, foreign regions, a body's old code in place of its
credit code). So a code is looked into and reported on, and refused only where it is
too long to be kept at all.
"""

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from tongban.ground.codes.credit_code import CreditCodeRefused, check_credit_code
from tongban.ground.refusals import Refusal

MOST_CHARACTERS: Final = 64
# National exchange tables have 50 characters for the longest code; real files pass it.
USUAL_CHARACTERS: Final = 50
_USCC: Final = 18
_BASIC: Final = 12
_REGION: Final = 12
_NATIONAL_LEVEL_REGION: Final = "100000"
_PLACEHOLDERS: Final = frozenset(
    {"", "NULL", "NONE", "NIL", "NAN", "N/A", "NA", "TEST", "UNDEFINED"}
    | {"无", "暂无", "没有", "未知", "空", "测试", "待定"}
)
_LOCAL_SIGNS: Final = frozenset(string.ascii_letters + string.digits + "-_./")


class CodeScheme(StrEnum):
    """The rules by which a code was made."""

    BASIC = "basic"
    IMPLEMENTATION = "implementation"
    HANDLING = "handling"
    LOCAL = "local"

    @property
    def label(self) -> str:
        """The name in Chinese."""
        return _LABELS[self]

    @property
    def length(self) -> int | None:
        """How many characters a code has; None where that is the locality's affair."""
        return _LENGTHS.get(self)


_LABELS: Final = {
    CodeScheme.BASIC: "基本编码",
    CodeScheme.IMPLEMENTATION: "实施编码",
    CodeScheme.HANDLING: "业务办理项编码",
    CodeScheme.LOCAL: "地方编码",
}
_LENGTHS: Final = {
    CodeScheme.BASIC: 12,
    CodeScheme.IMPLEMENTATION: 31,
    CodeScheme.HANDLING: 33,
}
_EXAMPLES: Final = {
    CodeScheme.BASIC: "370117002011",
    CodeScheme.IMPLEMENTATION: "11370800MB285591843370117002011",
    CodeScheme.HANDLING: "11370800MB28559184337011700201101",
    CodeScheme.LOCAL: "511A0031100001-511602000000-000-11511301008778490F-1-00",
}


@dataclass(frozen=True)
class Expectations:
    """What the rest of the item's row says; what is left empty is not compared.

    ``region`` is any code of the place, six digits or more. For local schemes,
    ``local_parts`` names the parts between hyphens ("region" and "uscc" are looked
    into, other names are not), and ``local_types`` gives the item type that a code's
    beginning stands for, such as ``{"511A": "01"}``.
    """

    item_type: str | None = None
    level: str | None = None
    region: str | None = None
    uscc: str | None = None
    local_parts: tuple[str, ...] = ()
    local_types: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CodeFinding:
    """One thing that is odd about a code: the rule, and the words to show."""

    rule: str
    message: str


@dataclass(frozen=True)
class CodeParts:
    """What a national code is put together from."""

    basic: str
    uscc: str | None = None
    level: str | None = None
    serial: str | None = None

    @property
    def catalogue_region(self) -> str:
        """``00`` for the national catalogue, else the province."""
        return self.basic[:2]

    @property
    def item_type(self) -> str:
        """The two digits of the item type."""
        return self.basic[2:4]


class ItemCodeRefused(Refusal):
    """A code that cannot be kept."""


NOTHING_EXPECTED: Final = Expectations()


def inspect(
    code: str,
    scheme: CodeScheme | str,
    expectations: Expectations = NOTHING_EXPECTED,
) -> list[CodeFinding]:
    """All that is odd about a code; empty for a sound one. ItemCodeRefused past 64 characters."""
    scheme = CodeScheme(scheme)
    refuse_too_long(code)
    if _is_placeholder(code):
        return [
            CodeFinding(
                "placeholder",
                f"{scheme.label}“{code}”是占位内容，不是编码，"
                f"请向编制单位要真实编码，例如 {_EXAMPLES[scheme]}",
            )
        ]
    findings = list(_signs(code, scheme))
    if scheme is CodeScheme.LOCAL:
        return findings + list(_local(code, expectations))
    if len(code) != scheme.length:
        return [*findings, _wrong_length(code, scheme)]
    return findings + list(_national(split(code, scheme), scheme, expectations))


def split(code: str, scheme: CodeScheme | str) -> CodeParts:
    """The parts of a national code; ItemCodeRefused where the length is another."""
    scheme = CodeScheme(scheme)
    if len(code) != scheme.length:
        raise ItemCodeRefused(_wrong_length(code, scheme).message, rule="length")
    if scheme is CodeScheme.BASIC:
        return CodeParts(basic=code)
    return CodeParts(
        uscc=code[:_USCC],
        level=code[_USCC],
        basic=code[_USCC + 1 : _USCC + 1 + _BASIC],
        serial=code[_USCC + 1 + _BASIC :] or None,
    )


def refuse_too_long(code: str) -> None:
    """ItemCodeRefused for a code that the tables have no room for."""
    if len(code) > MOST_CHARACTERS:
        raise ItemCodeRefused(
            f"编码最长 {MOST_CHARACTERS} 个字符，这一个有 {len(code)} 个，"
            f"请核对是否多列连在了一起，例如 {_EXAMPLES[CodeScheme.LOCAL]}",
            rule="too_long",
        )


def _is_placeholder(code: str) -> bool:
    bare = code.strip().upper()
    return bare in _PLACEHOLDERS or not bare.strip("0-_./ ")


def _signs(code: str, scheme: CodeScheme) -> Iterator[CodeFinding]:
    if len(code) > USUAL_CHARACTERS:
        yield CodeFinding(
            "too_long",
            f"{scheme.label}有 {len(code)} 个字符，全国交换表最多 {USUAL_CHARACTERS} 个，"
            f"报送前请换成国家编码，例如 {_EXAMPLES[CodeScheme.HANDLING]}",
        )
    odd = next((sign for sign in code if sign not in _LOCAL_SIGNS), None)
    if odd is not None:
        yield CodeFinding(
            "signs",
            f"{scheme.label}里有“{odd}”，编码只用字母、数字和 - _ . /，"
            f"请删去或改正，例如 {_EXAMPLES[scheme]}",
        )
    if code != code.upper():
        yield CodeFinding(
            "lower_case",
            f"{scheme.label}里有小写字母，编码一律大写，例如 {_EXAMPLES[scheme]}",
        )


def _wrong_length(code: str, scheme: CodeScheme) -> CodeFinding:
    expected = (
        "的位数由地方规定，不能拆开"
        if scheme.length is None
        else f"要 {scheme.length} 位"
    )
    return CodeFinding(
        "length",
        f"{scheme.label}{expected}，“{code}”有 {len(code)} 位，"
        f"请核对后改正，例如 {_EXAMPLES[scheme]}",
    )


def _national(
    parts: CodeParts, scheme: CodeScheme, expected: Expectations
) -> Iterator[CodeFinding]:
    if not re.fullmatch(r"[0-9]{12}", parts.basic):
        yield CodeFinding(
            "basic_form",
            f"基本编码要 12 位数字，“{parts.basic}”不是，"
            f"请核对后改正，例如 {_EXAMPLES[CodeScheme.BASIC]}",
        )
    yield from _type(parts.item_type, expected)
    yield from _catalogue_region(parts.catalogue_region, expected)
    if parts.uscc is not None:
        yield from _body(parts.uscc, expected)
        yield from _level(parts.level or "", expected)
    if parts.serial is not None and not re.fullmatch(r"[0-9]{2}", parts.serial):
        yield CodeFinding(
            "serial",
            f"{scheme.label}末两位是序号，要数字，“{parts.serial}”不是，例如 01",
        )


def _type(found: str, expected: Expectations) -> Iterator[CodeFinding]:
    if expected.item_type is None:
        return
    wanted = expected.item_type.zfill(2)
    if found.zfill(2) != wanted:
        yield CodeFinding(
            "type",
            f"编码里的事项类型是 {found}，事项写的是 {wanted}，"
            "两处要一致，请改正其中一处，例如行政许可都写 01",
        )


def _level(found: str, expected: Expectations) -> Iterator[CodeFinding]:
    if expected.level is not None and found != expected.level:
        yield CodeFinding(
            "level",
            f"编码里的行使层级是 {found}，事项写的是 {expected.level}，"
            "两处要一致，请改正其中一处，例如县级都写 4",
        )


def _catalogue_region(found: str, expected: Expectations) -> Iterator[CodeFinding]:
    if expected.region is not None and found not in {"00", expected.region[:2]}:
        yield CodeFinding(
            "foreign_region",
            f"基本编码以 {found} 开头，不是本省（{expected.region[:2]}）也不是国家目录（00），"
            f"请核对是否抄了外地的编码，例如 {expected.region[:2]}0117002011",
        )


def _body(uscc: str, expected: Expectations) -> Iterator[CodeFinding]:
    try:
        parsed = check_credit_code(uscc)
    except CreditCodeRefused as refusal:
        yield CodeFinding("uscc", f"编码里的实施主体“{uscc}”不对：{refusal.message}")
        return
    if expected.uscc is not None and parsed.code != expected.uscc:
        yield CodeFinding(
            "body",
            f"编码里的实施主体是 {parsed.code}，事项写的是 {expected.uscc}，"
            "两处要一致；换了实施主体就要换实施编码，"
            f"例如 {expected.uscc}3370117002011",
        )
    # Bodies of the province and the nation act in a county too, so only the
    # province is compared: a narrower look would call them foreign.
    if expected.region is not None and not _same_province(
        parsed.region, expected.region
    ):
        yield CodeFinding(
            "foreign_region",
            f"编码里实施主体登记在 {parsed.region}，不在本地（{expected.region}），"
            f"请核对是否抄了外地的编码，例如以 11{expected.region[:6]} 开头的主体",
        )


def _same_province(found: str, region: str) -> bool:
    return found == _NATIONAL_LEVEL_REGION or found[:2] == region[:2]


def _local(code: str, expected: Expectations) -> Iterator[CodeFinding]:
    known = sorted(expected.local_types, key=len, reverse=True)
    prefix = next((prefix for prefix in known if code.startswith(prefix)), None)
    if prefix is not None:
        yield from _type(expected.local_types[prefix], expected)
    texts = code.split("-")
    names = expected.local_parts
    if names and len(texts) != len(names):
        yield CodeFinding(
            "parts",
            f"地方编码要用“-”分成 {len(names)} 段，“{code}”有 {len(texts)} 段，"
            f"请核对后改正，例如 {_EXAMPLES[CodeScheme.LOCAL]}",
        )
        return
    for name, text in zip(names or map(_guess_part, texts), texts, strict=True):
        if name == "region":
            yield from _local_region(text, expected)
        elif name == "uscc":
            yield from _body(text, expected)


def _guess_part(text: str) -> str:
    if len(text) == _REGION and text.isdecimal():
        return "region"
    if len(text) == _USCC:
        return "uscc"
    return ""


def _local_region(text: str, expected: Expectations) -> Iterator[CodeFinding]:
    if expected.region is None:
        return
    if text.ljust(_REGION, "0") != expected.region.ljust(_REGION, "0"):
        yield CodeFinding(
            "foreign_region",
            f"编码里的行政区划是 {text}，不是本地（{expected.region}），"
            f"请核对是否抄了外地的编码，例如 {expected.region.ljust(_REGION, '0')}",
        )
