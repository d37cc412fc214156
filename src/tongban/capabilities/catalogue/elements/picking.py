"""A material picked from the catalogue, laid over a row of a document or added as a new one."""

from copy import deepcopy
from typing import Any

from tongban.capabilities.catalogue.checking.found import rows, text
from tongban.capabilities.catalogue.elements.editing import new_row
from tongban.capabilities.catalogue.elements.table import sections
from tongban.capabilities.catalogue.elements.values import Document
from tongban.capabilities.catalogue.types import MaterialEntry

# What makes it this material and no other: always as the catalogue says.
_OF_ENTRY = ("material_kind", "issuer")


def with_picked(document: Document, key: str, entry: MaterialEntry) -> Document:
    """The document whose row of that key is this entry; without such a row, one more.

    What the officer wrote about how this item asks for it stays; what is empty is filled in
    as items usually ask for it.
    """
    listed = rows(document, "materials")
    named = {"catalogue_code": entry.code, "name": entry.name}
    known = {name: entry.usual[name] for name in _OF_ENTRY if entry.usual.get(name)}
    at = next((n for n, row in enumerate(listed) if text(row, "key") == key), None)
    if at is None or not key:
        block = next(
            b for one in sections() for b in one.blocks if b.rows == "materials"
        )
        row = new_row(block, listed) | deepcopy(entry.usual) | named
        return document | {"materials": [*listed, row]}
    before = listed[at]
    usual = {
        name: value for name, value in entry.usual.items() if _is_empty(before, name)
    }
    row = before | deepcopy(usual) | known | named
    return document | {"materials": [*listed[:at], row, *listed[at + 1 :]]}


def _is_empty(row: Document, name: str) -> bool:
    value: Any = row.get(name)
    return value in (None, "", [])
