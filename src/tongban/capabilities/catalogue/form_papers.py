"""The form of an item on paper: blank to fill in by hand, or filled with its examples."""

import re
from datetime import date
from typing import Any, Final

from django.core.cache import cache

from tongban.capabilities.catalogue.types import Guide, MaterialCard
from tongban.plumbing.papers import render
from tongban.plumbing.schemas.schema import (
    FieldSpec,
    FieldType,
    Schema,
)

MOST_PAGES: Final = 4
_ID_BOXES: Final = 18
_BOXES: Final = {
    FieldType.PHONE: 11,
    FieldType.POSTCODE: 6,
    FieldType.USCC: 18,
    FieldType.IDENTITY_DOCUMENT: _ID_BOXES,
}
_ASKED_IN_WORDS: Final = frozenset({FieldType.CHOICE, FieldType.CHOICES})
_YES, _NO = "是", "否"
# A form has no day of issue; the file's own day must be the same whenever it is made.
_NO_DAY: Final = date(2026, 1, 1)


def make_form_paper(guide: Guide, *, is_sample: bool) -> bytes | None:
    """The form as PDF, of this very version; None where the item has none.

    Refuses with MissingGlyph or PaperTooLong.
    """
    material = guide.form_material
    if material is None:
        return None
    # A version never changes, and neither do the bytes made of it.
    key = f"form-paper/{guide.version_id}/{guide.digest}/{is_sample}"
    made: bytes | None = cache.get(key)
    if made is None:
        values = form_values(guide, material, is_sample=is_sample)
        made = render("form", values, most_pages=MOST_PAGES)
        cache.set(key, made, timeout=None)
    return made


def form_values(
    guide: Guide, material: MaterialCard, *, is_sample: bool
) -> dict[str, Any]:
    """What the layout `form` is filled with."""
    schema = guide.form
    return {
        "title": material.name,
        "organ": guide.body_name,
        "item_name": guide.name,
        "issued_on": guide.effective_on or _NO_DAY,
        "is_sample": is_sample,
        "sections": [
            {
                "title": page.title,
                "fields": [_field(schema, spec, is_sample) for spec in page.fields],
            }
            for page in schema.pages
        ],
        "foot": f"{guide.name}　编码 {guide.handling_code}　指南第 {guide.number} 版　"
        f"指纹 {guide.digest[:16]}",
    }


def _field(schema: Schema, spec: FieldSpec, is_sample: bool) -> dict[str, Any]:
    row: dict[str, Any] = {
        "label": spec.label,
        "required": spec.required,
        "kind": "line",
        "help": spec.help,
        "only_if": _only_if(schema, spec),
    }
    example = spec.example if is_sample else ""
    if spec.type in _ASKED_IN_WORDS or spec.type is FieldType.YES_NO:
        labels = [choice.label for choice in spec.choices] or [_YES, _NO]
        return row | {
            "kind": "choices",
            "choices": labels,
            "chosen": _chosen(spec, labels, example) if is_sample else [],
        }
    if spec.type in _BOXES:
        return row | {"kind": "boxes", "count": _BOXES[spec.type], "value": example}
    if spec.type is FieldType.DATE:
        return row | {"kind": "day", "value": example}
    if spec.type is FieldType.TEXTAREA:
        return row | {"kind": "area", "value": example}
    return row | {"value": example}


def _chosen(spec: FieldSpec, labels: list[str], example: str) -> list[str]:
    """What the example ticks: by the words or the value of a choice, else the first."""
    words = {choice.value: choice.label for choice in spec.choices}
    words |= {"yes": _YES, "no": _NO, "true": _YES, "false": _NO}
    said = [words.get(part, part) for part in re.split(r"[、，,;；\s]+", example)]
    found = [label for label in labels if label in said or label == example]
    return found or labels[:1]


def _only_if(schema: Schema, spec: FieldSpec) -> str:
    if spec.when is None:
        return ""
    asked = schema.fields[spec.when.field]
    if isinstance(spec.when.equals, bool):
        answer = _YES if spec.when.equals else _NO
    else:
        answer = asked.label_of(spec.when.equals) or str(spec.when.equals)
    return f"“{asked.label}”填“{answer}”的才填。"
