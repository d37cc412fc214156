"""What it takes to type a guide in: fields touched, characters typed, buttons pressed.

Counted, not timed: the document that shall stand at the end is compared with what the
pages bring already. A text is as many keys as it has characters (an input method needs
more, for both ways alike), a choice is one, a button is one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from tongban.capabilities.catalogue.elements.coding import Catalogue
from tongban.capabilities.catalogue.elements.designing import add_lines
from tongban.capabilities.catalogue.elements.editing import lay_over, new_row, rows_of
from tongban.capabilities.catalogue.elements.proposing import with_common_fields
from tongban.capabilities.catalogue.elements.table import (
    Block,
    Element,
    Section,
    sections,
)
from tongban.capabilities.catalogue.elements.values import shown, value_at

Document = dict[str, Any]
# What is known to be made by the platform: nobody types it.
_MADE: Final = frozenset(
    {"basic_code", "implementation_code", "handling_code", "catalogue_code"}
)
_CHOSEN: Final = frozenset({"one", "some", "yes_no", "when"})


@dataclass
class Keying:
    """How much a person does."""

    fields: int = 0
    keys: int = 0
    buttons: int = 0

    def add(self, element: Element, value: Any, held: Any) -> None:
        """One element that must become `value` and is `held`."""
        wanted, there = shown(element, value), shown(element, held)
        if wanted == there or element.path in _MADE:
            return
        self.fields += 1
        if element.kind not in _CHOSEN:
            self.keys += len(str(wanted))
        elif element.kind in {"some", "when"}:
            self.keys += len(set(wanted or []) ^ set(there or []))
        else:
            self.keys += 1


def _material(row: Document) -> str:
    copies = {"original": "原件", "copy": "复印件"}.get(row["original_or_copy"])
    return f"{row['name']} {copies}" if copies else str(row["name"])


def _law(row: Document) -> str:
    return (
        f"《{row['title']}》（{row['document_number']}）{row['article']} {row['text']}"
    )


# How a person would write a row on one line.
_LINES: Final[dict[str, Callable[[Document], str]]] = {
    "materials": _material,
    "legal_basis": _law,
    "conditions": lambda row: str(row["text"]),
    "faq": lambda row: f"{row['q']} | {row['a']}",
    "form": lambda row: str(row["label"]),
}


class _Typed(dict[str, list[str]]):
    def getlist(self, key: str) -> list[str]:
        return self.get(key, [])


def row_by_row(wanted: Document, start: Document) -> Keying:
    """Every row added by its button, every element typed in its own field."""
    done = Keying()
    for section in sections():
        for block in section.blocks:
            if not block.rows:
                _elements(done, block, wanted, start)
                continue
            rows, held = rows_of(wanted, block), list(rows_of(start, block))
            for number, row in enumerate(rows):
                if number >= len(held):
                    done.buttons += 1
                    held.append(_begun(block, held))
                for element in block.elements:
                    done.add(
                        element,
                        value_at(row, element.path),
                        value_at(held[number], element.path),
                    )
            done.buttons += max(0, len(held) - len(rows))
        done.buttons += 1
    return done


def with_help(
    wanted: Document, start: Document, known: Catalogue | None = None
) -> Keying:
    """Rows pasted as lines, the usual questions and plain words proposed, the rest typed."""
    done, document = Keying(), start
    for section in sections():
        if section.key == "form":
            document = with_common_fields(document)
            done.buttons += 1
        for do in _helps(section):
            document = lay_over(document, section, _posted(section, document), do)
            done.buttons += 1
        for block in section.blocks:
            lines = _lines(block, wanted, document)
            if lines:
                typed = _posted(section, document)
                typed[f"{block.rows}-lines"] = ["\n".join(lines)]
                document = (
                    add_lines(document, block, "\n".join(lines))
                    if block.rows == "form"
                    else lay_over(
                        document, section, _Typed(typed), f"lines:{block.rows}", known
                    )
                )
                done.fields, done.buttons = done.fields + 1, done.buttons + 2
                done.keys += sum(len(line) + 1 for line in lines)
        one = Keying()
        _section(one, section, wanted, document)
        done.fields += one.fields
        done.keys += one.keys
        done.buttons += one.buttons + 1
    return done


def _helps(section: Section) -> Iterable[str]:
    return {"plain": ("propose:plain",)}.get(section.key, ())


def _begun(block: Block, held: list[Document]) -> Document:
    """A row as its button makes it; a field of the form comes from the designer."""
    if block.rows != "form":
        return new_row(block, held)
    return {
        "type": "text",
        "required": True,
        "page": held[-1].get("page", "") if held else "",
    }


def _section(
    done: Keying, section: Section, wanted: Document, held_in: Document
) -> None:
    for block in section.blocks:
        if not block.rows:
            _elements(done, block, wanted, held_in)
            continue
        rows, held = _paired(block, wanted, held_in)
        for row, there in zip(rows, held, strict=True):
            for element in block.elements:
                done.add(
                    element,
                    value_at(row, element.path),
                    value_at(there, element.path),
                )


def _paired(
    block: Block, wanted: Document, held_in: Document
) -> tuple[list[Document], list[Document]]:
    """Each wanted row beside the one on the page that is most like it."""
    rows, held = rows_of(wanted, block), list(rows_of(held_in, block))
    beside: list[Document] = []
    for row in rows:
        like = max(held, key=lambda there: _alike(block, row, there), default=None)
        beside.append(like if like is not None else _begun(block, beside))
        if like is not None:
            held.remove(like)
    return rows, beside


def _alike(block: Block, row: Document, there: Document) -> int:
    return sum(
        value_at(row, one.path) == value_at(there, one.path) for one in block.elements
    )


def _elements(done: Keying, block: Block, wanted: Document, held_in: Document) -> None:
    for element in block.elements:
        done.add(
            element, value_at(wanted, element.path), value_at(held_in, element.path)
        )


def _posted(section: Section, document: Document) -> _Typed:
    """What the page sends back untouched."""
    posted = _Typed()
    for block in section.blocks:
        rows = rows_of(document, block) if block.rows else [document]
        if block.rows:
            posted[f"{block.rows}-rows"] = [str(len(rows))]
        for number, row in enumerate(rows):
            for element in block.elements:
                name = f"{block.rows}-{number}-{element.path}"
                said = shown(element, value_at(row, element.path))
                posted[name if block.rows else element.path] = _sent(element, said)
    return posted


def _sent(element: Element, said: Any) -> list[str]:
    if element.kind == "yes_no":
        return [{True: "yes", False: "no"}.get(said, "")]
    return [str(one) for one in said] if isinstance(said, list) else [str(said)]


def _lines(block: Block, wanted: Document, document: Document) -> list[str]:
    """One line for each row that the page does not bring, as a person would write it."""
    rows = rows_of(wanted, block) if block.rows else []
    if len(rows) <= len(rows_of(document, block)) and block.rows != "form":
        return []
    write = _LINES.get(block.rows)
    held = {row.get("label") for row in rows_of(document, block)} if write else set()
    if write is None:
        return []
    return [write(row) for row in rows if not held or row.get("label") not in held]
