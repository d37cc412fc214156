"""A release as data, and its digest: the same rows have the same one anywhere."""

import hashlib
from typing import Any, Final

from tongban.capabilities.lists.kinds import kind_of
from tongban.capabilities.lists.queries.lines import (
    cells_of,
    read_lines,
    reference_of,
)
from tongban.capabilities.lists.queries.rows import rows_of
from tongban.capabilities.lists.types import ListDocument, ReleaseCard
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.evidence.recording import canonical_text

FORMAT: Final = "tongban.list/1"


def document_of(actor: Actor, card: ReleaseCard) -> ListDocument:
    """The release whole: what it is, what it rests on, and all its rows."""
    kind = kind_of(card.kind)
    lines = read_lines(actor, list(rows_of(card.release_id)))
    basis = card.basis
    of_class = {"window_class": card.window_class_name, "papers": dict(card.papers)}
    return ListDocument(
        head={
            "format": FORMAT,
            "kind": card.kind,
            "title": card.title,
            "number": card.number,
            "venue": card.venue_name,
            "basis": {
                "title": basis.title,
                "number": basis.number,
                "article": basis.article,
                "rank": basis.rank,
            },
        }
        | (of_class if kind.of_window_classes else {}),
        headings=tuple(column.label for column in kind.columns),
        rows=tuple(
            reference_of(line) | {"columns": list(cells_of(kind, line))}
            for line in lines
        ),
    )


def papers_of(card: ReleaseCard) -> list[dict[str, Any]]:
    """The papers that are published with a release: title and paragraphs."""
    return [
        {"title": label, "lines": card.papers.get(key, "").splitlines()}
        for key, label in kind_of(card.kind).papers.items()
    ]


def digest_of(document: ListDocument) -> str:
    """SM3 over head and references in order of their codes, in canonical text.

    Columns are left out: they are what the named versions say, and those have digests.
    """
    rows: list[dict[str, Any]] = [
        {name: value for name, value in row.items() if name != "columns"}
        for row in document.rows
    ]
    whole = document.head | {"rows": sorted(rows, key=lambda row: str(row["code"]))}
    return hashlib.new("sm3", canonical_text(whole).encode()).hexdigest()


def digest_of_release(actor: Actor, card: ReleaseCard) -> str:
    """The digest of the release as it stands now."""
    return digest_of(document_of(actor, card))
