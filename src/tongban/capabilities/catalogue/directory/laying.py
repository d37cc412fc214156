"""Laying an entry's elements over an implementation's text: what is local stays as it was."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from tongban.capabilities.catalogue.directory.slots import Document, Slot


def lay_over(
    document: Document,
    slots: Iterable[Slot],
    departing: Sequence[str],
    earlier: Mapping[str, Any],
) -> tuple[Document, Document]:
    """The document with the departing elements as the directory has them; what stood there.

    Rows are the same row where their first field is; of such a row everything that the
    directory does not speak of stays. `earlier` is what the version before stated. The level
    is the body's and cannot be laid over.
    """
    laid, replaced = deepcopy(document), {}
    for slot in slots:
        if slot.key not in departing or slot.mode == "one_of":
            continue
        before = slot.of(laid)
        replaced[slot.key] = deepcopy(before)
        _put(laid, slot.path, _laid(before, slot, earlier.get(slot.key)))
    return laid, replaced


def _laid(before: Any, slot: Slot, earlier: Any) -> Any:
    value = deepcopy(slot.value)
    if isinstance(value, list) and slot.fields:
        return _rows(_rows_in(before), value, slot, _rows_in(earlier))
    if isinstance(value, dict) and slot.fields:
        kept = before if isinstance(before, dict) else {}
        return kept | {name: value.get(name) for name in slot.fields}
    if slot.mode == "covers" and isinstance(value, list):
        held = before if isinstance(before, list) else []
        return value + [one for one in held if one not in value]
    return value


def _rows_in(value: Any) -> list[Document]:
    listed = value if isinstance(value, list) else []
    return [row for row in listed if isinstance(row, dict)]


def _rows(
    rows: list[Document], stated: list[Document], slot: Slot, earlier: list[Document]
) -> list[Document]:
    """The stated rows, each upon the local row of its name.

    Where the directory says the most, a row that the body had done without is not brought
    back; where it says the least, local rows stay.
    """
    name = slot.fields[0]
    held = {row.get(name): row for row in rows}
    before = {row.get(name) for row in earlier}
    keys = {row.get("key") for row in rows}
    laid = []
    for row in stated:
        said = row.get(name)
        if said in held:
            laid.append(held[said] | {field: row.get(field) for field in slot.fields})
        elif slot.mode != "within" or said not in before:
            laid.append(_keyed(row, keys))
    if slot.mode == "covers":
        told = {row.get(name) for row in stated}
        laid += [row for row in rows if row.get(name) not in told]
    return laid


def _keyed(row: Document, keys: set[Any]) -> Document:
    """A row that comes from the directory, under a key that no row here has."""
    if row.get("key") in keys:
        number = 1
        while f"d{number}" in keys:
            number += 1
        row = row | {"key": f"d{number}"}
    keys.add(row.get("key"))
    return row


def _put(document: Document, path: Sequence[str], value: Any) -> None:
    *way, last = path
    for name in way:
        inner = document.get(name)
        document[name] = inner if isinstance(inner, dict) else {}
        document = document[name]
    document[last] = value
