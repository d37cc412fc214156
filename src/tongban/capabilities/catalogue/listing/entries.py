"""What a file says about one item: an entry, from a row, a guide or an item document. Pure.

`said` is what the source speaks of, `document` the whole draft that it would become.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from tongban.capabilities.catalogue.checking.document import check_document
from tongban.capabilities.catalogue.checking.facts import NOTHING_KNOWN, CityFacts
from tongban.capabilities.catalogue.checking.found import found, part, text
from tongban.capabilities.catalogue.checking.guide import check_guide, guide_name
from tongban.capabilities.catalogue.checking.listed import check_row, is_placeholder
from tongban.capabilities.catalogue.digests import digest_of
from tongban.capabilities.catalogue.importing import FORMAT, map_guide
from tongban.capabilities.catalogue.listing.columns import (
    BY_NAME,
    Document,
    Unknown,
    family_of,
    put,
)
from tongban.capabilities.catalogue.listing.sheets import Row
from tongban.capabilities.catalogue.types import Finding
from tongban.plumbing.evidence.recording import canonical_text

ROW_FORMAT: Final = "tongban.list-row/1"
_LONGEST_NAME: Final = 200
_LONGEST_CELL: Final = 2_000
_SHOWN: Final = 40
_HALF: Final = re.compile("[\ud800-\udfff]")
_NO_GROUP: Final = frozenset({"未分类", "无", "-", "/"})


@dataclass(frozen=True)
class Entry:
    """One item as a file gives it; `refusal` is why it cannot be kept at all."""

    line: int
    name: str
    source_name: str
    source: Any
    said: Document
    document: Document
    findings: list[Finding]
    org: str = ""
    department: str = ""
    department_code: str = ""
    shown: str = ""
    refusal: Finding | None = None
    is_row: bool = False
    is_guide: bool = False

    @cached_property
    def identity(self) -> tuple[str, str, str]:
        """Department, code and name: what tells this entry from every other."""
        return identity_of(self.document)

    @cached_property
    def digest(self) -> str:
        """The digest of what the source says: the same again changes nothing."""
        return digest_of(self.source)

    def refused(self, rule: str, where: str, *words: object) -> "Entry":
        """The same entry, refused."""
        return Entry(
            line=self.line,
            name=self.name,
            source_name=self.source_name,
            source=self.source,
            said=self.said,
            document=self.document,
            findings=[],
            org=self.org,
            department=self.department,
            shown=self.shown,
            refusal=found(rule, where, *words),
            is_row=self.is_row,
            is_guide=self.is_guide,
        )


def identity_of(document: Mapping[str, Any]) -> tuple[str, str, str]:
    """Department, code and name of an item document.

    The longest code counts; a placeholder is no code, else all items without one would
    be the same item.
    """
    codes = [
        text(document, name)
        for name in ("handling_code", "implementation_code", "basic_code")
    ]
    code = next((code for code in codes if code and not is_placeholder(code)), "")
    return text(part(document, "listed"), "department"), code, text(document, "name")


def entry_of_row(row: Row) -> Entry:
    """The entry of a row of a list."""
    cells = {name: cell for name, cell in row.cells.items() if cell}
    name = cells.get("item_name", "")
    said, unknown = _say(cells)
    listed = part(said, "listed")
    document = map_guide({}, org="") | said
    entry = Entry(
        line=row.line,
        name=name[:_LONGEST_NAME],
        source_name=name[:_LONGEST_NAME],
        source={"format": ROW_FORMAT, "cells": cells},
        said=said,
        document=document,
        findings=[*unknown, *check_row(document, row.formulas)],
        department=text(listed, "department"),
        department_code=text(listed, "department_code"),
        shown=row.text[:_LONGEST_CELL],
        is_row=True,
    )
    return _refused_row(entry, row)


def _refused_row(entry: Entry, row: Row) -> Entry:
    """What cannot be kept: the database takes no NUL, and nobody reads a cell of a book."""
    for name, cell in row.cells.items():
        label = BY_NAME[name].label
        if "\0" in cell or _HALF.search(cell):
            return entry.refused("row.sign", name, label)
        if len(cell) > _LONGEST_CELL:
            return entry.refused("row.long", name, label, _LONGEST_CELL, len(cell))
    if "\0" in row.text:
        return entry.refused("row.sign", "", "其他")
    if row.beyond:
        return entry.refused("row.beyond", "")
    if not entry.name:
        return entry.refused("row.nameless", "item_name")
    return entry


def said_of_cells(cells: Mapping[str, str]) -> Document:
    """What cells that were kept say, by the columns as they are read now."""
    known = {name: cell for name, cell in cells.items() if name in BY_NAME}
    return _say(known)[0]


def _say(cells: Mapping[str, str]) -> tuple[Document, list[Finding]]:
    said: Document = {}
    unknown = []
    for name, cell in cells.items():
        column = BY_NAME[name]
        if name == "main_item" and cell in _NO_GROUP:
            continue
        try:
            put(said, column.path, column.read(cell))
        except Unknown:
            shown = cell[:_SHOWN]
            unknown.append(
                found("list.unknown_value", name, column.label, shown, column.example)
            )
    if text(said, "item_type"):
        said["family"] = family_of(said["item_type"])
    return said, unknown


def entry_of_guide(guide: object, line: int, *, org: str) -> Entry:
    """The entry of a published guide, or of an item document; `org` implements a guide."""
    shown = canonical_text(guide)[:_LONGEST_CELL]
    entry = Entry(line, "", "", guide, {}, {}, [], shown=shown)
    if not isinstance(guide, dict):
        return entry.refused("name.missing", "item_name")
    if _cannot_be_stored(guide):
        return entry.refused("row.sign", "", "其他")
    if guide.get("format") == FORMAT:
        return _entry_of_document(guide, line, shown)
    name = guide_name(guide)
    if not name:
        said = guide.get("item_name", "")
        bare = Entry(line, str(said), "", guide, {}, {}, [], shown=shown)
        return bare.refused("name.missing", "item_name")
    document = map_guide(guide, org=org)
    return Entry(
        line=line,
        name=name[:_LONGEST_NAME],
        source_name=(text(guide, "id") or name)[:_LONGEST_NAME],
        source=guide,
        said=document,
        document=document,
        findings=check_guide(guide),
        org=org,
        shown=shown,
        is_guide=True,
    )


def _cannot_be_stored(guide: Document) -> bool:
    """Whether there is a NUL in it, or half a character: the database takes neither."""
    whole = canonical_text(guide)
    return "\\u0000" in whole or _HALF.search(whole) is not None


def _entry_of_document(document: Document, line: int, shown: str) -> Entry:
    name = text(document, "name")
    entry = Entry(
        line=line,
        name=name[:_LONGEST_NAME],
        source_name=(text(document, "handling_code") or name)[:_LONGEST_NAME],
        source=document,
        said=document,
        document=document,
        findings=[],
        org=text(document, "org"),
        shown=shown,
    )
    return entry if name else entry.refused("name.missing", "name")


def findings_of(
    entry: Entry, document: Document, facts: CityFacts = NOTHING_KNOWN
) -> tuple[Finding, ...]:
    """What is found in an entry: in the guide as published, or in its document."""
    if entry.refusal is not None:
        return (entry.refusal,)
    if entry.is_guide:
        return tuple(entry.findings)
    found_in = check_document(document, facts=facts)
    return tuple(dict.fromkeys([*entry.findings, *found_in]))


def base_of(source: object, document: Document) -> Document:
    """What the source of a draft said when it was taken in; a draft without one, itself."""
    if not isinstance(source, dict):
        return document
    if source.get("format") == ROW_FORMAT:
        return said_of_cells(part(source, "cells"))
    if source.get("format") == FORMAT:
        return source
    return map_guide(source, org=text(document, "org"))
