"""Short messages about a case: their words today, what must stay in them, what they cost.

A message is one text that a phone shows and a telecom operator counts: 70 characters in one
part, 67 in each of several, for each part carries where it belongs. Who it is from and which
case it is about are locked, so that nobody has to guess whether it is a fraud. The words
here are version 1 of each.
"""

import math
from collections.abc import Mapping
from datetime import date
from typing import Final

from tongban.plumbing.papers.parts import Block, Field, Values, fill_lines

# As in TS 23.038 and 23.040: 140 bytes a part, two a character, six for the heading.
ONE_PART: Final = 70
EACH_PART: Final = 67
# Written, before fields are filled: three parts, so that what is filled leaves five at most.
LONGEST_MESSAGE: Final = 200
TEXT: Final = "text"

_ORGAN, _NUMBER = "机关名称", "办件编号"
_LETTER: Final = (
    Field(_ORGAN, "安澜市市场监督管理局", lambda values: str(values["organ"])),
    Field("事项名称", "食品经营许可（新办）", lambda values: str(values["item_name"])),
    Field(_NUMBER, "690100-2026-0112-000123", lambda values: values["case_number"]),
)
_STEP: Final = Field("环节名称", "现场核查", lambda values: str(values["step_name"]))
_TIME: Final = Field(
    "环节时间", "最多 5 个工作日，不计入办理时限", lambda values: values["step_time"]
)
_OUTCOME: Final = Field("环节结果", "符合条件", lambda values: str(values["outcome"]))


def _due(values: Values) -> str:
    """Nothing where no day was promised: the sentence then ends before it."""
    day: date | None = values.get("due_on")
    return f"{day.year}年{day.month}月{day.day}日前办好。" if day else ""


_DUE: Final = Field("承诺办结", "2026年11月30日前办好。", _due)
_HEAD: Final = "【{机关名称}】“{事项名称}”"

# Kind, what it is told about, its words, the fields beside those of every message, and what
# the law wants told beside body and number: the time of a step (licensing law art. 45).
_MESSAGES: Final[
    tuple[tuple[str, str, str, tuple[Field, ...], tuple[str, ...]], ...]
] = (
    (
        "sms_submitted",
        "收到申请",
        "的申请收到了，编号 {办件编号}。受理不受理，5 个工作日内告诉您。",
        (),
        (),
    ),
    (
        "sms_correction_asked",
        "请您补正",
        "还缺材料，编号 {办件编号}。要补的都在告知书里，一次补齐就行。",
        (),
        (),
    ),
    (
        "sms_corrected",
        "收到补正",
        "补正的材料收到了，编号 {办件编号}。受理不受理，5 个工作日内告诉您。",
        (),
        (),
    ),
    ("sms_accepted", "受理了", "受理了，编号 {办件编号}。{承诺办结}", (_DUE,), ()),
    (
        "sms_not_accepted",
        "没有受理",
        "没有受理，编号 {办件编号}。为什么、找谁，都写在通知书里。",
        (),
        (),
    ),
    (
        "sms_special_begun",
        "环节开始",
        "开始{环节名称}，编号 {办件编号}。{环节时间}。",
        (_STEP, _TIME),
        ("环节时间",),
    ),
    (
        "sms_special_ended",
        "环节有结果",
        "的{环节名称}做完了，编号 {办件编号}。结果：{环节结果}。",
        (_STEP, _OUTCOME),
        ("环节结果",),
    ),
    ("sms_granted", "办好了", "办好了，编号 {办件编号}。怎么领结果，点开看。", (), ()),
    (
        "sms_refused",
        "没有办成",
        "没有办成，编号 {办件编号}。原因和怎么申诉，都写在决定书里。",
        (),
        (),
    ),
    (
        "sms_dispatched",
        "结果寄出",
        "的结果寄出了，编号 {办件编号}。快递单号点开看。",
        (),
        (),
    ),
    ("sms_withdrawn", "撤回申请", "的申请撤回了，编号 {办件编号}。", (), ()),
    (
        "sms_delivered",
        "结果送达",
        "的结果已经送到，编号 {办件编号}。事情办完了。",
        (),
        (),
    ),
)

MESSAGE_NAMES: Final = {kind: f"短信：{name}" for kind, name, *_ in _MESSAGES}
MESSAGE_FIELDS: Final = {
    kind: (*_LETTER, *fields) for kind, _name, _text, fields, _locked in _MESSAGES
}
MESSAGE_BLOCKS: Final = {
    kind: (
        Block(
            TEXT,
            "短信内容",
            "开头写明哪个机关。70 个字以内是一条，超过的每 67 个字算一条。",
            _HEAD + text,
            (_ORGAN, _NUMBER, *locked),
        ),
    )
    for kind, _name, text, _fields, locked in _MESSAGES
}


def fill_message(kind: str, values: Values, words: Mapping[str, str]) -> str:
    """The message as it is sent."""
    return "\n".join(fill_lines(MESSAGE_FIELDS[kind], values, words[TEXT]))


def count_characters(text: str) -> int:
    """As operators count: in UTF-16, so that 𠮷 is two."""
    return len(text.encode("utf-16-le")) // 2


def count_parts(text: str) -> int:
    """In how many parts a message is sent."""
    length = count_characters(text)
    return 1 if length <= ONE_PART else math.ceil(length / EACH_PART)


def sample_message(organ: str = "") -> Values:
    """Values of the sample case, for a preview."""
    return {
        "organ": organ or "安澜市市场监督管理局",
        "item_name": "食品经营许可（新办）",
        "case_number": "690100-2026-0112-000123",
        "due_on": date(2026, 11, 30),
        "step_name": "现场核查",
        "step_time": "最多 5 个工作日，不计入办理时限",
        "outcome": "符合条件",
    }
