"""Materials and situations of an item document: each named, sourced, and asked on a ground."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from tongban.capabilities.catalogue.checking import words
from tongban.capabilities.catalogue.checking.found import (
    found,
    positions,
    rows,
    text,
    texts,
    whole,
)
from tongban.capabilities.catalogue.checking.guide import check_material_name
from tongban.capabilities.catalogue.types import Finding
from tongban.capabilities.catalogue.wording import COPY_KIND_LABELS, FORM_LABELS

Document = dict[str, Any]

_NECESSITIES: Final = frozenset({"required", "optional", "deferrable"})
_TRUST: Final = frozenset("ABCD")
_LEAST_TRUSTED: Final = frozenset("CD")
_UNSURE: Final = "unsure"
_FEWEST_OPTIONS: Final = 2

_ATTRIBUTES: Final[tuple[tuple[str, Callable[[Document], bool]], ...]] = (
    ("material.name_missing", lambda row: bool(text(row, "name"))),
    ("material.type_missing", lambda row: bool(text(row, "catalogue_code"))),
    (
        "material.copy_kind_missing",
        lambda row: text(row, "original_or_copy") in COPY_KIND_LABELS,
    ),
    ("material.copies_missing", lambda row: whole(row, "copies") is not None),
    (
        "material.necessity_missing",
        lambda row: text(row, "necessity") in _NECESSITIES,
    ),
    ("material.source_missing", lambda row: bool(text(row, "source"))),
    ("material.form_missing", lambda row: text(row, "form") in FORM_LABELS),
    ("material.trust_missing", lambda row: text(row, "trust") in _TRUST),
    ("material.basis_missing", lambda row: bool(text(row, "basis"))),
    ("material.standard_missing", lambda row: bool(text(row, "acceptance_standard"))),
)


def check_materials(document: Document) -> list[Finding]:
    """What is found in the materials of a document, and in the situations they hang on."""
    materials = rows(document, "materials")
    if not materials:
        return [found("material.none", "materials"), *_situations(document)]
    return [
        *_names(materials),
        *_attributes(materials),
        *_situations(document),
        *_when(document, materials),
    ]


def _names(materials: list[Document]) -> Iterator[Finding]:
    for at, material in enumerate(materials, 1):
        name, where = text(material, "name"), f"materials[{at}]"
        yield from check_material_name(name, at, where)
        waived = material.get("waived") is True
        told = text(material, "trust") in _LEAST_TRUSTED
        if words.HELD.search(name) and told and not waived:
            yield found("material.already_held", where, at, name)


def _attributes(materials: list[Document]) -> Iterator[Finding]:
    for rule, is_there in _ATTRIBUTES:
        without = [at for at, row in enumerate(materials, 1) if not is_there(row)]
        if without:
            yield found(rule, f"materials[{positions(without)}]", positions(without))


def _situations(document: Document) -> Iterator[Finding]:
    for at, situation in enumerate(rows(document, "situations"), 1):
        where, question = f"situations[{at}]", text(situation, "question")
        keys = [text(option, "key") for option in rows(situation, "options")]
        if len(keys) < _FEWEST_OPTIONS:
            yield found("situation.options_missing", where, question)
        elif _UNSURE not in keys:
            yield found("situation.unsure_missing", where, question)


def _when(document: Document, materials: list[Document]) -> Iterator[Finding]:
    options = {
        text(situation, "key"): {
            text(option, "key") for option in rows(situation, "options")
        }
        for situation in rows(document, "situations")
    }
    for at, material in enumerate(materials, 1):
        for condition in rows(material, "when"):
            situation, wanted = (
                text(condition, "situation"),
                texts(condition, "options"),
            )
            if not wanted or not set(wanted) <= options.get(situation, set()):
                where = f"materials[{at}].when"
                said = f"{situation}：{'、'.join(wanted)}"
                yield found("situation.unknown", where, at, said)
