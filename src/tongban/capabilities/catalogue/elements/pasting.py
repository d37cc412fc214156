"""Several rows at once: a table that was pasted, or one line for each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tongban.capabilities.catalogue.elements.headings import HEADINGS, WORDS
from tongban.capabilities.catalogue.elements.table import Block, Element
from tongban.capabilities.catalogue.elements.values import Document, put_at, read
from tongban.capabilities.catalogue.wording import COPY_KINDS, NECESSITIES, UNITS

_CELLS: Final = re.compile(r"\t|\s*[|｜]\s*")
_PLACE: Final = re.compile(r"\s*[（(]?\d{1,3}[)）.、．]?\s*")
_NUMBERED: Final = re.compile(r"^\s*[（(]?\d{1,3}[)）.、．]\s*")
_DAYS: Final = re.compile(r"(\d{1,4})\s*(个?工作日|自然日|天|日|个?月)")
_COPIES: Final = re.compile(r"(\d{1,2})\s*份")
_LAW: Final = re.compile(
    r"《(?P<title>[^》]+)》\s*(?:[（(](?P<document_number>[^）)]*号)[）)])?"
    r"\s*(?P<article>第[^条]{1,12}条(?:第[^款]{1,4}款)?(?:第[^项]{1,5}项)?)?\s*(?P<text>.*)"
)
_KNOWN_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    **{word: ("original_or_copy", value) for word, value in COPY_KINDS.items()},
    **{word: ("necessity", value) for word, value in NECESSITIES.items()},
    "纸质": ("form", "paper"),
    "电子": ("form", "electronic"),
}
# Columns that count the rows: nothing is lost without them.
_COUNTING: Final = frozenset({"序号", "编号", "行号", "No.", "#"})
_YES: Final = frozenset({"是", "有", "要", "必填", "√", "✓"})
_NO: Final = frozenset({"否", "无", "不", "不要", "选填", "×"})


@dataclass(frozen=True)
class LeftOut:
    """What of a pasted table no field would hold, and the columns that are known."""

    columns: tuple[str, ...]
    cells: tuple[str, ...]
    known: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anything would be lost."""
        return bool(self.columns or self.cells)


def rows_from(block: Block, pasted: str) -> list[Document]:
    """What each line says, as values of a row; the rest of the row is what is usual."""
    table = _table(pasted)
    columns = _columns(block, table[0]) if table else []
    if columns:
        return [_by_column(columns, cells) for cells in table[1:]]
    return [_by_words(block, _without_place(cells)) for cells in table]


def left_out(block: Block, pasted: str) -> LeftOut:
    """What `rows_from` would drop of these lines: columns by name, cells as they stand."""
    table = _table(pasted)
    columns = _columns(block, table[0]) if table else []
    known = tuple(element.label for element in _pasted_elements(block))
    if not columns:
        beyond = [_beyond(block, _without_place(row)) for row in table]
        return LeftOut((), tuple(cell for row in beyond for cell in row if cell), known)
    head = table[0]
    names: list[str] = []
    spare: list[str] = []
    for cells in table[1:]:
        for at, cell in enumerate(cells):
            if not cell or (at < len(head) and head[at] in _COUNTING):
                continue
            element = columns[at] if at < len(columns) else None
            if element is None:
                said = head[at] if at < len(head) else ""
                names.append(said or f"第 {at + 1} 栏")
            elif element.kind == "yes_no" and cell not in _YES | _NO:
                spare.append(f"{element.label}：{cell}")
    return LeftOut(tuple(dict.fromkeys(names)), tuple(spare), known)


def _table(pasted: str) -> list[list[str]]:
    # Only blanks around the line: a tab at its beginning is an empty first cell.
    lines = [line.strip(" \r　") for line in pasted.splitlines() if line.strip()]
    return [[cell.strip() for cell in _CELLS.split(line)] for line in lines]


def _pasted_elements(block: Block) -> list[Element]:
    # Under which answers a material is asked for, and to which group a condition belongs,
    # is picked from what the document has: no cell says that.
    return [
        element
        for element in block.elements
        if element.kind != "when" and element.path != "group"
    ]


def _columns(block: Block, head: Sequence[str]) -> list[Element | None]:
    """The element of each column, where the first line names them; else nothing."""
    pasted = _pasted_elements(block)
    also = HEADINGS.get(block.rows, {})
    # Our own names count before what others call the same.
    by_label = {_bare(name): one for one in pasted for name in also.get(one.path, ())}
    by_label |= {_bare(one.label): one for one in pasted}
    found = [by_label.get(_bare(cell)) for cell in head]
    return found if any(found) and len(head) > 1 else []


def _bare(label: str) -> str:
    """A label as people copy it: 材料名称（必填）, 份 数：, 原件/复印件."""
    return re.sub(r"\s|[：:*/／、]|（[^）]*）|\([^)]*\)", "", label)


def _by_column(columns: list[Element | None], cells: list[str]) -> Document:
    row: Document = {}
    for element, cell in zip(columns, cells, strict=False):
        if element is not None and cell:
            put_at(row, element.path, _value(element, cell))
    return row


def _beyond(block: Block, cells: list[str]) -> list[str]:
    """Cells of a line for which the row has no field; materials and steps take them all."""
    if block.rows in {"materials", "steps", "special_steps"}:
        return []
    if block.rows == "legal_basis" and _LAW.match(" ".join(cells)):
        return []
    return cells[len(_in_turn(block)) :]


def _without_place(cells: list[str]) -> list[str]:
    if len(cells) > 1 and _PLACE.fullmatch(cells[0]):
        return cells[1:]
    return [_NUMBERED.sub("", cells[0]), *cells[1:]]


def _by_words(block: Block, cells: list[str]) -> Document:
    if block.rows == "legal_basis":
        law = _LAW.match(" ".join(cells))
        row: Document = {k: v for k, v in law.groupdict("").items() if v} if law else {}
        return row or _in_order(block, cells)
    if block.rows == "materials":
        return _material(cells)
    if block.rows in {"steps", "special_steps"}:
        return _step(block, cells)
    return _in_order(block, cells)


def _in_order(block: Block, cells: list[str]) -> Document:
    """Cell by cell, in the order of the page; the page of a form goes on as it was."""
    row: Document = {}
    for element, cell in zip(_in_turn(block), cells, strict=False):
        if cell:
            put_at(row, element.path, _value(element, cell))
    return row


def _in_turn(block: Block) -> list[Element]:
    return [one for one in _pasted_elements(block) if one.path != "page"]


def _material(cells: list[str]) -> Document:
    """The name, and what is known by its words: 身份证 复印件 1份."""
    words = [*re.split(r"\s+", cells[0]), *cells[1:]]
    row: Document = {"name": words[0]}
    said = []
    for word in words[1:]:
        copies = _COPIES.fullmatch(word) or (
            re.fullmatch(r"(\d{1,2})", word) if len(cells) > 1 else None
        )
        if word in _KNOWN_WORDS:
            path, value = _KNOWN_WORDS[word]
            row[path] = value
        elif copies:
            row["copies"] = int(copies[1])
        elif "《" in word:
            row["basis"] = word
        elif word:
            said.append(word)
    if said and len(cells) > 1:
        row["acceptance_standard"] = "；".join(said)
    elif said:
        row["name"] = " ".join([words[0], *said])
    return row


def _step(block: Block, cells: list[str]) -> Document:
    """The name, who does it, and the days wherever they stand."""
    words = [*re.split(r"\s+", cells[0]), *cells[1:]]
    row: Document = {}
    said = []
    for word in words:
        days = _DAYS.fullmatch(word)
        if days:
            unit = UNITS.get(days[2].removeprefix("个"), "working_day")
            row["limit"] = {"value": int(days[1]), "unit": unit}
        elif word:
            said.append(word)
    paths = [one for one in block.elements if one.kind in {"text", "long"}]
    for element, word in zip(paths, said, strict=False):
        row[element.path] = word
    if said[len(paths) :]:
        row[paths[-1].path] = " ".join(said[len(paths) - 1 :])
    return row


def _value(element: Element, cell: str) -> Any:
    """A cell as the value of an element; a choice by its words."""
    if element.kind in {"one", "some"}:
        labels = {label: key for key, label in (element.choices or {}).items()}
        labels = {**WORDS.get(element.path, {}), **labels}
        if element.kind == "one":
            return labels.get(cell, cell)
        return [labels.get(word, word) for word in re.split("[、，,]", cell)]
    if element.kind == "yes_no":
        return read(element, ["yes" if cell in _YES else "no"], None)
    if element.kind in {"lines", "options", "choices"}:
        return read(element, [re.sub("[、；;]", "\n", cell)], None)
    if element.kind == "number":
        # 两份 is no number yet: it stays to be seen and mended.
        return read(element, [re.sub(r"\D+$", "", cell) or cell], None)
    return read(element, [cell], None)
