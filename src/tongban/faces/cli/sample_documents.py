"""The items of a sample folder, whole: files of one item each, and packs of a body's items."""

import csv
import json
from pathlib import Path
from typing import Any, Final

from tongban.faces.cli.sample_packs import Document, Pack, Shared

_SINCE: Final = "2024-01-02"


class SampleDocuments:
    """What a folder says of its items; a folder without packs has the files alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.items: dict[str, Document] = {
            path.stem: _read(path) for path in sorted((folder / "items").glob("*.json"))
        }
        self.packs = self._read_packs()
        for pack in self.packs:
            self.items |= pack.items()

    def delegations(self) -> list[Document]:
        """Who lets whom accept or decide."""
        rows: list[Document] = self._document("delegations")["delegations"]
        return rows

    def intake_modes(self) -> list[Document]:
        """How each item is taken in at each place, packs after the file."""
        rows: list[Document] = self._document("intake_modes")["intake_modes"]
        return rows + [row for pack in self.packs for row in pack.intake_modes(_SINCE)]

    def directory(self) -> Document | None:
        """The basic directory with the entries of the packs; none where there is no file."""
        if not (self._folder / "directory.json").is_file():
            return None
        told = self._document("directory")
        entries = [row for pack in self.packs for row in pack.entries()]
        return told | {"entries": told["entries"] + entries}

    def materials(self) -> list[Document]:
        """The everyday papers with what people call them; none where there is no file."""
        if not (self._folder / "materials.json").is_file():
            return []
        rows: list[Document] = self._document("materials")["materials"]
        return rows

    def _read_packs(self) -> list[Pack]:
        paths = sorted((self._folder / "packs").glob("*.json"))
        if not paths:
            return []
        shared = Shared(
            _read(self._folder / "pack-parts.json"),
            bodies={row["code"]: row for row in self._table("bodies.csv")},
            venues={row["code"]: row for row in self._table("venues.csv")},
        )
        return [Pack(_read(path), shared) for path in paths]

    def _table(self, name: str) -> list[dict[str, str]]:
        with (self._folder / name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def _document(self, name: str) -> Document:
        return _read(self._folder / f"{name}.json")


def _read(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document
