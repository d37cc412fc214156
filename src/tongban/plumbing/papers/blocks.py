"""The named blocks of each paper: which words may be changed, and what must stay in them.

A layout fixes head, tables, signature, seal and proof. Between them stand blocks of plain
text, whose words an office may write itself; so may it those of short messages
(`messages.py`). The words here are version 1 of every paper.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from tongban.plumbing.papers.messages import MESSAGE_BLOCKS, MESSAGE_FIELDS
from tongban.plumbing.papers.parts import (
    Block,
    Field,
    Values,
    fields_in,
    fill_lines,
    has_stray_brace,
)
from tongban.plumbing.papers.values import chinese_day, weekday

__all__ = ["Block", "Field", "Values", "fields_in", "has_stray_brace"]

PAPER_NAMES: Final = {
    "receipt": "收件凭证",
    "correction": "补正告知书",
    "acceptance": "受理通知书",
    "non_acceptance": "不予受理通知书",
    "decision_granted": "准予决定书（办结单）",
    "decision_refused": "不予决定书",
}
FOOT: Final = "foot"
# What an office may write in one block: two thirds of a page in the smallest type.
LONGEST: Final = 600
_ANYONE: Final = "你（单位）"


# ---------------------------------------------------------------- fields


def _you(values: Values) -> str:
    return str(values.get("you", _ANYONE))


def _articles(values: Values) -> str:
    return "、".join(
        f"《{one['title']}》{one['article']}" for one in values["articles"]
    )


def _decision(values: Values) -> str:
    return str(values["decision"]).replace(_ANYONE, _you(values))


def _remedy(word: str | None) -> Callable[[Values], str]:
    """Reconsideration law (2023) art. 20: 60 days; litigation law art. 46: six months."""

    def words(values: Values) -> str:
        told, paper = values.get("remedies"), word or values["paper_word"]
        if told is None:
            return ""
        days, months = told.get("review_days", 60), told.get("litigation_months", 6)
        return (
            f"如对本{paper}不服，可以自收到本{paper}之日起{days}日内向{told['review_body']}"
            f"申请行政复议，也可以自收到本{paper}之日起{months}个月内直接向{told['court']}"
            "提起行政诉讼。"
        )

    return words


def _day(key: str) -> Callable[[Values], str]:
    return lambda values: chinese_day(values[key])


def _day_and_weekday(day: date) -> str:
    return f"{chinese_day(day)}（{weekday(day)}）"


def _due(key: str) -> Callable[[Values], str]:
    def words(values: Values) -> str:
        limit = values[key]
        mark = "（暂定）" if limit.get("provisional") else ""
        return _day_and_weekday(limit["due_on"]) + mark

    return words


_LETTER = (
    Field("称谓", "你单位", _you),
    Field("申请人", "河畔餐饮有限公司", lambda values: values["addressee"]),
    Field("事项名称", "食品经营许可（新办）", lambda values: values["item_name"]),
    Field("办件编号", "690100-2026-0112-000123", lambda values: values["case_number"]),
    Field("机关名称", "安澜市市场监督管理局", lambda values: values["organ"]),
    Field("出具日期", "2026年11月22日", _day("issued_on")),
    Field(
        "联系信息",
        "安澜市政务服务中心　安澜市河畔路1号　电话 0690-1234567",
        lambda values: values.get(FOOT, ""),
    ),
)
_APPLIED = Field("申请日期", "2026年11月22日", _day("applied_on"))
_ACCEPTED = Field("受理日期", "2026年11月23日", _day("accepted_on"))
_BASIS = Field("法律依据", "《中华人民共和国行政许可法》第三十二条", _articles)
_REMEDY_EXAMPLE = (
    "如对本决定不服，可以自收到本决定之日起60日内向安澜市人民政府申请行政复议，"
    "也可以自收到本决定之日起6个月内直接向安澜市河畔区人民法院提起行政诉讼。"
)

FIELDS: Final[dict[str, tuple[Field, ...]]] = {
    "receipt": (
        *_LETTER,
        Field("查询码", "472913", lambda values: values["query_code"]),
    ),
    "correction": (
        *_LETTER,
        _APPLIED,
        _BASIS,
        Field(
            "补正期限",
            "2026年12月11日（星期五）",
            lambda values: _day_and_weekday(values["answer_by"]),
        ),
    ),
    "acceptance": (
        *_LETTER,
        _APPLIED,
        _ACCEPTED,
        _BASIS,
        Field(
            "受理决定",
            "本机关决定自2026年11月23日起予以受理。",
            lambda values: (
                f"本机关决定自{chinese_day(values['accepted_on'])}起予以受理。"
            ),
        ),
        Field("承诺办结日", "2026年11月30日（星期一）", _due("promised")),
        Field("法定办结日", "2026年12月21日（星期一）", _due("statutory")),
    ),
    "non_acceptance": (
        *_LETTER,
        _APPLIED,
        _BASIS,
        Field(
            "不予受理决定",
            "本机关决定对该申请不予受理。",
            lambda _values: "本机关决定对该申请不予受理。",
        ),
        Field("救济途径", _REMEDY_EXAMPLE.replace("决定", "通知书"), _remedy("通知书")),
    ),
    "decision_granted": (
        *_LETTER,
        _APPLIED,
        _ACCEPTED,
        _BASIS,
        Field("决定内容", "本机关决定准予行政许可。", _decision),
        Field("救济途径", _REMEDY_EXAMPLE, _remedy(None)),
    ),
    "decision_refused": (
        *_LETTER,
        _APPLIED,
        _ACCEPTED,
        _BASIS,
        Field("决定内容", "本机关决定不予行政许可。", _decision),
        Field("救济途径", _REMEDY_EXAMPLE, _remedy(None)),
    ),
}

# ---------------------------------------------------------------- blocks

_OPENING = Block(
    "opening", "抬头说明", "标题下面、称谓上面的一行，例如：（一式两份）。可以不写。"
)
_REMARKS = Block("remarks", "备注", "落款之前的话。可以不写。")
_CONTACT = Block(FOOT, "联系信息", "页脚的一行：到哪里问、打什么电话。", "{联系信息}")
_APPLICATION = "{称谓}于{申请日期}提出的“{事项名称}”申请（办件编号：{办件编号}），"
_NUMBER = ("办件编号",)


def _reason(text: str, *locked: str) -> Block:
    return Block(
        "reason",
        "事由段",
        "写明谁在哪一天申请了什么，审查结果如何。",
        _APPLICATION + text,
        (*_NUMBER, *locked),
    )


def _told(text: str = "") -> Block:
    return Block("notice", "告知段", "要提醒申请人的话。可以不写。", text)


def _conclusion(text: str, *locked: str) -> Block:
    return Block("conclusion", "决定段", "依据什么、决定什么。", text, locked)


_REMEDY = Block(
    "remedy",
    "救济段",
    "不服怎么办：机关、期限由系统按指南写，前后可以加话。",
    "{救济途径}",
    ("救济途径",),
)

BLOCKS: Final[dict[str, tuple[Block, ...]]] = {
    "receipt": (_OPENING, _told(), _REMARKS, _CONTACT),
    "correction": (
        _OPENING,
        _reason("经审查，还需要补正下列全部内容："),
        _conclusion(
            "根据{法律依据}的规定，现一次告知。请于{补正期限}前补齐后提交；补齐后，"
            "本机关予以受理。除上列内容外，不需要再补其他材料。",
            "法律依据",
            "补正期限",
        ),
        _told(),
        _REMARKS,
        _CONTACT,
    ),
    "acceptance": (
        _OPENING,
        _reason(
            "经审查，申请材料齐全、符合法定形式。根据{法律依据}的规定，{受理决定}",
            "法律依据",
            "受理决定",
        ),
        _told("办理进度可凭办件编号和查询码查询。"),
        _REMARKS,
        _CONTACT,
    ),
    "non_acceptance": (
        _OPENING,
        _reason("经审查，不符合办事指南列明的下列条件："),
        _conclusion("根据{法律依据}的规定，{不予受理决定}", "法律依据", "不予受理决定"),
        _told(),
        _REMEDY,
        _REMARKS,
        _CONTACT,
    ),
    "decision_granted": (
        _OPENING,
        _reason(
            "本机关于{受理日期}受理。经审查，该申请符合法定条件、标准。"
            "根据{法律依据}的规定，{决定内容}",
            "法律依据",
            "决定内容",
        ),
        _told(),
        replace(_REMEDY, only_with="remedies"),
        _REMARKS,
        _CONTACT,
    ),
    "decision_refused": (
        _OPENING,
        _reason("本机关于{受理日期}受理。经审查，该申请不符合下列法定条件、标准："),
        _conclusion("根据{法律依据}的规定，{决定内容}", "法律依据", "决定内容"),
        _told(),
        _REMEDY,
        _REMARKS,
        _CONTACT,
    ),
}

# ---------------------------------------------------------------- texts

# Papers and messages: whatever an office may write words for.
ALL_BLOCKS: Final = BLOCKS | MESSAGE_BLOCKS
ALL_FIELDS: Final = FIELDS | MESSAGE_FIELDS


def first_words(kind: str) -> dict[str, str]:
    """Version 1 of a paper or message: the platform's own words, block by block."""
    return {block.key: block.text for block in ALL_BLOCKS[kind]}


def fill(kind: str, values: Values, words: Mapping[str, str]) -> dict[str, list[str]]:
    """The paragraphs of each block of a paper, their fields filled once."""
    return {
        block.key: fill_lines(FIELDS[kind], values, words[block.key])
        for block in BLOCKS[kind]
        if not block.only_with or block.only_with in values
    }
