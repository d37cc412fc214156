"""An element of the directory in words, and read back from what an officer typed.

Rows are lines, their fields are set apart by a bar: 营业执照｜必要. The words are those of the
item editor, so an element is called the same wherever it is shown.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from tongban.capabilities.catalogue.directory.slots import Document, Slot
from tongban.capabilities.catalogue.elements.differing import words
from tongban.capabilities.catalogue.elements.table import Element, sections
from tongban.capabilities.catalogue.elements.values import read
from tongban.capabilities.catalogue.wording import LEVEL_LABELS
from tongban.ground.refusals import Invalid

BAR: Final = "｜"
# Codes that the editor does not ask for: GB/T 39046 and the national exchange tables.
CODED: Final[Mapping[str, Mapping[str, str]]] = {
    "family": {"administrative_power": "行政权力", "public_service": "公共服务"},
    "body_nature": {
        "1": "法定机关",
        "2": "授权组织",
        "3": "受委托组织",
        "9": "其他",
    },
    "power_source": {
        "1": "法定本级行使",
        "2": "上级下放",
        "3": "上级授权",
        "4": "同级授权",
        "5": "上级委托",
        "6": "同级委托",
    },
}
NOTHING: Final = "（没有）"


@cache
def _elements() -> Mapping[tuple[str, str], Element]:
    """The elements of the editor by the rows they stand in and their path."""
    return {
        (block.rows or "", element.path): element
        for section in sections()
        for block in section.blocks
        for element in block.elements
    }


def _element(slot: Slot, field: str = "") -> Element:
    """How the editor shows a slot, or a field of its rows; a text where it knows none."""
    path = ".".join(slot.path)
    known = _elements()
    if not field:
        if path in CODED:
            return Element(path, slot.label, "one", CODED[path])
        return known.get(("", path)) or Element(path, slot.label)
    found = known.get((path, field)) or known.get(("", f"{path}.{field}"))
    return found or Element(field, field)


def lines_of(slot: Slot, value: Any) -> list[str]:
    """The value as people read it, a line for each row."""
    if value in (None, "", []):
        return [NOTHING]
    if slot.mode == "one_of" and isinstance(value, list):
        return ["、".join(LEVEL_LABELS.get(str(one), str(one)) for one in value)]
    if isinstance(value, dict):
        return [_line(slot, value)]
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return [_line(slot, row) for row in value if isinstance(row, dict)]
    return [words(_element(slot), value)]


def _line(slot: Slot, row: Mapping[str, Any]) -> str:
    if not slot.fields:
        # A page of the form, an intermediary service: its own name says enough here.
        said = row.get("title") or row.get("name") or row.get("key") or ""
        fields = row.get("fields")
        labels = [str(one.get("label", "")) for one in fields or []]
        return f"{said}：{'、'.join(labels)}" if labels else str(said)
    return BAR.join(
        words(_element(slot, field), row.get(field)) for field in slot.fields
    )


def is_typed(slot: Slot) -> bool:
    """Whether the page lets it be typed; rows without fields come by file or API."""
    if slot.key in {"basic_code", "exercise_level"}:
        return False
    if slot.fields:
        return True
    if isinstance(slot.value, list):
        return _element(slot).kind in {"some", "lines"}
    path = ".".join(slot.path)
    return path in CODED or ("", path) in _elements()


def control_of(slot: Slot, error: str = "") -> Document:
    """The control in which the stated value is typed."""
    element = _element(slot)
    control: Document = {
        "name": f"slot-{slot.key}",
        "label": slot.label,
        "type": "text",
        "required": slot.key in {"name", "item_type"},
        "value": slot.value,
        "error": error,
    }
    if slot.fields:
        shown = lines_of(slot, slot.value)
        is_list = isinstance(slot.value, list)
        named = [_element(slot, field).label for field in slot.fields]
        return control | {
            "type": "textarea" if is_list else "text",
            "rows": min(8, max(2, len(shown))),
            "value": "\n".join(line for line in shown if line != NOTHING),
            "help": f"{'一行一条：' if is_list else ''}{BAR.join(named)}",
        }
    choices = element.choices or {}
    control["choices"] = [
        {"value": key, "label": said} for key, said in choices.items()
    ]
    control["type"] = {"one": "select", "some": "picks", "number": "integer"}.get(
        element.kind, "text"
    )
    return control


def read_typed(slot: Slot, posted: Sequence[str]) -> Any:
    """The value that was typed. Refuses with Invalid by the name of the control."""
    if not slot.fields:
        return read(_element(slot), posted, slot.value)
    lines = [line.strip() for line in "\n".join(posted).splitlines() if line.strip()]
    rows = [_row(slot, line) for line in lines]
    if isinstance(slot.value, list):
        return rows
    if len(rows) != 1:
        raise Invalid({f"slot-{slot.key}": "请写一行，例如：20｜个工作日。"})
    kept = slot.value if isinstance(slot.value, dict) else {}
    return kept | rows[0]


def _row(slot: Slot, line: str) -> Document:
    """A line as a row; one that was there keeps what the directory does not speak of."""
    parts = [part.strip() for part in line.replace("|", BAR).split(BAR)]
    if len(parts) != len(slot.fields):
        example = BAR.join(_element(slot, field).label for field in slot.fields)
        raise Invalid(
            {f"slot-{slot.key}": f"“{line}”要写成：{example}，中间用竖线隔开。"}
        )
    said = {
        field: _value(slot, field, part)
        for field, part in zip(slot.fields, parts, strict=True)
    }
    rows = slot.value if isinstance(slot.value, list) else []
    first = slot.fields[0]
    kept = next((row for row in rows if row.get(first) == said[first]), None)
    if kept is None and isinstance(slot.value, list):
        # Laid over a text, it gets a key that is free there.
        kept = {"key": "d0"}
    return (kept or {}) | said


def _value(slot: Slot, field: str, text: str) -> Any:
    element = _element(slot, field)
    if text == NOTHING:
        return None
    if element.kind == "yes_no":
        return {"是": True, "否": False}.get(text)
    labels = {label: key for key, label in (element.choices or {}).items()}
    if labels and text not in labels:
        known = "、".join(labels)
        raise Invalid(
            {f"slot-{slot.key}": f"“{text}”不是可以选的：请写 {known} 里的一个。"}
        )
    return labels[text] if labels else read(element, [text], None)
