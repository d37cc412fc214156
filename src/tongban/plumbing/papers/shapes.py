"""What each layout needs: names, types, and how much fits on its one page.

Capabilities build these dictionaries; `check` runs at every render, because a paper with a
hole where a deadline should stand must never leave the printer.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, NotRequired

from pydantic import ConfigDict, TypeAdapter, with_config
from typing_extensions import TypedDict

from tongban.plumbing.papers.values import QrCode

_STRICT = ConfigDict(arbitrary_types_allowed=True, extra="forbid", strict=True)


@with_config(_STRICT)
class Article(TypedDict):
    """One article: 中华人民共和国行政许可法, 第三十二条 (without 《》)."""

    title: str
    article: str


@with_config(_STRICT)
class Seal(TypedDict):
    """Whose demonstration seal: organ on the ring, name (业务专用章) at the foot."""

    organ: str
    name: str


@with_config(_STRICT)
class Verification(TypedDict):
    """How to check the paper: a code, its words, and where to type them."""

    qr: QrCode
    label: str
    code: NotRequired[str]
    where: NotRequired[str]


@with_config(_STRICT)
class Promise(TypedDict):
    """The signed promise that the receipt will stand in the evidence log."""

    qr: QrCode
    text: str
    code: NotRequired[str]


@with_config(_STRICT)
class Material(TypedDict):
    """A material as received: 电子, 纸质原件, 纸质复印件."""

    name: str
    form: str
    copies: NotRequired[int]
    note: NotRequired[str]


@with_config(_STRICT)
class NextDate(TypedDict):
    """A day and what happens by then; provisional where its year is not announced yet."""

    on: date
    what: str
    provisional: NotRequired[bool]


@with_config(_STRICT)
class Limit(TypedDict):
    """A time limit: 20, 工作日, and the day it ends."""

    days: int
    unit: str
    due_on: date
    provisional: NotRequired[bool]


@with_config(_STRICT)
class Condition(TypedDict):
    """A condition as the published guide lists it, and what was found."""

    condition: str
    finding: str


@with_config(_STRICT)
class Line(TypedDict):
    """One thing to mend, and how."""

    name: str
    reason: str


@with_config(_STRICT)
class RightBody(TypedDict):
    """Whom to turn to instead."""

    name: str
    address: NotRequired[str]
    phone: NotRequired[str]


@with_config(_STRICT)
class Remedies(TypedDict):
    """行政复议 and 行政诉讼; 60 days and six months unless a law says otherwise."""

    review_body: str
    court: str
    review_days: NotRequired[int]
    litigation_months: NotRequired[int]


@with_config(_STRICT)
class Result(TypedDict):
    """What the applicant gets."""

    name: str
    number: NotRequired[str]
    validity: NotRequired[str]
    delivery: NotRequired[str]
    deliver_by: NotRequired[date]


@with_config(_STRICT)
class Letter(TypedDict):
    """What stands on every paper."""

    organ: str
    number: NotRequired[str]
    addressee: str
    # 你 for a person, 你单位 for a firm; without it the papers say 你（单位）.
    you: NotRequired[Literal["你", "你单位"]]
    case_number: str
    item_name: str
    issued_on: date
    seal: NotRequired[Seal]
    verification: Verification
    foot: NotRequired[str]
    notes: NotRequired[list[str]]


@with_config(_STRICT)
class Receipt(Letter):
    """收件凭证."""

    received_at: datetime
    channel: str
    query_code: str
    materials: list[Material]
    next_dates: list[NextDate]
    applicant_id: NotRequired[str]
    agent: NotRequired[str]
    received_by: NotRequired[str]
    missing: NotRequired[list[str]]
    promise: NotRequired[Promise]


@with_config(_STRICT)
class Acceptance(Letter):
    """受理通知书."""

    applied_on: date
    accepted_on: date
    articles: list[Article]
    promised: Limit
    statutory: Limit
    special_steps: NotRequired[list[str]]
    materials: NotRequired[list[Material]]


@with_config(_STRICT)
class Correction(Letter):
    """补正告知书: the whole of what is missing, once."""

    applied_on: date
    articles: list[Article]
    lines: list[Line]
    answer_by: date


@with_config(_STRICT)
class NonAcceptance(Letter):
    """不予受理通知书."""

    applied_on: date
    articles: list[Article]
    conditions: list[Condition]
    right_body: NotRequired[RightBody]
    remedies: Remedies


@with_config(_STRICT)
class Decision(Letter):
    """What a granting and a refusing decision share; words come from `titles`."""

    title: str
    paper_word: str
    decision: str
    applied_on: date
    accepted_on: date
    articles: list[Article]


@with_config(_STRICT)
class DecisionGranted(Decision):
    """准予…决定书 or 办结单."""

    facts: NotRequired[list[str]]
    result: NotRequired[Result]
    remedies: NotRequired[Remedies]


@with_config(_STRICT)
class DecisionRefused(Decision):
    """不予…决定书: reasons and remedies are not optional (licensing law, article 38)."""

    conditions: list[Condition]
    remedies: Remedies


@with_config(_STRICT)
class FormField(TypedDict):
    """A question on paper: a line, an area, boxes for digits, a day, or choices to tick."""

    label: str
    required: bool
    kind: Literal["line", "area", "boxes", "day", "choices"]
    help: NotRequired[str]
    only_if: NotRequired[str]
    value: NotRequired[str]
    count: NotRequired[int]
    choices: NotRequired[list[str]]
    chosen: NotRequired[list[str]]


@with_config(_STRICT)
class FormSection(TypedDict):
    """What is asked together."""

    title: str
    fields: list[FormField]


@with_config(_STRICT)
class Form(TypedDict):
    """A form to fill in by hand, or filled with examples and marked so."""

    title: str
    organ: str
    item_name: str
    issued_on: date
    is_sample: bool
    sections: list[FormSection]
    foot: str


@with_config(_STRICT)
class ToBring(TypedDict):
    """A material as a guide asks for it in one situation."""

    name: str
    note: str
    need: str
    form: str
    source: str


@with_config(_STRICT)
class Notice(TypedDict):
    """一次性告知单; facts and situation are pairs of words."""

    organ: str
    item_name: str
    issued_on: date
    facts: list[list[str]]
    situation: list[list[str]]
    to_bring: list[ToBring]
    waived: list[str]
    granted_when: NotRequired[list[str]]
    plain_steps: list[str]
    fees: list[str]
    places: list[str]
    phones: list[str]
    rights: list[str]
    code: str
    number: int
    digest: str
    foot: str


_SHAPES: dict[str, Any] = {
    "receipt": Receipt,
    "acceptance": Acceptance,
    "correction": Correction,
    "non_acceptance": NonAcceptance,
    "decision_granted": DecisionGranted,
    "decision_refused": DecisionRefused,
    "form": Form,
    "notice": Notice,
}

# Lists: what people call them, and the most rows that one page is tested to hold.
MOST_ROWS = {
    "materials": ("申请材料", 60),
    "to_bring": ("要带的材料", 60),
    "lines": ("要补的内容", 12),
    "missing": ("还缺的材料", 8),
    "conditions": ("不符合的条件", 6),
    "next_dates": ("接下来的日子", 4),
    "special_steps": ("不计时限的环节", 6),
    "articles": ("依据的条款", 6),
    "notes": ("说明", 4),
    "facts": ("查明的事实", 6),
}


def check(layout: str, values: Mapping[str, object]) -> None:
    """Raise pydantic.ValidationError when a platform layout lacks a value or knows no such."""
    if layout in _SHAPES:
        _adapter(layout).validate_python(dict(values))


@cache
def _adapter(layout: str) -> TypeAdapter[Any]:
    return TypeAdapter(_SHAPES[layout])
