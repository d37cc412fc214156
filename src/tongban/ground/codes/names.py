"""Names of persons and firms: tidied without losing a rare character, refused only when no name."""

import re
import unicodedata
from typing import Final

from tongban.ground.refusals import Refusal

PERSON_MOST: Final = 50
ORGANISATION_MOST: Final = 200
# Keyboards give many dots for the one that stands in names: 阿依古丽·买买提.
_DOTS: Final = str.maketrans(dict.fromkeys("•‧∙⋅・･", "·"))
# Unicode's own normalisation would replace these with other characters (塚 for 塚), and
# with them the name that stands in the household register.
_COMPATIBLE: Final = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


class NameRefused(Refusal):
    """No name of a person or firm."""


def check_person_name(text: str) -> str:
    """The name as it is to be kept; NameRefused where it cannot be one.

    Rare characters, the dot inside names, Latin letters and spaces are all lawful.
    """
    return _check(text, noun="姓名", most=PERSON_MOST, example="张秀兰")


def check_organisation_name(text: str) -> str:
    """The firm's or body's name as it is to be kept, brackets included."""
    return _check(
        text, noun="单位名称", most=ORGANISATION_MOST, example="河畔餐饮有限公司"
    )


def tidy_name(text: str) -> str:
    """Composed characters, single spaces, one kind of dot; nothing else is changed."""
    composed = compose(text)
    # Only blanks are folded: other white space is a control character, to be refused.
    return (
        re.sub("[ \u00a0\u2002-\u200a\u202f\u3000]+", " ", composed)
        .strip(" ")
        .translate(_DOTS)
    )


def compose(text: str) -> str:
    """NFC, save for characters that Unicode would replace by others."""
    return "".join(
        piece if at % 2 else unicodedata.normalize("NFC", piece)
        for at, piece in enumerate(_COMPATIBLE.split(text))
    )


def _check(text: str, *, noun: str, most: int, example: str) -> str:
    name = tidy_name(text)
    if not name:
        raise NameRefused(f"请填写{noun}，例如 {example}", rule="name.empty")
    if len(name) > most:
        raise NameRefused(
            f"{noun}最多 {most} 个字，您填了 {len(name)} 个，"
            f"请照证件重填，例如 {example}",
            rule="name.length",
        )
    if any(unicodedata.category(sign) in _UNSEEN for sign in name):
        raise NameRefused(
            f"{noun}里有看不见的控制字符，多半是复制时带进来的，"
            f"请用键盘重新输入，例如 {example}",
            rule="name.control",
        )
    if "<" in name or ">" in name:
        raise NameRefused(
            f"{noun}里不能有 < 和 >，请删去后重填，例如 {example}", rule="name.brackets"
        )
    if not any(unicodedata.category(sign)[0] in "LC" for sign in name):
        raise NameRefused(
            f"{noun}里没有文字，只有数字或符号，请照证件重填，例如 {example}",
            rule="name.no_letters",
        )
    return name
