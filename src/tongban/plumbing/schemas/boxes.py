"""The boxes of a form by hand: they show again what was typed, with what was wrong."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas.day_boxes import typed_day

Box = dict[str, Any]
_AT_ONCE: Final = 4


class Boxes:
    """Boxes of one form: they show again what was typed, with what was wrong."""

    def __init__(self, request: ActorRequest, told: Told, do: str = "") -> None:
        """Only the form that was sent is shown again as it was."""
        sent = request.method == "POST" and request.POST.get("do") == do
        self.posted: Mapping[str, Any] = request.POST if sent else request.GET
        self.errors = told.errors if sent else {}

    def text(self, name: str, label: str, example: str = "", **more: Any) -> Box:
        """A line of text."""
        return self._box(name, label, "text", example=example, max_length=200, **more)

    def day(self, name: str, label: str, *, required: bool = True) -> Box:
        """The three boxes of a day."""
        box = self._box(name, label, "date", required=required)
        return box | {"value": typed_day(self.posted, name)}

    def pick(
        self,
        name: str,
        label: str,
        choices: Iterable[tuple[str, str]],
        value: str = "",
        *,
        required: bool = True,
    ) -> Box:
        """One of a list: seen at once where it is short, else folded."""
        rows = [{"value": value, "label": label} for value, label in choices]
        # What is optional must be possible to take back, which a radio button does not let.
        kind = "choice" if required and len(rows) <= _AT_ONCE else "select"
        box = self._box(name, label, kind, choices=rows, required=required)
        return box | {"value": box["value"] or value}

    def picks(
        self, name: str, label: str, choices: Mapping[str, str], chosen: set[str]
    ) -> Box:
        """Some of a long list."""
        rows = [{"value": value, "label": label} for value, label in choices.items()]
        box = self._box(name, label, "picks", choices=rows)
        return box | {"value": sorted(chosen)}

    def _box(self, name: str, label: str, kind: str, **more: Any) -> Box:
        return {
            "name": name,
            "label": label,
            "type": kind,
            "required": True,
            "value": self.posted.get(name, ""),
            "error": self.errors.get(name, ""),
            **more,
        }
