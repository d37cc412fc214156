"""Which entry of the material catalogue a material is: by its name, until somebody says else."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tongban.capabilities.catalogue.elements.values import Document
from tongban.capabilities.catalogue.types import MaterialEntry


@dataclass(frozen=True)
class Catalogue:
    """Entries of the material catalogue: names by code, codes and usual values by name."""

    names: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    usual: dict[str, Document] = field(default_factory=dict)


def material_code(name: str) -> str:
    """A code for a material by its name: the same name is the same entry of the catalogue."""
    digest = hashlib.new("sm3", name.strip().encode()).hexdigest()
    return f"M-{digest[:10].upper()}"


def catalogue_of(entries: Iterable[MaterialEntry]) -> Catalogue:
    """The entries, ready to be looked up; of two with one name the first by code counts."""
    held = Catalogue()
    for entry in entries:
        held.names[entry.code] = entry.name
        held.codes.setdefault(entry.name, entry.code)
        held.usual.setdefault(entry.name, entry.usual)
    return held


def code_of(name: str, known: Catalogue) -> str:
    """The code of the entry with this name, or the code that a new entry gets."""
    return known.codes.get(name.strip()) or material_code(name)


def coded(
    rows: Sequence[Document], before: Sequence[Document], known: Catalogue
) -> list[Document]:
    """The materials with their codes.

    A code that was made from a name follows the name while no published item uses it.
    One that stands in the catalogue stays: a new name may mean the same material.
    """
    names = {str(row.get("key")): str(row.get("name") or "") for row in before}
    listed = []
    for row in rows:
        name, code = str(row.get("name") or ""), str(row.get("catalogue_code") or "")
        was = names.get(str(row.get("key")), name)
        made_from_name = code == material_code(was) and code not in known.names
        if name and (not code or (was != name and made_from_name)):
            row = row | {"catalogue_code": code_of(name, known)}  # noqa: PLW2901
        listed.append(row)
    return listed


def renamed_from(row: Document, known: Catalogue) -> str:
    """What the catalogue calls this material, where the row calls it something else."""
    name, held = (
        row.get("name"),
        known.names.get(str(row.get("catalogue_code") or ""), ""),
    )
    return held if held and name and held != name else ""
