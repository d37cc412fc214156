"""Plain words against the figures of the guide: they may be shorter, never otherwise."""

import re
from collections.abc import Iterator
from typing import Any, Final

from tongban.capabilities.catalogue.checking import words
from tongban.capabilities.catalogue.checking.found import (
    found,
    part,
    rows,
    text,
    texts,
    whole,
)
from tongban.capabilities.catalogue.types import Finding
from tongban.capabilities.catalogue.wording import limit_words

Document = dict[str, Any]

_PLAIN: Final = {
    "how_long": "多久办好",
    "cost": "要不要钱",
    "bring": "要带什么",
    "visits": "跑几趟",
    "summary": "一句话说明",
    "steps": "怎么办",
}
_SPAN: Final = re.compile(r"(\d+)\s*(个?工作日|个?自然日|天|日|个?月|年)")
_UNITS: Final = {"工": "working_day", "自": "natural_day", "天": "natural_day"} | {
    "日": "natural_day",
    "月": "month",
    "年": "year",
}
_AT_ONCE: Final = re.compile("当场|马上就|立等|现场就")
_YUAN: Final = re.compile(r"(\d+(?:\.\d+)?)\s*元")
_NOTHING: Final = re.compile("不要钱|不收钱|免费|不收费|不花钱|一分钱不")
_TIMES: Final = re.compile("([一两二三四五1-9])\\s*[趟次回]")
_NUMBERS: Final = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_NEVER: Final = re.compile(
    "不用(跑|来|去)|一趟都不|零跑|一次都不|不跑|不需要(跑|来|去)"
)
_OTHER_WAY: Final = re.compile("网上|手机|寄|上门|不用")


def check_plain(document: Document) -> list[Finding]:
    """What is found in the plain words: whole, readable, and saying what the guide says."""
    plain = part(document, "plain")
    return [
        *_words(plain),
        *_how_long(document, text(plain, "how_long")),
        *_cost(document, text(plain, "cost")),
        *_visits(document, text(plain, "visits")),
    ]


def _words(plain: Document) -> Iterator[Finding]:
    lacking = [label for name, label in _PLAIN.items() if not texts(plain, name)]
    if lacking:
        yield found("plain.missing", "plain", "、".join(lacking))
    for name in _PLAIN:
        for said in texts(plain, name):
            where = f"plain.{name}"
            if words.OFFICIAL_WORDS.search(said):
                yield found("plain.official_words", where, said)
            for sentence in words.sentences(said):
                if len(sentence) > words.MOST_CHARACTERS_A_SENTENCE:
                    yield found("plain.long_sentence", where, sentence)


def _how_long(document: Document, said: str) -> Iterator[Finding]:
    promised = part(document, "promised_limit")
    value, unit = whole(promised, "value"), text(promised, "unit")
    if value is None or not said:
        return
    spans = {
        (int(number), _UNITS[word.lstrip("个")[0]])
        # 5 个 工作日 and 5个工作日 are the same: where blanks stand says nothing.
        for number, word in _SPAN.findall("".join(said.split()))
    }
    if spans:
        # 很急的当天，别的 10 个工作日: the promise must be among the figures.
        agrees = (value, unit) in spans or (value == 0 and _AT_ONCE.search(said))
    else:
        agrees = value <= 1 or not _AT_ONCE.search(said)
    if not agrees:
        yield found(
            "plain.limit_contradicts", "plain.how_long", said, limit_words(value, unit)
        )


def _cost(document: Document, said: str) -> Iterator[Finding]:
    if not said or not isinstance(document.get("fees"), list):
        return
    fees = rows(document, "fees")
    amounts = {whole(fee, "amount_fen") for fee in fees} - {None, 0}
    told = {round(float(number) * 100) for number in _YUAN.findall(said)}
    if not amounts and not fees and told:
        yield found("plain.cost_contradicts", "plain.cost", said, "没有收费")
    elif amounts and ((told and not told & amounts) or _is_free(said, told)):
        figures = "、".join(
            f"{fen / 100:g} 元" for fen in sorted(filter(None, amounts))
        )
        yield found("plain.cost_contradicts", "plain.cost", said, figures)


def _is_free(said: str, told: set[int]) -> bool:
    return not told and _NOTHING.search(said) is not None


def _visits(document: Document, said: str) -> Iterator[Finding]:
    visits = whole(document, "visits")
    if visits is None or not said:
        return
    times = {_NUMBERS.get(one) or int(one) for one in _TIMES.findall(said)}
    if visits == 0:
        wrong = bool(times) and not _NEVER.search(said) and not _OTHER_WAY.search(said)
    else:
        wrong = (
            max(times) > visits
            if times and not _NEVER.search(said)
            else _NEVER.search(said) is not None
        )
    if wrong:
        yield found("plain.visits_contradicts", "plain.visits", said, visits)
