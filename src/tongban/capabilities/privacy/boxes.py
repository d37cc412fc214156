"""Boxes of this room's forms: what was typed shows again, with what was wrong."""

from collections.abc import Iterable, Mapping
from typing import Any

from tongban.capabilities.privacy.permissions import (
    ANSWER_REQUEST,
    KEEP_ASSESSMENTS,
    KEEP_TEXTS,
    LOOK_AT_MISUSE,
    TAKE_IN_REQUEST,
)
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.schemas import typed_day

Box = dict[str, Any]


class Boxes:
    """The boxes of one form of a page, which is named by its button."""

    def __init__(
        self, posted: Mapping[str, Any], errors: Mapping[str, str], act: str
    ) -> None:
        """Only the form that was sent is shown again as it was."""
        sent = posted.get("act") == act
        self._posted: Mapping[str, Any] = posted if sent else {}
        self._errors: Mapping[str, str] = errors if sent else {}

    def text(self, name: str, label: str, example: str = "", **more: Any) -> Box:
        """A line."""
        return self._box(name, label, "text", example=example, max_length=200, **more)

    def long_text(self, name: str, label: str, example: str = "", **more: Any) -> Box:
        """Several lines."""
        return self._box(name, label, "textarea", example=example, **more)

    def day(self, name: str, label: str) -> Box:
        """The three boxes of a day."""
        return self._box(name, label, "date") | {"value": typed_day(self._posted, name)}

    def pick(
        self, name: str, label: str, choices: Iterable[tuple[str, str]], **more: Any
    ) -> Box:
        """One of a few."""
        rows = [{"value": value, "label": words} for value, words in choices]
        return self._box(name, label, "choice", choices=rows, **more)

    def _box(self, name: str, label: str, kind: str, **more: Any) -> Box:
        usual = more.pop("value", "")
        return {
            "name": name,
            "label": label,
            "type": kind,
            "required": True,
            "value": self._posted.get(name, usual),
            "error": self._errors.get(name, ""),
            **more,
        }


# The pages of the desk, and what opens each.
PAGES: tuple[tuple[str, str], ...] = (
    ("privacy", ANSWER_REQUEST),
    ("privacy_window", TAKE_IN_REQUEST),
    ("privacy_texts", KEEP_TEXTS),
    ("privacy_assessments", KEEP_ASSESSMENTS),
    ("privacy_retention", KEEP_TEXTS),
    ("privacy_misuse", LOOK_AT_MISUSE),
)


def pages_for(actor: Actor) -> list[str]:
    """The pages of the desk that somebody may open."""
    return [name for name, needed in PAGES if actor.may_anywhere(needed)]
