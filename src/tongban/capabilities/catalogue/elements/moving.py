"""A document that another body shall implement: what follows from the body goes along."""

from collections.abc import Mapping
from typing import Any, Final

from tongban.capabilities.catalogue.checking.facts import BodyFacts
from tongban.capabilities.catalogue.checking.found import text
from tongban.capabilities.catalogue.elements.values import Document
from tongban.ground.codes.item_codes import CodeScheme

_USCC: Final = 18


def moved_to(
    document: Mapping[str, Any], before: BodyFacts, now: BodyFacts
) -> Document:
    """The document with level and codes of the new body, where they were the old one's.

    A code that some platform gave, or that somebody chose, stays: the compiler says where
    it is another body's. Where the new body has no credit code, none can be made.
    """
    moved = dict(document)
    if before.level and text(moved, "exercise_level") == before.level:
        moved["exercise_level"] = now.level or before.level
    held, handling = text(moved, "implementation_code"), text(moved, "handling_code")
    if len(held) != CodeScheme.IMPLEMENTATION.length or not _is_of(held, before):
        return moved
    level = text(moved, "exercise_level") or held[_USCC]
    made = f"{now.credit_code}{level}{held[_USCC + 1 :]}" if now.credit_code else ""
    moved["implementation_code"] = made
    if handling.startswith(held):
        moved["handling_code"] = f"{made}{handling[len(held) :]}" if made else ""
    return moved


def _is_of(code: str, body: BodyFacts) -> bool:
    return bool(body.credit_code) and code.startswith(body.credit_code)
