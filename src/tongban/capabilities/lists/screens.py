"""Releases as pages and endpoints show them: headings, addresses, facts in words."""

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from tongban.capabilities.lists.kinds import KINDS, kind_of
from tongban.capabilities.lists.stages import RANK_LABELS
from tongban.capabilities.lists.types import (
    LegalBasis,
    ReleaseCard,
    ReleaseDifference,
    RowsPage,
    ShownRow,
)
from tongban.plumbing.access.as_of import AsOf

FILES = ("xlsx", "csv", "pdf", "json")


def basis_words(basis: LegalBasis) -> str:
    """The law a release rests on, in one line."""
    number = _("（%(number)s）") % {"number": basis.number} if basis.number else ""
    return f"《{basis.title}》{number}{basis.article}"


def address_of(card: ReleaseCard) -> str:
    """Where a published release is read."""
    return f"/lists/{card.kind}/{card.release_id}"


def files_of(card: ReleaseCard) -> list[dict[str, str]]:
    """The downloads of a release."""
    labels = {
        "xlsx": _("Excel 表格"),
        "csv": "CSV",
        "pdf": _("PDF（A4 横向）"),
        "json": "JSON",
    }
    return [
        {"label": labels[kind], "href": f"{address_of(card)}/list.{kind}"}
        for kind in FILES
    ]


def facts_of(card: ReleaseCard) -> list[dict[str, Any]]:
    """What a release says of itself, as pairs."""
    return [
        {
            "term": _("第几版"),
            "value": _("第 %(number)s 版") % {"number": card.number},
        },
        {"term": _("共几行"), "value": card.rows},
        *(
            [{"term": _("窗口类别"), "value": card.window_class_name}]
            if card.window_class_id
            else []
        ),
        {"term": _("依据"), "value": basis_words(card.basis)},
        {"term": _("依据层级"), "value": RANK_LABELS[card.basis.rank]},
    ]


def table_of(page: RowsPage) -> dict[str, Any]:
    """Headings and rows; the first column is what the row is about."""
    return {
        "headings": page.headings,
        "rows": [row_of(page.headings, row) for row in page.rows],
    }


def row_of(headings: tuple[str, ...], row: ShownRow) -> dict[str, Any]:
    """A row with a heading beside each cell, as small screens need it."""
    return {
        "row_id": row.row_id,
        "name": row.cells[0],
        "cells": [
            {"label": label, "text": cell}
            for label, cell in zip(headings[1:], row.cells[1:], strict=True)
            if cell
        ],
        "all_cells": [
            {"label": label, "text": cell}
            for label, cell in zip(headings[1:], row.cells[1:], strict=True)
        ],
        "href": f"/items/{row.code.partition('/')[0]}" if _has_guide(row) else "",
        "is_overtaken": row.is_overtaken,
    }


def _has_guide(row: ShownRow) -> bool:
    # A code of the material catalogue has no page of its own.
    return len(row.code.partition("/")[0]) > len("AL-M-000000")


def difference_of(found: ReleaseDifference) -> dict[str, Any]:
    """The parts of a difference, ready for a page."""
    return {
        "added": [row_of(found.headings, row) for row in found.added],
        "removed": [row_of(found.headings, row) for row in found.removed],
        "changed": found.changed,
        "is_same": not (found.added or found.removed or found.changed),
    }


def with_query(path: str, **asked: object) -> str:
    """An address with what is asked; empty values are left out."""
    said = urlencode({name: value for name, value in asked.items() if value})
    return f"{path}?{said}" if said else path


def kind_cards(cards: list[ReleaseCard], asked: AsOf) -> list[dict[str, Any]]:
    """A card for each kind that has a list in force; halls share one."""
    counted: dict[str, list[ReleaseCard]] = {}
    for card in cards:
        counted.setdefault(card.kind, []).append(card)
    return [
        {
            "title": kind_of(key).title,
            "text": kind_of(key).about,
            "href": with_query(f"/lists/{key}", **asked.address),
            "count": sum(card.rows for card in counted[key]),
        }
        for key in KINDS
        if key in counted
    ]
