"""A material picked from the catalogue: what it would change, and the row that it changes."""

from collections.abc import Collection
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from tongban.capabilities.catalogue.checking.found import rows, text
from tongban.capabilities.catalogue.elements.editing import new_row
from tongban.capabilities.catalogue.elements.table import Block, Element, sections
from tongban.capabilities.catalogue.elements.values import Document
from tongban.capabilities.catalogue.types import MaterialEntry
from tongban.capabilities.catalogue.wording import MATERIAL_KIND_LABELS

# What says which paper it is, and can be said of it whoever asks for it. What an item says
# of how it asks (standard, basis, copies, situations) is never another item's.
_KIND: Final = Element("material_kind", "材料类型", "one", MATERIAL_KIND_LABELS)
_OF_ENTRY: Final = ("name", "original_or_copy", "form", "source", "issuer", "trust")
# The name is what is picked, and no field of the editor asks for the kind.
USUALLY_TAKEN: Final = frozenset({"name", "material_kind"})


@dataclass(frozen=True)
class Taken:
    """What the entry says in one element, and what stands in the row, in words.

    Nothing `before`: it is filled in. Else the row keeps what stands there, unless the
    officer wants the entry's; `is_typed` is what nobody but an officer has put there.
    """

    name: str
    label: str
    before: str
    after: str
    is_typed: bool


def taken_over(document: Document, key: str, entry: MaterialEntry) -> list[Taken]:
    """Everything that picking the entry for the row of that key may change."""
    row = _row_of(document, key) or {}
    usual = new_row(_materials(), ())
    told = entry.usual | {"name": entry.name}
    return [
        Taken(
            element.path,
            element.label,
            _words(element, row.get(element.path)),
            _words(element, told[element.path]),
            element.path not in USUALLY_TAKEN
            and row.get(element.path) not in (None, "", usual.get(element.path)),
        )
        for element in _elements()
        if told.get(element.path) not in (None, "", row.get(element.path))
    ]


def with_picked(
    document: Document,
    key: str,
    entry: MaterialEntry,
    instead: Collection[str] = USUALLY_TAKEN,
) -> Document:
    """The document whose row of that key is this entry; without such a row, one more.

    What is empty is filled in; what stands there stays, but for the elements `instead`.
    """
    listed = rows(document, "materials")
    told = entry.usual | {"name": entry.name}
    told = {one.path: told[one.path] for one in _elements() if told.get(one.path)}
    before = _row_of(document, key)
    if before is None:
        row = new_row(_materials(), listed) | deepcopy(told)
        return document | {"materials": [*listed, row | {"catalogue_code": entry.code}]}
    taken = {
        name: value
        for name, value in told.items()
        if name in instead or before.get(name) in (None, "")
    }
    picked = before | deepcopy(taken) | {"catalogue_code": entry.code}
    return document | {
        "materials": [picked if row is before else row for row in listed]
    }


def _row_of(document: Document, key: str) -> Document | None:
    listed = rows(document, "materials")
    return next((row for row in listed if key and text(row, "key") == key), None)


@cache
def _materials() -> Block:
    return next(b for one in sections() for b in one.blocks if b.rows == "materials")


@cache
def _elements() -> tuple[Element, ...]:
    known = {element.path: element for element in _materials().elements}
    return (*(known[path] for path in _OF_ENTRY), _KIND)


def _words(element: Element, value: Any) -> str:
    if value in (None, ""):
        return ""
    return (element.choices or {}).get(str(value), str(value))
