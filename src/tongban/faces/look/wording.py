"""The words of the components, and how a field's description becomes a control.

Every label here is said on pages exactly as it stands; pages do not invent synonyms.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.plumbing.schemas import DATE_PARTS

Words = str | Promise

LIGHTS: Final[Mapping[str, Words]] = {
    "green": _("正常"),
    "yellow": _("黄灯"),
    "red": _("红灯"),
    "over": _("超法定"),
    "paused": _("暂停计时"),
    "done": _("已办结"),
    "none": _("未计时"),
}
NEEDS: Final[Mapping[str, Words]] = {
    "required": _("要交"),
    "waived": _("不用交"),
    "depends": _("看情况"),
    "deferrable": _("可容缺"),
    "optional": _("可不交"),
}
NOTICES: Final[Mapping[str, Words]] = {
    "info": _("提示"),
    "ok": _("好消息"),
    "warn": _("注意"),
    "danger": _("警告"),
}
STATES: Final[Mapping[str, Mapping[str, tuple[Words, str]]]] = {
    "task": {
        "done": (_("已完成"), "ok"),
        "todo": (_("待办"), "info"),
        "waiting": (_("前面办完才能开始"), "plain"),
        "optional": (_("可以不填"), "plain"),
    },
    "upload": {
        "missing": (_("还没上传"), "plain"),
        "uploaded": (_("已上传"), "ok"),
        "reused": (_("已用上原有材料"), "ok"),
        "refused": (_("需要重新上传"), "danger"),
    },
    "timeline": {
        "done": (_("已完成"), "ok"),
        "now": (_("正在办"), "info"),
        "next": (_("还没到"), "plain"),
    },
}
UNITS: Final[Mapping[str, Words]] = {
    "working_day": _("个工作日"),
    "calendar_day": _("天"),
    "day": _("天"),
    "hour": _("小时"),
    "month": _("个月"),
    "year": _("年"),
}

# type → (control, input type, inputmode, width, autocomplete)
CONTROLS: Final[Mapping[str, tuple[str, str, str, str, str]]] = {
    "text": ("input", "text", "", "", ""),
    "search": ("input", "search", "search", "", "off"),
    "textarea": ("textarea", "", "", "", ""),
    "choice": ("choice", "", "", "", ""),
    "choices": ("choices", "", "", "", ""),
    "picks": ("picks", "", "", "", ""),
    "yes_no": ("choice", "", "", "", ""),
    "select": ("select", "", "", "w-l", ""),
    "date": ("date", "", "numeric", "", "off"),
    "integer": ("input", "text", "numeric", "w-s", "off"),
    "money": ("input", "text", "decimal", "w-s", "off"),
    "phone": ("input", "tel", "tel", "w-m", "tel"),
    "landline": ("input", "tel", "tel", "w-m", "tel"),
    "email": ("input", "email", "email", "w-l", "email"),
    "identity_document": ("input", "text", "text", "w-l code-input", "off"),
    "uscc": ("input", "text", "text", "w-l code-input", "off"),
    "postcode": ("input", "text", "numeric", "w-s", "postal-code"),
    "address": ("address", "text", "", "", "street-address"),
    "password": ("input", "password", "", "w-m", "current-password"),
    "code": ("input", "text", "numeric", "w-m code-input", "one-time-code"),
    "file": ("file", "file", "", "", ""),
}
YES_NO: Final = ({"value": "yes", "label": _("是")}, {"value": "no", "label": _("否")})


@dataclass(frozen=True)
class FieldView:
    """A field as the template needs it."""

    name: str
    label: Words
    control: str
    input_type: str
    inputmode: str
    width: str
    autocomplete: str
    required: bool
    value: Any = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    error: Words = ""
    help: Words = ""
    example: Words = ""
    source: Words = ""
    suffix: Words = ""
    max_length: int | None = None
    rows: int = 4
    choices: tuple[tuple[str, Words, Words, bool], ...] = ()

    @property
    def id(self) -> str:
        return f"f-{self.name}"

    @property
    def has_chosen(self) -> bool:
        """Whether one of the choices is chosen already."""
        return any(chosen for _value, _label, _help, chosen in self.choices)

    @property
    def hint_ids(self) -> str:
        """The elements that describe the control, for screen readers."""
        ids = [f"{self.id}-help"] if self.help or self.example else []
        return " ".join([*ids, f"{self.id}-error"] if self.error else ids)


def read_field(given: Any) -> FieldView:
    """Work out a control from a dataclass or dict that describes a field."""
    kind = str(_get(given, "type") or "text")
    control, input_type, inputmode, width, autocomplete = CONTROLS[kind]
    value = _get(given, "value")
    choices = YES_NO if kind == "yes_no" else _get(given, "choices") or ()
    return FieldView(
        name=str(_get(given, "name")),
        label=_get(given, "label"),
        control=control,
        input_type=input_type,
        inputmode=_get(given, "inputmode") or inputmode,
        width=_get(given, "width") or width,
        autocomplete=_get(given, "autocomplete") or autocomplete or "off",
        required=bool(_get(given, "required")),
        value="" if value is None else value,
        parts=_read_parts(control, value),
        error=_get(given, "error") or "",
        help=_get(given, "help") or "",
        # Either answer as an example would read as advice.
        example="" if kind == "yes_no" else _get(given, "example") or "",
        source=_get(given, "source") or "",
        suffix=_("元") if kind == "money" else "",
        max_length=_get(given, "max_length"),
        rows=_get(given, "rows") or 4,
        choices=tuple(_read_choice(choice, kind, value) for choice in choices),
    )


def _read_parts(control: str, value: Any) -> Mapping[str, str]:
    if control == "date":
        if isinstance(value, date):
            return {part: str(getattr(value, part)) for part in DATE_PARTS}
        if isinstance(value, str):
            # An unfinished date keeps what was typed, in its place.
            return dict(zip(DATE_PARTS, value.split("-"), strict=False))
    if isinstance(value, Mapping):
        return {str(key): str(part or "") for key, part in value.items()}
    return {"detail": str(value or "")} if control == "address" else {}


def _read_choice(choice: Any, kind: str, value: Any) -> tuple[str, Words, Words, bool]:
    key = str(_get(choice, "value"))
    if kind in {"choices", "picks"}:
        chosen = key in {str(one) for one in value or ()}
    elif kind == "yes_no" and isinstance(value, bool):
        chosen = key == ("yes" if value else "no")
    else:
        chosen = key == str(value)
    return key, _get(choice, "label"), _get(choice, "help") or "", chosen


def _get(thing: Any, name: str) -> Any:
    found = (
        thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)
    )
    return found.value if isinstance(found, Enum) else found
