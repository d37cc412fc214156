"""What a clock proof says, as facts and as JSON, before anyone signs it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, cast

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.counting import due
from tongban.ground.clock.explaining import DECISION_LIMIT, NOT_COUNTED, explain
from tongban.ground.clock.values import CannotCount, Due, Limit, Pause, Unit
from tongban.ground.refusals import Refusal

FORMAT: Final = "tongban.clock-proof/1"
ACCEPTANCE: Final = "行政许可法 第三十二条"

# A browser reads every number as a double; beyond this it would read another number.
LARGEST_NUMBER: Final = 2**53 - 1
LARGEST_DOCUMENT: Final = 1_000_000
MOST_PAUSES: Final = 200

Clock = Callable[..., Due]


class ProofRefused(Refusal):
    """Something that is not a clock proof, or of which none can be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedFact:
    """Day 0: `on` is the day by law, `occurred_at` the moment it was done."""

    on: date
    occurred_at: datetime
    article: str = ACCEPTANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseFact:
    """A pause with the moments of its two acts and the reason people were told."""

    pause: Pause
    began_at: datetime
    ended_at: datetime | None
    reason: str
    article: str = NOT_COUNTED


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionFact:
    """The one extension, of `value` units of the limits it lengthens."""

    value: int
    on: date
    occurred_at: datetime
    article: str = DECISION_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitFact:
    """A limit, the article that sets it, and whether the extension lengthens it."""

    limit: Limit
    is_extended: bool = False
    article: str = DECISION_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockFacts:
    """All that a case's due days hang on."""

    case_number: str
    accepted: AcceptedFact
    promised: LimitFact
    statutory: LimitFact | None
    calendar: Calendar
    pauses: tuple[PauseFact, ...] = ()
    extension: ExtensionFact | None = None

    def __post_init__(self) -> None:
        if not self.case_number:
            raise ProofRefused("证明要写办件编号，例如 69010020260924000001X")
        if self.extension is not None and self.extension.value < 1:
            raise ProofRefused("延长的时限至少是 1，没有延长就不写，例如 10")
        if len(self.pauses) > MOST_PAUSES:
            raise ProofRefused(f"一个办件最多写 {MOST_PAUSES} 次暂停，请核对")
        moments = [self.accepted.occurred_at]
        moments += [pause.began_at for pause in self.pauses]
        for pause in self.pauses:
            if (pause.ended_at is None) != (pause.pause.end is None):
                raise ProofRefused("暂停的结束日和结束时刻要么都写，要么都不写")
            moments += [pause.ended_at] if pause.ended_at else []
        limits = [self.promised] + ([self.statutory] if self.statutory else [])
        is_any_extended = any(limit.is_extended for limit in limits)
        if is_any_extended != (self.extension is not None):
            raise ProofRefused("有延长决定才能延长时限，延长决定也要延长至少一个时限")
        if self.extension is not None:
            moments.append(self.extension.occurred_at)
        if any(moment.utcoffset() is None for moment in moments):
            raise ProofRefused("时刻要带时区，例如 2026-09-24T09:30:00+08:00")

    def due(self, limit: LimitFact, clock: Clock) -> Due:
        """Give the limit's due day by one of the two implementations."""
        return clock(
            self.accepted.on,
            limit.limit,
            self.calendar,
            [fact.pause for fact in self.pauses],
            self.extension_of(limit),
        )

    def extension_of(self, limit: LimitFact) -> int:
        """By how much this limit is extended."""
        if self.extension is None or not limit.is_extended:
            return 0
        return self.extension.value


def write_due(facts: ClockFacts, clock: Clock) -> dict[str, Any]:
    """Count both due days with the given implementation."""
    limits = {"promised": facts.promised, "statutory": facts.statutory}
    return {
        name: _write_one_due(facts.due(limit, clock)) if limit else None
        for name, limit in limits.items()
    }


def write_document(facts: ClockFacts) -> dict[str, Any]:
    """Write the facts and what follows from them, all but key and signature."""
    statutory = facts.statutory
    return {
        "format": FORMAT,
        "case_number": facts.case_number,
        "events": {
            "accepted": {
                "on": facts.accepted.on.isoformat(),
                "occurred_at": _write_moment(facts.accepted.occurred_at),
                "article": facts.accepted.article,
            },
            "pauses": [_write_pause(fact) for fact in facts.pauses],
            "extension": facts.extension and _write_extension(facts.extension),
        },
        "limits": {
            "promised": _write_limit(facts.promised),
            "statutory": statutory and _write_limit(statutory),
        },
        "articles": _list_articles(facts),
        "calendar": _write_calendar(facts),
        "due": write_due(facts, due),
    }


def _write_one_due(answer: Due) -> dict[str, Any]:
    return {
        "due_on": answer.due_on and answer.due_on.isoformat(),
        "provisional": answer.provisional,
        "paused": answer.paused,
    }


def _write_moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _write_pause(fact: PauseFact) -> dict[str, Any]:
    return {
        "from": fact.pause.begin.isoformat(),
        "to": fact.pause.end and fact.pause.end.isoformat(),
        "began_at": _write_moment(fact.began_at),
        "ended_at": fact.ended_at and _write_moment(fact.ended_at),
        "reason": fact.reason,
        "article": fact.article,
    }


def _write_extension(fact: ExtensionFact) -> dict[str, Any]:
    return {
        "value": fact.value,
        "on": fact.on.isoformat(),
        "occurred_at": _write_moment(fact.occurred_at),
        "article": fact.article,
    }


def _write_limit(fact: LimitFact) -> dict[str, Any]:
    return {
        "value": fact.limit.value,
        "unit": fact.limit.unit,
        "is_extended": fact.is_extended,
        "article": fact.article,
    }


def _list_articles(facts: ClockFacts) -> list[str]:
    articles = {facts.accepted.article}
    for limit in filter(None, (facts.promised, facts.statutory)):
        lines = explain(
            facts.accepted.on,
            limit.limit,
            facts.calendar,
            [fact.pause for fact in facts.pauses],
            facts.extension_of(limit),
            limit_article=limit.article,
        )
        articles |= {limit.article} | {line.article for line in lines}
    articles |= {fact.article for fact in facts.pauses}
    if facts.extension:
        articles.add(facts.extension.article)
    return sorted(articles)


def _write_calendar(facts: ClockFacts) -> dict[str, Any]:
    """Write the days of every announced year that the counting can have asked."""
    dues = [
        facts.due(limit, due) for limit in (facts.promised, facts.statutory) if limit
    ]
    last = max(
        [facts.accepted.on.year]
        + [answer.due_on.year for answer in dues if answer.due_on]
        + [fact.pause.begin.year for fact in facts.pauses]
    )
    years = range(facts.accepted.on.year, last + 1)
    calendar = facts.calendar
    return {
        "version": calendar.version,
        "region": calendar.region,
        "years": {
            str(year): {
                "holidays": sorted(map(str, calendar.years[year].holidays)),
                "make_up": sorted(map(str, calendar.years[year].make_up)),
                "notice": calendar.years[year].notice,
            }
            for year in years
            if calendar.is_announced(year)
        },
    }


def canonical(value: object) -> bytes:
    """Give the one form that is signed: keys sorted, no spaces, UTF-8.

    The same as JavaScript's JSON.stringify over sorted keys. Refuses what the two
    languages would write differently: fractions, huge numbers, half characters.
    """
    try:
        _require_plain(value)
        return json.dumps(
            value, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode()
    except RecursionError as error:
        raise ProofRefused("证明里的括号套得太深，请核对文件来源") from error
    except UnicodeEncodeError as error:
        raise ProofRefused("证明里有不完整的字符，请核对文件来源") from error


def _require_plain(value: object) -> None:
    if value is None or isinstance(value, str | bool):
        return
    if type(value) is int and abs(value) <= LARGEST_NUMBER:
        return
    if isinstance(value, list):
        for item in value:
            _require_plain(item)
        return
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        for item in value.values():
            _require_plain(item)
        return
    raise ProofRefused("证明里只能有文字、整数、真假和空值，请核对文件来源")


def parse(text: bytes) -> dict[str, Any]:
    """Read a proof's file. Refuses any form but the canonical one, so that no byte is free."""
    if len(text) > LARGEST_DOCUMENT:
        raise ProofRefused("文件太大，不是时限证明，证明文件一般只有几千字节")
    try:
        document = json.loads(text.decode(), object_pairs_hook=_once)
        # A line end after the document is what editors and terminals add.
        is_canonical = canonical(document) == text.removesuffix(b"\n")
    except (ValueError, RecursionError) as error:
        raise ProofRefused("文件不是 JSON，请重新导出证明") from error
    if not is_canonical:
        raise ProofRefused("文件被重新排版或改动过，请使用导出时的原文件")
    if not isinstance(document, dict):
        raise ProofRefused("文件不是时限证明，请重新导出证明")
    return document


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise ProofRefused("文件里同一项写了两遍，请使用导出时的原文件")
    return document


def read_document(document: Mapping[str, Any]) -> ClockFacts:
    """Read the facts back. Refuses a document that says more, less or otherwise.

    The due days are left to the one who recomputes them.
    """
    try:
        facts = _read_facts(document)
        again = {**write_document(facts), "due": document["due"]}
        is_same = canonical(again) == canonical(dict(document))
    except CannotCount as refusal:
        raise ProofRefused(refusal.message) from refusal
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise ProofRefused("证明缺了内容或写法不对，请重新导出证明") from error
    if not is_same:
        raise ProofRefused("证明多了、少了或改了内容，请使用导出时的原文件")
    return facts


def _read_facts(document: Mapping[str, Any]) -> ClockFacts:
    """Read without much ado: writing the facts again shows every difference."""
    if document["format"] != FORMAT:
        raise ProofRefused(f"证明的格式要是 {FORMAT}，请重新导出证明")
    events, limits = document["events"], document["limits"]
    accepted, extension = events["accepted"], events["extension"]
    calendar, statutory = document["calendar"], limits["statutory"]
    years = {int(year): days for year, days in calendar["years"].items()}
    for days in years.values():
        _text(days["notice"])
    return ClockFacts(
        case_number=_text(document["case_number"]),
        accepted=AcceptedFact(
            on=date.fromisoformat(accepted["on"]),
            occurred_at=datetime.fromisoformat(accepted["occurred_at"]),
            article=_text(accepted["article"]),
        ),
        pauses=tuple(_read_pause(pause) for pause in events["pauses"]),
        extension=None if extension is None else _read_extension(extension),
        promised=_read_limit(limits["promised"]),
        statutory=None if statutory is None else _read_limit(statutory),
        calendar=Calendar.from_days(
            _text(calendar["version"]), _text(calendar["region"]), years
        ),
    )


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise ProofRefused("证明里应写文字的地方写了别的，请重新导出证明")


def _read_extension(extension: Mapping[str, Any]) -> ExtensionFact:
    return ExtensionFact(
        value=extension["value"],
        on=date.fromisoformat(extension["on"]),
        occurred_at=datetime.fromisoformat(extension["occurred_at"]),
        article=_text(extension["article"]),
    )


def _read_pause(pause: Mapping[str, Any]) -> PauseFact:
    end, ended_at = pause["to"], pause["ended_at"]
    return PauseFact(
        pause=Pause(
            date.fromisoformat(pause["from"]),
            None if end is None else date.fromisoformat(end),
        ),
        began_at=datetime.fromisoformat(pause["began_at"]),
        ended_at=None if ended_at is None else datetime.fromisoformat(ended_at),
        reason=_text(pause["reason"]),
        article=_text(pause["article"]),
    )


def _read_limit(limit: Mapping[str, Any]) -> LimitFact:
    if not isinstance(limit["is_extended"], bool):
        raise ProofRefused("is_extended 只能写 true 或 false，请重新导出证明")
    return LimitFact(
        limit=Limit(limit["value"], cast("Unit", limit["unit"])),
        is_extended=limit["is_extended"],
        article=_text(limit["article"]),
    )
