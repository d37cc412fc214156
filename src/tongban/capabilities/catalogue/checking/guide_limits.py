"""Limits, steps and special procedures of a published guide: missing, or adding up wrongly."""

import re
from collections.abc import Iterator
from typing import Any, Final

from tongban.capabilities.catalogue.checking import words
from tongban.capabilities.catalogue.checking.found import (
    found,
    part,
    positions,
    rows,
    text,
    whole,
)
from tongban.capabilities.catalogue.types import Finding
from tongban.capabilities.catalogue.wording import before_bracket

Guide = dict[str, Any]

# Where it is written what a statutory limit rests on.
STATUTORY_BASIS: Final = "statutory_limit.basis"
_LIMITS = ("statutory_limit", "promised_limit", "processing_time")
_EXCLUDED = re.compile("除外|不包括|不计算")


def check_limits(guide: Guide) -> list[Finding]:
    """What is found in the limits of a guide, its steps and its special procedures."""
    return [
        *_missing(guide),
        *_each(guide),
        *_together(guide),
        *_instant(guide),
        *_steps(guide),
        *_sum(guide),
        *_special(guide),
    ]


def check_source(basis: str, limit: str) -> Iterator[Finding]:
    """Where a statutory limit says nothing of its source, or no article of it."""
    if not basis:
        yield found("limit.statutory_basis_missing", STATUTORY_BASIS, limit)
    elif "条" not in basis:
        yield found("limit.statutory_article_missing", STATUTORY_BASIS, limit, basis)


def _missing(guide: Guide) -> Iterator[Finding]:
    undivided = part(guide, "processing_time")
    if not part(guide, "statutory_limit") and not undivided:
        yield found("limit.statutory_missing", "statutory_limit")
    if not part(guide, "promised_limit") and not undivided:
        yield found("limit.promised_missing", "promised_limit")
    if undivided:
        yield found("limit.undivided", "processing_time", _said(undivided))
    window = guide.get("processing_window")
    if window:
        yield found("limit.is_window", "processing_window", window)


def _each(guide: Guide) -> Iterator[Finding]:
    for name in _LIMITS:
        limit = part(guide, name)
        if not limit:
            continue
        note, unit = text(limit, "note"), text(limit, "unit")
        if "value" not in limit:
            yield found("limit.words_only", name, note)
        elif not unit:
            yield found("limit.unit_missing", name)
        elif unit in {"天", "日"}:
            yield found("limit.unit_unclear", name, _said(limit))
        if _EXCLUDED.search(note):
            yield found("limit.exclusion_without_days", name, note)
        if "延长" in note and name == "promised_limit":
            yield found("limit.promise_extended", name, note)


def _together(guide: Guide) -> Iterator[Finding]:
    statutory, promised = part(guide, "statutory_limit"), part(guide, "promised_limit")
    law, promise = whole(statutory, "value"), whole(promised, "value")
    if law is not None:
        yield from check_source(text(statutory, "note"), _said(statutory))
    if law is None or promise is None or statutory.get("unit") != promised.get("unit"):
        return
    if promise > law:
        yield found(
            "limit.promised_over", "promised_limit", _said(promised), _said(statutory)
        )
    elif promise == law:
        yield found("limit.promised_equals", "promised_limit", _said(promised))


def _instant(guide: Guide) -> Iterator[Finding]:
    if before_bracket(text(guide, "case_kind")) != "即办件":
        return
    statutory, promised = part(guide, "statutory_limit"), part(guide, "promised_limit")
    if (whole(promised, "value") or 0) > 1:
        yield found("instant.long_promise", "promised_limit", _said(promised))
    if text(statutory, "unit") == "月" or (whole(statutory, "value") or 0) > 1:
        yield found("instant.long_statute", "statutory_limit", _said(statutory))


def _steps(guide: Guide) -> Iterator[Finding]:
    steps = rows(guide, "steps")
    if not steps:
        yield found("step.missing", "steps")
        return
    for attribute, rule in (
        ("days", "step.limit_missing"),
        ("who", "step.role_missing"),
    ):
        without = [at for at, step in enumerate(steps, 1) if attribute not in step]
        if without:
            yield found(rule, f"steps[{positions(without)}]")
    yield found("step.standard_missing", "steps")
    notes = [text(step, "note") for step in steps if text(step, "note")]
    if len(notes) != len(set(notes)):
        yield found("step.standard_repeated", "steps")
    if any("小时" in note for note in notes):
        yield found("step.unit_hours", "steps")


def _total(guide: Guide) -> int | None:
    promised = whole(part(guide, "promised_limit"), "value")
    return promised or whole(part(guide, "processing_time"), "value")


def _sum(guide: Guide) -> Iterator[Finding]:
    days = [whole(step, "days") for step in rows(guide, "steps")]
    given = [value for value in days if value is not None]
    total = _total(guide)
    if not given or not total or sum(given) == total:
        return
    if sum(given) > total:
        rule = "step.sum_over"
    else:
        rule = "step.sum_under" if len(given) == len(days) else "step.sum_unclear"
    yield found(rule, "steps", sum(given), total)


def _special(guide: Guide) -> Iterator[Finding]:
    special, total = rows(guide, "special_procedures"), _total(guide)
    for at, procedure in enumerate(special, 1):
        where, name = f"special_procedures[{at}]", text(procedure, "name")
        if "无" in {text(procedure, "note"), name}:
            yield found("special.none_listed", where)
            continue
        days = whole(procedure, "days")
        if "days" not in procedure:
            yield found("special.days_missing", where, name)
        elif total and days and days > total:
            yield found("special.longer_than_promise", where, days)
        if "counts" not in procedure:
            yield found("special.counts_missing", where, name)
    names = [text(procedure, "name") for procedure in special]
    for at, step in enumerate(rows(guide, "steps"), 1):
        yield from unlisted_special(text(step, "name"), at, names)


def unlisted_special(name: str, at: int, special: list[str]) -> Iterator[Finding]:
    """A step that is a special procedure by its name, and stands in no list of them."""
    match = words.SPECIAL.search(re.sub("（.*?）", "", name))
    if match and not any(match.group() in other for other in special):
        yield found("special.not_listed", f"steps[{at}]", name)


def _said(limit: dict[str, Any]) -> str:
    value = f"{limit.get('value', '')} {text(limit, 'unit')}".strip()
    return value or text(limit, "note")
