"""How an item is handled and handed over: ways, visits, depth online, result, delivery."""

from collections.abc import Iterator
from typing import Any, Final

from tongban.capabilities.catalogue.checking.found import (
    found,
    part,
    rows,
    text,
    texts,
    whole,
)
from tongban.capabilities.catalogue.types import Finding
from tongban.capabilities.catalogue.wording import (
    ASSURANCE_LABELS,
    HANDLING_MODE_LABELS,
)

Document = dict[str, Any]

_ONLINE: Final = frozenset({"web", "mobile"})
# Depths at which the result itself comes back over the network.
_RESULT_ONLINE: Final = frozenset({"6", "7"})
_TO_THE_DOOR: Final = frozenset({"electronic", "post"})


def check_handling(document: Document) -> list[Finding]:
    """What is found in the ways, the visits and the result of a document."""
    return [
        *_modes(document),
        *_assurance(document),
        *_secret(document),
        *_visits(document),
        *_result(document),
        *_instant(document),
    ]


def _modes(document: Document) -> Iterator[Finding]:
    modes = texts(document, "handling_modes")
    if not modes:
        yield found("mode.missing", "handling_modes")
    for mode in modes:
        if mode not in HANDLING_MODE_LABELS:
            yield found("mode.unknown", "handling_modes", mode)
    if modes and document.get("place") and "window" not in modes:
        yield found("mode.contradicts_place", "handling_modes")


def _assurance(document: Document) -> Iterator[Finding]:
    said = document.get("assurance")
    if said not in (None, "", *ASSURANCE_LABELS):
        yield found("assurance.unknown", "assurance", said)
    elif str(said or "1") != "1" and not _ONLINE & set(
        texts(document, "handling_modes")
    ):
        yield found("assurance.not_online", "assurance")


def _secret(document: Document) -> Iterator[Finding]:
    online = _ONLINE & set(texts(document, "handling_modes"))
    if document.get("secret") is True and online:
        yield found("secret.online", "handling_modes")


def _visits(document: Document) -> Iterator[Finding]:
    visits, modes = whole(document, "visits"), set(texts(document, "handling_modes"))
    if visits is None:
        yield found("visits.missing", "visits")
        return
    if visits > 0:
        if not text(document, "visit_reason"):
            yield found("visits.reason_missing", "visit_reason", visits)
        return
    if not _ONLINE & modes:
        yield found("visits.contradiction", "visits")
    depth = set(texts(document, "online_depth"))
    if depth and not depth & _RESULT_ONLINE:
        yield found("visits.depth", "online_depth")
    delivery = set(texts(part(document, "result"), "delivery"))
    if delivery and not delivery & _TO_THE_DOOR:
        yield found("visits.delivery", "result.delivery")


def _result(document: Document) -> Iterator[Finding]:
    result = part(document, "result")
    name, kind = text(result, "name"), text(result, "kind")
    if not name or not kind:
        yield found("result.missing", "result")
    elif kind == "none" or name == "无":
        yield found("result.none", "result")
    elif not texts(result, "delivery"):
        yield found("result.delivery_missing", "result.delivery")


def _instant(document: Document) -> Iterator[Finding]:
    promise = whole(part(document, "promised_limit"), "value")
    kind = text(document, "case_kind")
    special = [text(step, "name") for step in rows(document, "special_steps")]
    if kind == "instant" and special:
        yield found("instant.special_steps", "special_steps", "、".join(special))
    if kind == "promised" and promise == 0:
        yield found("case_kind.promised_zero", "promised_limit")
