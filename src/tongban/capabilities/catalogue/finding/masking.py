"""What was searched for, without what could name somebody: kept only so can it be learned from."""

import re
from typing import Final

from tongban.capabilities.catalogue.finding.words import normalise

LONGEST_KEPT: Final = 24
LONGEST_SENTENCE: Final = 60
FEWEST_KEPT: Final = 2
_MASK: Final = "*"
# The hundred surnames that nearly nine in ten people bear, and the commonest double ones.
_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任"
    "卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严欧莫孔向汤"
)
_DOUBLE: Final = ("欧阳", "上官", "诸葛", "司马", "东方", "皇甫", "尉迟", "公孙")
# Words that stand in what people want and in hardly any name.
_MATTER: Final = re.compile(
    "[证费卡税照章险贷补贴店厂车房户籍书学校医院保金办登记许可审批租买卖开]"
)
_NAME: Final = re.compile(f"(?:{'|'.join(_DOUBLE)}|[{_SURNAMES}])[一-龥]{{1,2}}")
_CALLED: Final = re.compile("((?:我叫|姓名|名叫|名字)[是叫]?)[一-龥]{2,4}")
_PIECES: Final = re.compile(r"[\s,，。;；、:：/]+")
_CODES: Final = re.compile("[a-z0-9]*[0-9][a-z0-9]*")


def masked(said: str) -> str:
    """The words in one form, numbers and what looks like a name made unknowable; may be empty."""
    pieces = [_mask(normalise(piece)) for piece in _PIECES.split(said)]
    text = "".join(pieces)[:LONGEST_KEPT]
    told = text.replace(_MASK, "").replace("#", "")
    return text if len(told) >= FEWEST_KEPT else ""


def masked_sentence(said: str) -> str:
    """What somebody wrote, for people to read: its pieces stay apart, else as `masked`."""
    pieces = [_mask(normalise(piece)) for piece in _PIECES.split(said)]
    text = " ".join(piece for piece in pieces if piece)[:LONGEST_SENTENCE].strip()
    told = text.replace(_MASK, "").replace("#", "").replace(" ", "")
    return text if len(told) >= FEWEST_KEPT else ""


def _mask(piece: str) -> str:
    piece = _CODES.sub("#", piece)
    if _NAME.fullmatch(piece) and not _MATTER.search(piece):
        return piece[0] + _MASK * (len(piece) - 1)
    return _CALLED.sub(rf"\1{_MASK}", piece)
