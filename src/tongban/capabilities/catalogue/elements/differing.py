"""What a draft changes in the version in force, element by element, in words."""

from collections.abc import Iterator
from typing import Any

from tongban.capabilities.catalogue.differences import Difference
from tongban.capabilities.catalogue.elements.editing import rows_of
from tongban.capabilities.catalogue.elements.table import Block, Element, sections
from tongban.capabilities.catalogue.elements.values import shown, value_at

Document = dict[str, Any]
_NONE = "（没有）"


def differences(before: Document, after: Document) -> list[Difference]:
    """Every element that differs, in the order of the sections."""
    found = []
    for section in sections():
        for block in section.blocks:
            compare = _in_rows if block.rows else _in_document
            found += [
                Difference(f"{section.title} · {where}", was, becomes)
                for where, was, becomes in compare(block, before, after)
                if was != becomes
            ]
    return found


def _in_document(
    block: Block, before: Document, after: Document
) -> Iterator[tuple[str, str, str]]:
    for element in block.elements:
        yield (
            element.label,
            words(element, value_at(before, element.path)),
            words(element, value_at(after, element.path)),
        )


def _in_rows(
    block: Block, before: Document, after: Document
) -> Iterator[tuple[str, str, str]]:
    """Rows with keys are the same row by key, others by their place."""
    old, new = _by_key(block, before), _by_key(block, after)
    for number, key in enumerate([*old, *(key for key in new if key not in old)], 1):
        was, becomes = old.get(key), new.get(key)
        row = f"{block.row_label} {number}"
        if was is None or becomes is None:
            first = block.elements[1 if block.rows == "form" else 0]
            yield (
                row,
                words(first, value_at(was, first.path)) if was else _NONE,
                words(first, value_at(becomes, first.path)) if becomes else _NONE,
            )
            continue
        for element in block.elements:
            yield (
                f"{row} · {element.label}",
                words(element, value_at(was, element.path)),
                words(element, value_at(becomes, element.path)),
            )


def _by_key(block: Block, document: Document) -> dict[str, Document]:
    listed = rows_of(document, block)
    name = "name" if block.rows == "form" else "key"
    return {str(row.get(name) or at): row for at, row in enumerate(listed)}


def words(element: Element, value: Any) -> str:
    """A value as people read it."""
    said = shown(element, value)
    if isinstance(said, bool):
        return "是" if said else "否"
    labels = element.choices or {}
    if isinstance(said, list):
        return "、".join(labels.get(str(one), str(one)) for one in said) or _NONE
    return labels.get(str(said), str(said)) or _NONE
