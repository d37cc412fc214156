"""Words that give a bad guide away: open-ended, vague, abolished, copied from elsewhere.

Found in guides that were really published. What leaves things open is in `vague.json`.
"""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Final

from tongban.ground.codes.credit_code import CreditCodeRefused, check_credit_code

_DATA: Final = json.loads(
    files(__package__).joinpath("vague.json").read_text(encoding="utf-8")
)
OPEN_ENDED: Final = re.compile("|".join(_DATA["open_ended"]))
VAGUE_MATERIAL: Final = re.compile("|".join(_DATA["vague_material"]))
VAGUE_CONDITION: Final = re.compile("|".join(_DATA["vague_condition"]))
_ANYWHERE: Final = tuple(
    (re.compile(row["pattern"]), row["mend"]) for row in _DATA["anywhere"]
)
_ANY_OF_THEM: Final = re.compile("|".join(row["pattern"] for row in _DATA["anywhere"]))
_TITLE: Final = re.compile("《[^》]*》")
NO_CONDITION: Final = re.compile("无|符合条件")
IS_MATERIAL: Final = re.compile(
    "提供[^，。]*材料|申请材料|所需[^，。]*材料|复印件|原件"
)
HAS_DAYS: Final = re.compile(r"\d+个?(工作日|日|天)")
HELD: Final = re.compile(
    "身份证|户口|户籍|营业执照|不动产|房产证|结婚证|残疾人证|低保|居住证"
    "|出生医学证明|法人证"
)
OWN_PRODUCT: Final = re.compile("初审意见|审核意见|审批意见|核查意见")
STAMP_CHAIN: Final = re.compile("盖章")
SPECIAL: Final = re.compile(
    "踏勘|勘验|现场核查|实地核查|公示|公告|听证|专家|鉴定|检测|检验|评审"
)
# Each way begins with a character of its own: whole documents are searched.
PLACEHOLDER: Final = re.compile(
    "x[xX×]+|X[xX×]+|×[xX×]+|可根据自身情况|（盖章单位）|具实填写"
)
# Implementation codes and codes of handling items begin with the body's credit code.
_CODE: Final = re.compile("[0-9A-Z]+")
_CODE_END: Final = re.compile(r"[0-9A-Z]+\Z")
_USCC: Final = 18
FREE: Final = re.compile("(此项)?(不收费|免费|无|否|不收取任何费用|0元?)[。；]?")
MERGED: Final = re.compile("及(在|其)|（[^）]*、[^）]*）|[^、]+、[^、]+审批")
CURATED: Final = re.compile("（[^）]*(未存|据)[^）]*）")
ARTICLE_DIGITS: Final = re.compile(r"第\d+[、，\d]*条")
BARE_TITLE: Final = re.compile("《条例》|《办法》")
ADDRESS: Final = re.compile(r"\d|号|路|街")
BARE_NUMBER: Final = re.compile(r"\d{7,8}")
APPLICATION_FORM: Final = re.compile("申请.*(表|书)")
OFFICIAL_WORDS: Final = re.compile("敬请|予以")
MOST_CHARACTERS_A_SENTENCE: Final = 30
_SENTENCE: Final = re.compile("[^。！？；]+")
_OTHER_PLACE: Final = re.compile(
    "(?:《|到|向)([\u4e00-\u9fff]{2,3}(?:市|县))(?!级|政府|民|区|政|场)"
)
_KINDS: Final = (
    ("身份证", re.compile("身份证")),
    ("户口簿", re.compile("户口")),
    ("营业执照", re.compile("营业执照")),
    ("委托书", re.compile("委托书")),
    ("结婚证", re.compile("结婚|离婚")),
    ("照片", re.compile("照片")),
    ("银行卡", re.compile("银行卡|存折")),
)
ABOLISHED: Final = {
    "暂住证": "居住证",
    "准生证": "生育登记",
    "妇检": "不要这份材料",
    "流动人口婚育证明": "不要这份材料",
}
# A law whose article takes a fee, so that a free item that leans on it is odd.
FEE_LAWS: Final = {"城市道路管理条例": ("第三十七条", "城市道路占用费")}
_KINDS_THAT_MIX = 2


def placeholder_in(text: str) -> str:
    """What a template left in the text; nothing where there is none.

    A credit code may well hold XX: where its check digit is right, it is one.
    """
    for match in PLACEHOLDER.finditer(text):
        before = _CODE_END.search(text, 0, match.start())
        run = _CODE.match(text, before.start() if before else match.start())
        if not run or not _holds_credit_code(run.group(), match.end() - run.start()):
            return match.group()
    return ""


def _holds_credit_code(run: str, end: int) -> bool:
    """Whether the run begins with a credit code that reaches over this place."""
    if end > _USCC or len(run) < _USCC:
        return False
    try:
        check_credit_code(run[:_USCC])
    except CreditCodeRefused:
        return False
    return True


def is_mixed(name: str) -> bool:
    """Whether one line holds several papers that are each handed in alone."""
    return sum(bool(kind.search(name)) for _, kind in _KINDS) >= _KINDS_THAT_MIX


def abolished_in(name: str) -> tuple[str, str] | None:
    """The abolished paper in a name, and what took its place."""
    return next(((old, new) for old, new in ABOLISHED.items() if old in name), None)


def is_vague(text: str) -> bool:
    """Whether any of the words stands in it, in a title of an act or outside."""
    return _ANY_OF_THEM.search(text) is not None


def vague_in(text: str) -> tuple[str, str] | None:
    """The first words that leave open what is meant, and how to mend them."""
    if not is_vague(text):
        return None
    said = _TITLE.sub("", text)
    for pattern, mend in _ANYWHERE:
        match = pattern.search(said)
        if match:
            return match.group(), mend
    return None


def other_places(text: str, here: str) -> Iterator[str]:
    """Cities and counties named in a text that are not this place."""
    for match in _OTHER_PLACE.finditer(text):
        # 《城市市容和环境卫生管理条例》 names no place.
        if match.group(1) not in here and not match.group(1).startswith("城市"):
            yield match.group(1)


def sentences(text: str) -> list[str]:
    """The sentences of a plain text."""
    return [said.strip() for said in _SENTENCE.findall(text) if said.strip()]
