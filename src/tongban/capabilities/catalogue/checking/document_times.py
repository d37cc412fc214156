"""Limits, steps and special steps of an item document: there, lawful, and adding up."""

from collections.abc import Iterator
from typing import Any, Final

from tongban.capabilities.catalogue.checking.found import (
    found,
    part,
    positions,
    rows,
    text,
    whole,
)
from tongban.capabilities.catalogue.checking.guide_limits import (
    STATUTORY_BASIS,
    check_source,
    unlisted_special,
)
from tongban.capabilities.catalogue.types import Finding
from tongban.capabilities.catalogue.wording import UNIT_LABELS, limit_words

Document = dict[str, Any]

# The same figures as limit_days() in the law file: a promise at its longest in calendar
# days, a statute at its shortest.
_LONGEST: Final = {"working_day": 1.4, "natural_day": 1, "month": 31, "year": 366}
_SHORTEST: Final = {"working_day": 1.0, "natural_day": 1, "month": 28, "year": 365}


def check_times(document: Document) -> list[Finding]:
    """What is found in the limits of a document, its steps and its special steps."""
    return [
        *_statutory(document),
        *_promised(document),
        *_steps(document),
        *_sum(document),
        *_special(document),
    ]


def _statutory(document: Document) -> Iterator[Finding]:
    limit = part(document, "statutory_limit")
    value, basis = whole(limit, "value"), text(limit, "basis")
    if value is None:
        yield found("limit.statutory_missing", "statutory_limit")
        return
    if value == 0 and not basis:
        yield found("limit.statutory_unexplained", STATUTORY_BASIS)
        return
    if text(limit, "unit") not in UNIT_LABELS:
        yield found("limit.unit_missing", "statutory_limit.unit")
    if value > 0:
        yield from check_source(basis, _said(limit))


def _promised(document: Document) -> Iterator[Finding]:
    promised, where = part(document, "promised_limit"), "promised_limit"
    promise, unit = whole(promised, "value"), text(promised, "unit")
    if promise is None:
        yield found("limit.promised_missing", where)
        return
    if unit not in UNIT_LABELS:
        yield found("limit.unit_missing", "promised_limit.unit")
        return
    if text(document, "case_kind") == "instant" and (
        unit != "working_day" or promise > 1
    ):
        yield found("instant.long_promise", where, _said(promised))
    statutory = part(document, "statutory_limit")
    law, law_unit = whole(statutory, "value") or 0, text(statutory, "unit")
    if law == 0 or law_unit not in UNIT_LABELS:
        return
    same = unit == law_unit
    longest = promise if same else promise * _LONGEST[unit]
    if longest > (law if same else law * _SHORTEST[law_unit]):
        yield found("limit.promised_over", where, _said(promised), _said(statutory))
    elif same and promise == law and not text(document, "promise_reason"):
        yield found("limit.promised_equals", where, _said(promised))


def _steps(document: Document) -> Iterator[Finding]:
    steps = rows(document, "steps")
    if not steps:
        yield found("step.missing", "steps")
        return
    limits = [part(step, "limit") for step in steps]
    for rule, sound in (
        ("step.name_missing", [bool(text(step, "name")) for step in steps]),
        ("step.limit_missing", [_is_limit(limit) for limit in limits]),
        ("step.role_missing", [bool(text(step, "role")) for step in steps]),
    ):
        without = [at for at, there in enumerate(sound, 1) if not there]
        if without:
            yield found(rule, f"steps[{positions(without)}]")
    standards = [text(step, "standard") for step in steps]
    if not all(standards):
        yield found("step.standard_missing", "steps")
    said = [standard for standard in standards if standard]
    if len(said) != len(set(said)):
        yield found("step.standard_repeated", "steps")


def _sum(document: Document) -> Iterator[Finding]:
    # Special steps that count lie inside the review, and are not added to it.
    promised = part(document, "promised_limit")
    promise, unit = whole(promised, "value"), text(promised, "unit")
    limits = [part(step, "limit") for step in rows(document, "steps")]
    if promise is None or not limits or not all(map(_is_limit, limits)):
        return
    timed = [limit for limit in limits if limit["value"]]
    if any(limit["unit"] != unit for limit in timed):
        # Steps at their shortest against the promise at its longest: only what can
        # never fit is wrong.
        shortest = sum(limit["value"] * _SHORTEST[limit["unit"]] for limit in timed)
        if unit in UNIT_LABELS and shortest > promise * _LONGEST[unit]:
            said = "、".join(map(_said, timed))
            yield found("step.sum_over", "steps", said, _said(promised))
        return
    total = sum(limit["value"] for limit in timed)
    if total > promise:
        yield found("step.sum_over", "steps", total, promise)
    elif total < promise:
        yield found("step.sum_under", "steps", total, promise)


def _special(document: Document) -> Iterator[Finding]:
    promised = part(document, "promised_limit")
    special = rows(document, "special_steps")
    for at, step in enumerate(special, 1):
        where, name, limit = (
            f"special_steps[{at}]",
            text(step, "name"),
            part(step, "limit"),
        )
        if not _is_limit(limit) or not limit["value"]:
            yield found("special.days_missing", where, name)
        elif (
            step.get("counts") is True
            and limit["unit"] == text(promised, "unit")
            and limit["value"] > (whole(promised, "value") or 0)
        ):
            yield found("special.longer_than_promise", where, limit["value"])
        if not isinstance(step.get("counts"), bool):
            yield found("special.counts_missing", where, name)
    names = [text(step, "name") for step in special]
    for at, step in enumerate(rows(document, "steps"), 1):
        yield from unlisted_special(text(step, "name"), at, names)


def _is_limit(limit: Document) -> bool:
    return whole(limit, "value") is not None and text(limit, "unit") in UNIT_LABELS


def _said(limit: Document) -> str:
    return limit_words(whole(limit, "value") or 0, text(limit, "unit"))
