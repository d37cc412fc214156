"""The controls of a page: plain HTML that works without scripts."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from tongban.plumbing.schemas.day_boxes import DATE_PARTS, typed_day


class FirstTakesId:
    """The first control of a group bears the field's own id: error links lead to it."""

    def id_for_label(self, id_: str, index: Any = None) -> str:
        """The id of the control at this place of the group."""
        return id_ if index in {None, 0, "0"} else f"{id_}-{index}"


class Radios(FirstTakesId, forms.RadioSelect):
    """One of several."""

    template_name = "schemas/widgets/choices.html"
    option_template_name = "schemas/widgets/choice.html"
    use_fieldset = True


class Ticks(FirstTakesId, forms.CheckboxSelectMultiple):
    """Some of several."""

    template_name = "schemas/widgets/choices.html"
    option_template_name = "schemas/widgets/choice.html"
    use_fieldset = True


class DateBoxes(forms.Widget):
    """Year, month and day in three boxes; as a value, ``2026-11-22`` or what was typed."""

    template_name = "schemas/widgets/date.html"
    use_fieldset = True
    widths: ClassVar[Mapping[str, int]] = {"year": 4, "month": 2, "day": 2}

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, birth: bool = False
    ) -> None:
        """Know whether the browser may fill in the person's own birthday."""
        super().__init__(attrs)
        self.birth = birth

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        """The three boxes with what stands in them."""
        context = super().get_context(name, None, attrs)
        parts = [*str(value or "").split("-"), "", "", ""][:3]
        own = context["widget"]["attrs"]
        own_id = own.get("id", f"f-{name}")
        context["widget"]["boxes"] = [
            {
                "part": part,
                "name": f"{name}-{part}",
                "id": own_id if part == "year" else f"{own_id}-{part}",
                "value": typed,
                "width": self.widths[part],
                "invalid": "aria-invalid" in own,
                "autocomplete": f"bday-{part}" if self.birth else "off",
            }
            for part, typed in zip(DATE_PARTS, parts, strict=True)
        ]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        """The boxes joined; a single value under the field's own name is taken too."""
        typed = typed_day(data, name).values()
        return "-".join(typed) if any(typed) else str(data.get(name) or "")

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether no box came at all."""
        return not any(f"{name}-{part}" in data for part in DATE_PARTS)
