"""What an officer typed on the page of one section, laid over the document."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, Final, Protocol

from tongban.capabilities.catalogue.elements.coding import Catalogue, code_of, coded
from tongban.capabilities.catalogue.elements.pasting import rows_from
from tongban.capabilities.catalogue.elements.proposing import with_plain_words
from tongban.capabilities.catalogue.elements.table import Block, Element, Section
from tongban.capabilities.catalogue.elements.values import (
    Document,
    clean,
    free_key,
    put_at,
    read,
    value_at,
)
from tongban.capabilities.catalogue.wording import PUBLIC_SERVICES

MOST_ROWS: Final = 200
# Who presses these has been through the page; who goes elsewhere may not have been.
LOOKED_THROUGH: Final = frozenset({"save", "next"})


class Posted(Protocol):
    """What a browser sends."""

    def getlist(self, key: str) -> list[str]:
        """All values of a name."""


def lay_over(
    document: Document,
    section: Section,
    posted: Posted,
    do: str,
    known: Catalogue | None = None,
) -> Document:
    """The document with what was typed; `do` adds, takes out or moves a row.

    `known` are entries of the material catalogue that the page may name.
    `do` is "add:<list>", "remove:<list>:<n>", "up:<list>:<n>" or "propose:plain" (words
    that follow from the rest), else nothing more.
    Lines that were pasted become rows whatever is done, but for "keep": then somebody
    is still writing them.
    """
    changed, known = dict(document), known or Catalogue()
    for block in section.blocks:
        if block.rows == "form":
            continue  # designed on a page of its own: elements/designing.py
        if block.rows:
            rows = _rows(rows_of(document, block), block, posted)
            rows = _with_lines(rows, block, posted, do, known)
            rows = _moved(rows, block, do)
            # No row says "none", as 不收费 does: only for whoever has been through the page.
            if rows or document.get(block.rows) is not None or do in LOOKED_THROUGH:
                _keep_rows(changed, block, rows)
        else:
            for element in block.elements:
                _put(changed, element, posted.getlist(element.path))
    _complete(changed, document, known)
    if do.startswith("recode:materials:"):
        _recode(changed, do, known)
    if do == "propose:plain":
        changed = with_plain_words(changed)
    return changed


def _put(row: Document, element: Element, typed: Sequence[str]) -> None:
    """What was typed; an optional element that was never there and stays empty is not."""
    held = value_at(row, element.path)
    value = read(element, typed, held)
    if held is None and element.optional and value in (None, "", []):
        return
    put_at(row, element.path, value)


def _entries(document: Mapping[str, Any], name: str) -> list[Document]:
    rows = document.get(name)
    listed = rows if isinstance(rows, list) else []
    return [row for row in listed if isinstance(row, dict)]


def rows_of(document: Mapping[str, Any], block: Block) -> list[Document]:
    """The rows of a block; the fields of the form are shown as one list."""
    if block.rows == "form":
        return form_fields(document)
    return _entries(document, block.rows)


def _rows(before: Sequence[Document], block: Block, posted: Posted) -> list[Document]:
    count = next(iter(posted.getlist(f"{block.rows}-rows")), "0")
    listed = []
    for number in range(min(int(count) if count.isdecimal() else 0, MOST_ROWS)):
        # A row keeps what no field of the page names: its key above all.
        row = dict(before[number]) if number < len(before) else {}
        for element in block.elements:
            name = f"{block.rows}-{number}-{element.path}"
            _put(row, element, posted.getlist(name))
        listed.append(row)
    return listed


def _with_lines(
    rows: list[Document], block: Block, posted: Posted, do: str, known: Catalogue
) -> list[Document]:
    """The rows, and one more for each line that was pasted; an untouched row gives way.

    A material that the catalogue knows begins with what is said of it everywhere.
    """
    pasted = clean("\n".join(posted.getlist(f"{block.rows}-lines")))
    if do == "keep" or not pasted.strip():
        return rows
    while rows and _is_untouched(rows[-1], block, rows[:-1]):
        rows = rows[:-1]
    for said in rows_from(block, pasted)[: MOST_ROWS - len(rows)]:
        name = str(said.get("name")) if block.rows == "materials" else ""
        usual = deepcopy(known.usual.get(name, {}))
        rows = [*rows, new_row(block, rows) | usual | said]
    return rows


def _is_untouched(row: Document, block: Block, before: list[Document]) -> bool:
    usual = new_row(block, before)
    return all(
        value_at(row, element.path) in (None, "", [], value_at(usual, element.path))
        for element in block.elements
    )


def _moved(rows: list[Document], block: Block, do: str) -> list[Document]:
    what, _, rest = do.partition(":")
    name, _, number = rest.partition(":")
    if name != block.rows:
        return rows
    at = int(number) if number.isdecimal() else -1
    if what == "add" and len(rows) < MOST_ROWS:
        return [*rows, new_row(block, rows)]
    if what == "remove" and 0 <= at < len(rows):
        return rows[:at] + rows[at + 1 :]
    if what == "up" and 0 < at < len(rows):
        return [*rows[: at - 1], rows[at], rows[at - 1], *rows[at + 1 :]]
    return rows


_NEW: Final[Mapping[str, Document]] = {
    "materials": {
        "material_kind": "other",
        "original_or_copy": "either",
        "form": "either",
        "necessity": "required",
        "source": "10",
        "copies": 1,
        "paper_size": "A4",
        "trust": "C",
        "waived": False,
        "when": [],
    },
    "steps": {"limit": {"value": 0, "unit": "working_day"}},
    "special_steps": {"limit": {"value": 1, "unit": "working_day"}, "counts": False},
    "party_roles": {"min": 0, "max": 1},
}


def new_row(block: Block, rows: Sequence[Document]) -> Document:
    """An empty row with what is usual; its key is made here, never typed."""
    row = dict(_NEW.get(block.rows, {}))
    if block.letter:
        row["key"] = free_key(block.letter, rows)
    if block.rows == "materials" and rows:
        # One article mostly asks for all of them.
        row["basis"] = rows[-1].get("basis", "")
    return row


def _keep_rows(document: Document, block: Block, rows: list[Document]) -> None:
    if block.letter:
        for row in rows:
            if not row.get("key"):
                row["key"] = free_key(block.letter, rows)
    if rows or not block.optional:
        document[block.rows] = rows
    else:
        document.pop(block.rows, None)


def form_fields(document: Mapping[str, Any]) -> list[Document]:
    """The fields in the order of asking, each with its page and its condition in words."""
    pages = value_at(document, "form.pages")
    listed = [
        field | {"page": page.get("title", "")}
        for page in (pages if isinstance(pages, list) else [])
        if isinstance(page, dict)
        for field in page.get("fields") or []
        if isinstance(field, dict)
    ]
    named = {str(field.get("name")): field for field in listed}
    return [field | {"when_words": condition_words(field, named)} for field in listed]


def condition_words(field: Document, named: Mapping[str, Document]) -> str:
    """When a field is asked, in the words of the one it looks at; nothing where always."""
    when = field.get("when")
    if not isinstance(when, Mapping):
        return ""
    asked, equals = named.get(str(when.get("field")), {}), when.get("equals")
    said = {"yes": "是", "no": "否", True: "是", False: "否"}.get(equals, equals)
    for choice in asked.get("choices") or []:
        if isinstance(choice, dict) and choice.get("value") == equals:
            said = choice.get("label")
    return f"“{asked.get('label') or when.get('field')}”选“{said}”"


def _complete(document: Document, before: Document, known: Catalogue) -> None:
    """What follows from what was typed: the family from the type, codes of materials."""
    kind = document.get("item_type")
    if kind:
        public = kind in PUBLIC_SERVICES
        document["family"] = "public_service" if public else "administrative_power"
    if isinstance(document.get("materials"), list):
        document["materials"] = coded(
            _entries(document, "materials"), _entries(before, "materials"), known
        )


def _recode(document: Document, do: str, known: Catalogue) -> None:
    """It is another material than the catalogue says: it gets an entry of its own name."""
    number = do.rpartition(":")[2]
    rows = _entries(document, "materials")
    if number.isdecimal() and int(number) < len(rows):
        row = rows[int(number)]
        row["catalogue_code"] = code_of(str(row.get("name") or ""), known)
