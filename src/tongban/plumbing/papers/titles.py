"""What a decision paper is called, by the type of the item it decides.

Only a licence is "准予行政许可"; a registration or a benefit has its own word, and a public
service ends with a plain note of completion.
"""

from dataclasses import dataclass

_LICENCE = "01"
_BENEFIT = "05"
_CONFIRMATION = "07"
_AWARD = "08"
_ADJUDICATION = "09"
_PUBLIC_SERVICE = "20"


@dataclass(frozen=True)
class DecisionWords:
    """Title of the paper, and the word by which its own text calls it."""

    title: str
    paper_word: str
    decision: str


_GRANTED = {
    _LICENCE: DecisionWords("准予行政许可决定书", "决定", "本机关决定准予行政许可。"),
    _BENEFIT: DecisionWords("准予行政给付决定书", "决定", "本机关决定准予给付。"),
    _CONFIRMATION: DecisionWords("准予行政确认决定书", "决定", "本机关决定予以确认。"),
    _AWARD: DecisionWords("行政奖励决定书", "决定", "本机关决定给予奖励。"),
    _ADJUDICATION: DecisionWords("行政裁决书", "裁决", "本机关作出裁决如下："),
    _PUBLIC_SERVICE: DecisionWords("办结单", "办结单", "本单位已为你（单位）办结。"),
}
_REFUSED = {
    _LICENCE: DecisionWords("不予行政许可决定书", "决定", "本机关决定不予行政许可。"),
    _BENEFIT: DecisionWords("不予行政给付决定书", "决定", "本机关决定不予给付。"),
    _CONFIRMATION: DecisionWords("不予行政确认决定书", "决定", "本机关决定不予确认。"),
    _AWARD: DecisionWords("不予行政奖励决定书", "决定", "本机关决定不予奖励。"),
    _ADJUDICATION: DecisionWords("不予行政裁决决定书", "决定", "本机关决定不予裁决。"),
    _PUBLIC_SERVICE: DecisionWords("不予办理通知书", "通知书", "本单位决定不予办理。"),
}
_OTHER_GRANTED = DecisionWords("办结单", "办结单", "本机关已为你（单位）办结。")
_OTHER_REFUSED = DecisionWords("不予办理决定书", "决定", "本机关决定不予办理。")


def granted_words(item_type: str) -> DecisionWords:
    """Words of the paper that grants, for a code of GB/T 39046 ("01" is a licence)."""
    return _GRANTED.get(item_type, _OTHER_GRANTED)


def refused_words(item_type: str) -> DecisionWords:
    """Words of the paper that refuses, for a code of GB/T 39046."""
    return _REFUSED.get(item_type, _OTHER_REFUSED)
