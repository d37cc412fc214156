"""The controls of one section: each element with its value, its choices, what is wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from tongban.capabilities.catalogue.checking.found import ERROR, rows, text
from tongban.capabilities.catalogue.desk.wording import rows_named
from tongban.capabilities.catalogue.elements.coding import Catalogue, renamed_from
from tongban.capabilities.catalogue.elements.editing import rows_of
from tongban.capabilities.catalogue.elements.gaps import is_gap, needs_a_row
from tongban.capabilities.catalogue.elements.marks import mark_of_row
from tongban.capabilities.catalogue.elements.table import Block, Element
from tongban.capabilities.catalogue.elements.values import shown, value_at
from tongban.capabilities.catalogue.types import Finding

Document = dict[str, Any]

# The control for each kind of value; a choice of more than four is a list to open, a tick
# list of more than twelve is folded, with the chosen ones shown.
_CONTROLS: Final = {
    "text": "text",
    "long": "textarea",
    "lines": "textarea",
    "options": "textarea",
    "choices": "textarea",
    "number": "integer",
    "money": "money",
    "some": "choices",
    "when": "choices",
    "yes_no": "yes_no",
}
_MOST_RADIOS: Final = 4
_MOST_TICKS: Final = 12


@dataclass(frozen=True)
class Around:
    """What the controls of a section are made with, besides its values."""

    document: Document
    found: list[Finding]
    bodies: Mapping[str, str]
    known: Catalogue = field(default_factory=Catalogue)
    # What was done last: the row that it added takes the focus.
    done: str = ""
    # By list, what of a pasted table would be lost: it stays in its box.
    spare: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    # What was filled in beforehand and nobody has seen to: elements/marks.py.
    marks: frozenset[str] = frozenset()


def block_of(block: Block, around: Around) -> dict[str, Any]:
    """The fields of a block, or its rows with theirs."""
    if not block.rows:
        return {
            "fields": [
                _field(
                    element,
                    element.path,
                    around.document,
                    around,
                    _error(element, block, around.found),
                    is_marked=element.path in around.marks,
                )
                for element in block.elements
            ]
        }
    listed = rows_of(around.document, block)
    added = around.done.split(":")[0] in {"add", "lines"}
    return {
        "rows": [_row(block, number, row, around) for number, row in enumerate(listed)],
        "name": block.rows,
        "count": len(listed),
        "is_gap": needs_a_row(around.document, block),
        "label": block.row_label,
        "note": block.note,
        "lines": {
            "name": f"{block.rows}-lines",
            "label": _("粘贴表格，或者一行写一样"),
            "type": "textarea",
            "rows": 4,
            "help": block.lines,
            "value": around.spare.get(block.rows, {}).get("pasted", ""),
        },
        "spare": around.spare.get(block.rows),
        "lines_open": not listed or block.rows in around.spare,
        "focus": len(listed) - 1
        if added and around.done.endswith(f":{block.rows}")
        else -1,
    }


def _row(block: Block, number: int, row: Document, around: Around) -> dict[str, Any]:
    return {
        "number": number,
        "place": number + 1,
        "renamed_from": renamed_from(row, around.known)
        if block.rows == "materials"
        else "",
        "findings": [
            one.message
            for one in around.found
            if number in rows_named(one.where, block.rows)
            and not _error_in_row(block, number, one)
        ],
        "fields": [
            _field(
                element,
                f"{block.rows}-{number}-{element.path}",
                row,
                around,
                "".join(
                    one.message
                    for one in around.found
                    if _error_in_row(block, number, one) == element.path
                ),
                is_marked=mark_of_row(block.rows, number, row) in around.marks,
            )
            for element in block.elements
        ],
    }


def _error_in_row(block: Block, number: int, finding: Finding) -> str:
    """The element of this row in which the finding is mended; "" where it names none."""
    at = f"{block.rows}[{number + 1}]."
    named = finding.where.removeprefix(at) if finding.where.startswith(at) else ""
    is_there = any(one.path == named for one in block.elements)
    return named if is_there and finding.severity == ERROR else ""


def _error(element: Element, block: Block, found: list[Finding]) -> str:
    """What must be mended in this element; what names only its group stands at the first."""
    top = element.path.split(".")[0]
    of_group = [one for one in block.elements if one.path.split(".")[0] == top]
    return "".join(
        one.message
        for one in found
        if one.severity == ERROR
        and (one.where == element.path or (one.where == top and of_group[0] is element))
    )


def _field(  # a control is made of all of them
    element: Element,
    name: str,
    row: Document,
    around: Around,
    error: str = "",
    *,
    is_marked: bool = False,
) -> dict[str, Any]:
    choices = _choices(element, around)
    value = value_at(row, element.path)
    said = shown(element, value)
    control: dict[str, Any] = {
        "name": name,
        "label": element.label,
        "type": _CONTROLS.get(element.kind, ""),
        "value": said,
        "help": element.help,
        "example": element.example,
        "required": not element.optional,
        "error": error,
        "rows": 3,
        "choices": [{"value": key, "label": label} for key, label in choices.items()],
        "is_gap": is_gap(element, value, row),
        "is_prefilled": is_marked and said not in (None, "", []),
    }
    if element.kind == "some" and len(choices) > _MOST_TICKS:
        control["type"] = "picks"
    held = said if element.kind == "some" else [said] if element.kind == "one" else []
    # A value from an import that is none of ours stays to be seen and changed.
    control["choices"] += [
        {"value": one, "label": _("原值：%(value)s") % {"value": one}}
        for one in held
        if one and str(one) not in choices
    ]
    if element.kind == "one":
        control["type"] = "choice" if len(choices) <= _MOST_RADIOS else "select"
    return control


def _choices(element: Element, around: Around) -> Mapping[str, str]:
    if element.path == "org":
        return around.bodies
    if element.kind == "when":
        return _answers(around.document)
    if element.path == "group":
        return _groups(around.document)
    return element.choices or {}


def _groups(document: Document) -> dict[str, str]:
    """The groups that a condition can belong to, after the choice of none."""
    groups = {
        text(one, "key"): f"第 {at} 组{text(one, 'title')}"
        for at, one in enumerate(rows(document, "condition_groups"), 1)
    }
    return {"": _("不分组")} | groups if groups else {}


def _answers(document: Document) -> dict[str, str]:
    return {
        f"{text(situation, 'key')}:{text(option, 'key')}": (
            f"{text(situation, 'question')} {text(option, 'label')}"
        )
        for situation in rows(document, "situations")
        for option in rows(situation, "options")
    }
