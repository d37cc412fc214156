"""What was filled in beforehand: marked, each for itself, until somebody has seen to it.

A mark names an element by its path, or a row of a list by its key (a field of the form by
its name), else by its place: `basic_code`, `steps[p1]`, `place[1]`.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from tongban.capabilities.catalogue.checking.found import rows
from tongban.capabilities.catalogue.elements.editing import form_fields, rows_of
from tongban.capabilities.catalogue.elements.mending import find_section
from tongban.capabilities.catalogue.elements.table import Section, sections
from tongban.capabilities.catalogue.elements.values import Document, value_at

# What is asked for before there is a draft.
_TYPED: Final = frozenset({"name", "org", "item_type"})
_EMPTY: Final[tuple[object, ...]] = (None, "", [])
_FORM: Final = "form"
_A_ROW: Final = re.compile(r"(\w+)\[([^\]]+)\]")


def marks_of(document: Mapping[str, Any]) -> list[str]:
    """Everything in a new document that nobody has typed."""
    marks = []
    for section in sections():
        for block in section.blocks:
            if block.rows:
                listed = enumerate(rows_of(document, block))
                marks += [mark_of_row(block.rows, at, row) for at, row in listed]
                continue
            marks += [
                element.path
                for element in block.elements
                if element.path not in _TYPED
                and value_at(document, element.path) not in _EMPTY
            ]
    return marks


def mark_of_row(name: str, at: int, row: Mapping[str, Any]) -> str:
    """The mark of a row of a list; `at` counts from nought."""
    return f"{name}[{row.get('name' if name == _FORM else 'key') or at + 1}]"


def still_marked(
    marks: Iterable[str], before: Document, after: Document, looked_through: str
) -> list[str]:
    """The marks that are left: what was changed is somebody's own, what was seen is checked."""
    return [
        mark
        for mark in marks
        if _section(mark) != looked_through
        and _value(before, mark) == _value(after, mark)
    ]


def is_marked(marks: Collection[str], section: Section) -> bool:
    """Whether something in a section was filled in beforehand and not seen to since."""
    return any(_section(mark) == section.key for mark in marks)


def _section(mark: str) -> str:
    section = find_section(mark)
    return section.key if section else ""


def _value(document: Document, mark: str) -> Any:
    named = _A_ROW.fullmatch(mark)
    if named is None:
        return value_at(document, mark)
    # The form is one list of fields to the officer, page by page in the document.
    listed = form_fields(document) if named[1] == _FORM else rows(document, named[1])
    for at, row in enumerate(listed):
        if mark_of_row(named[1], at, row) == mark:
            return row
    return None
