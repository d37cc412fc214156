"""The controls of the form designer: the outline of the form, and what is open in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from tongban.capabilities.catalogue.checking.found import ERROR
from tongban.capabilities.catalogue.desk.wording import errors_of
from tongban.capabilities.catalogue.elements.designing import Spot, find
from tongban.capabilities.catalogue.elements.editing import condition_words
from tongban.capabilities.catalogue.elements.properties import (
    PROPERTIES,
    Property,
    show_property,
    waits,
    words_of,
)
from tongban.capabilities.catalogue.elements.values import Document
from tongban.capabilities.catalogue.types import Finding
from tongban.plumbing.schemas import FIELD_KINDS, PREFILL_LABELS, FieldType
from tongban.plumbing.schemas.schema import NO, YES

_IN_THE_FORM: Final = "申请表："
_AT: Final = re.compile(r"form\.pages\[(\d+)\](?:\.fields\[(\d+)\])?(?:\.(\w+))?")


@dataclass(frozen=True)
class Design:
    """The form as it is shown: its pages, what is open, what was found in it."""

    pages: list[Document]
    spot: Spot | None
    findings: list[Finding]

    def found_at(self, page: int, field: int) -> list[tuple[str, Finding]]:
        """What was found at a place (counted from nought; field -1: the page itself)."""
        listed = []
        for one in self.findings:
            at = _AT.fullmatch(one.where)
            if at and int(at[1]) - 1 == page and int(at[2] or 0) - 1 == field:
                listed.append((at[3] or "", one))
        return listed


def outline_of(made: Design) -> list[dict[str, Any]]:
    """Page by page, field by field: what each is called and what is to be mended."""
    named = {one["name"]: one for page in made.pages for one in page["fields"]}
    outline = []
    for at, page in enumerate(made.pages):
        spot = Spot("page", page["key"])
        fields = [
            _line(made, at, place, one, named)
            for place, one in enumerate(page["fields"])
        ]
        outline.append(
            {
                "spot": str(spot),
                "key": page["key"],
                "place": at + 1,
                "title": page.get("title") or _("没有名称的一页"),
                "is_open": made.spot == spot,
                "errors": _errors(made, at, -1),
                "fields": fields,
            }
        )
    return outline


def _line(
    made: Design, at: int, place: int, held: Document, named: dict[str, Document]
) -> dict[str, Any]:
    kind = str(held.get("type") or "")
    known = kind in set(FieldType)
    spot = Spot("field", held["name"])
    notes = [FIELD_KINDS[FieldType(kind)] if known else kind]
    if held.get("required") is not True:
        notes.append(_("选填"))
    if held.get("prefill") in PREFILL_LABELS:
        notes.append(_("自动带出%(what)s") % {"what": PREFILL_LABELS[held["prefill"]]})
    when = condition_words(held, named)
    if when:
        notes.append(_("%(when)s时才问") % {"when": when})
    return {
        "spot": str(spot),
        "label": held.get("label") or _("没有名称的一栏"),
        "notes": "，".join(notes),
        "is_open": made.spot == spot,
        "errors": _errors(made, at, place),
    }


def _errors(made: Design, at: int, place: int) -> int:
    return len(errors_of(one for _key, one in made.found_at(at, place)))


def page_controls(made: Design) -> dict[str, Any]:
    """The open page: its title, and what was found in it."""
    at, _place = find(made.pages, made.spot) or (0, -1)
    page, found = made.pages[at], made.found_at(at, -1)
    title = {
        "name": "title",
        "label": _("页名"),
        "type": "text",
        "value": page.get("title") or "",
        "required": True,
        "example": _("经营场所"),
        "max_length": 60,
        "error": _said(found, "title"),
    }
    return {
        "spot": str(made.spot),
        "is_page": True,
        "heading": _("第 %(number)s 页") % {"number": at + 1},
        "fields": [title | {"is_gap": not title["value"]}],
        "findings": _others(found, {"title"}),
        "is_first": at == 0,
        "is_last": at == len(made.pages) - 1,
    }


def field_controls(made: Design) -> dict[str, Any]:
    """The open field: each property that it has, and what was found in it."""
    at, place = find(made.pages, made.spot) or (0, 0)
    held, found = made.pages[at]["fields"][place], made.found_at(at, place)
    asked = [one for one in PROPERTIES if one.fits(held)]
    number = sum(len(page["fields"]) for page in made.pages[:at]) + place + 1
    controls = [_control(one, held, made, found) for one in asked]
    if len(made.pages) > 1:
        controls.append(_page_control(made, at))
    return {
        "spot": str(made.spot),
        "is_page": False,
        "heading": _("第 %(number)s 栏") % {"number": number},
        "fields": controls,
        "findings": _others(found, {one.key for one in asked}),
        "is_first": number == 1 and at == 0,
        "is_last": at == len(made.pages) - 1
        and place == len(made.pages[at]["fields"]) - 1,
    }


def _control(
    asked: Property, held: Document, made: Design, found: list[tuple[str, Finding]]
) -> dict[str, Any]:
    label, example = words_of(asked, held)
    value = show_property(asked, held)
    choices = list(_choices(asked, held, made))
    if asked.control == "select" and value and value not in dict(choices):
        # A value from an import that is none of ours stays to be seen and changed.
        choices.append((str(value), _("原值：%(value)s") % {"value": value}))
    return {
        "name": asked.key,
        "label": label,
        "type": asked.control,
        "value": value,
        "help": asked.help,
        "example": example,
        "required": not asked.optional,
        "choices": [{"value": key, "label": words} for key, words in choices],
        "rows": 5,
        "error": _said(found, asked.key),
        "is_gap": not asked.optional and value in ("", None, []),
    }


def _page_control(made: Design, at: int) -> dict[str, Any]:
    return {
        "name": "page",
        "label": _("在哪一页"),
        "type": "select",
        "required": True,
        "value": made.pages[at]["key"],
        "choices": [
            {
                "value": page["key"],
                "label": page.get("title")
                or _("第 %(number)s 页") % {"number": number},
            }
            for number, page in enumerate(made.pages, 1)
        ],
    }


def _choices(
    asked: Property, held: Document, made: Design
) -> Iterator[tuple[str, str]]:
    if asked.key == "when":
        yield from _answers(held, made)
    elif asked.key == "type_field":
        for one in _before(held, made):
            if one.get("type") == FieldType.CHOICE:
                yield one["name"], str(one.get("label") or one["name"])
    else:
        yield from (asked.choices or {}).items()


def _before(held: Document, made: Design) -> Iterator[Document]:
    for page in made.pages:
        for one in page["fields"]:
            if one["name"] == held["name"]:
                return
            yield one


def _answers(held: Document, made: Design) -> Iterator[tuple[str, str]]:
    """Every answer that a field before this one can get, in words."""
    for one in _before(held, made):
        if one.get("type") == FieldType.YES_NO:
            answers: list[Any] = [YES, NO]
        elif one.get("type") in {FieldType.CHOICE, FieldType.CHOICES}:
            answers = [row.get("value") for row in one.get("choices") or []]
        else:
            continue
        for answer in answers:
            row = {"when": {"field": one["name"], "equals": answer}}
            yield waits(row), condition_words(row, {one["name"]: one})


def _said(found: list[tuple[str, Finding]], key: str) -> str:
    """What must be mended in this property."""
    return "".join(
        # The page says already that this is the form.
        one.message.removeprefix(_IN_THE_FORM)
        for at, one in found
        if at == key and one.severity == ERROR
    )


def _others(found: list[tuple[str, Finding]], shown: set[str]) -> list[dict[str, Any]]:
    """What is said beside no control: advice, and what stands at none of them."""
    return [
        {"message": one.message, "is_error": one.severity == ERROR}
        for at, one in found
        if at not in shown or one.severity != ERROR
    ]
