"""What nobody has filled in yet, section by section: for counters and the next place to go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from tongban.capabilities.catalogue.elements.editing import rows_of
from tongban.capabilities.catalogue.elements.table import (
    Block,
    Element,
    Section,
    sections,
)
from tongban.capabilities.catalogue.elements.values import value_at

Document = Mapping[str, Any]

# Lists of which a guide needs at least one entry; the others may well be empty.
_NEEDED: Final = frozenset(
    {"legal_basis", "conditions", "materials", "steps", "place", "party_roles", "form"}
)
_CHOOSING: Final = frozenset({"choice", "choices"})


@dataclass(frozen=True)
class Gap:
    """An empty element: the name of its control, or of the list that has no entry."""

    name: str
    label: str


def gaps(document: Document, section: Section) -> list[Gap]:
    """The empty elements of a section that are not optional, in the order of the page."""
    return [
        gap
        for block in section.blocks
        for gap in (_of_rows if block.rows else _of_document)(document, block)
    ]


def count_gaps(document: Document) -> int:
    """How many elements of the whole document are empty."""
    return sum(len(gaps(document, section)) for section in sections())


def next_with_gaps(document: Document, after: Section) -> Section | None:
    """The next section in which something is empty, from the one after this, around."""
    listed = sections()
    at = listed.index(after) + 1
    around = [*listed[at:], *listed[:at]]
    return next((one for one in around if gaps(document, one)), None)


def needs_a_row(document: Document, block: Block) -> bool:
    """Whether a list stands empty that needs an entry, or to be said to have none."""
    if block.rows == "materials" and document.get("no_materials") is True:
        return False
    is_needed = block.rows in _NEEDED or _is_unsaid(document, block)
    return is_needed and not rows_of(document, block)


def is_gap(element: Element, value: Any, row: Document) -> bool:
    """Whether an element is empty that must not be."""
    if element.kind == "choices":
        return row.get("type") in _CHOOSING and not value
    return not element.optional and value in (None, "", [])


def _is_unsaid(document: Document, block: Block) -> bool:
    """No fee is an answer, but nobody has given it yet."""
    return block.rows == "fees" and document.get("fees") is None


def _of_document(document: Document, block: Block) -> list[Gap]:
    return [
        Gap(element.path, element.label)
        for element in block.elements
        if is_gap(element, value_at(document, element.path), document)
    ]


def _of_rows(document: Document, block: Block) -> list[Gap]:
    if needs_a_row(document, block):
        return [Gap(block.rows, block.row_label)]
    return [
        Gap(f"{block.rows}-{number}-{element.path}", element.label)
        for number, row in enumerate(rows_of(document, block))
        for element in block.elements
        if is_gap(element, value_at(row, element.path), row)
    ]
