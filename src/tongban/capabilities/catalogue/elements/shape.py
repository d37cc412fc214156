"""What the sections of an item document are made of: values, rows of them, pages."""

from collections.abc import Mapping
from dataclasses import dataclass

# Kinds of values: text, long (textarea), lines (a list of texts, one a line), number, money
# (fen), one (of the choices), some (of them), yes_no, options (lines with keys of their
# own), when (answers under which a material is asked for).
Choices = Mapping[str, str]


@dataclass(frozen=True)
class Element:
    """One value of the document and how it is asked for."""

    path: str
    label: str
    kind: str = "text"
    choices: Choices | None = None
    help: str = ""
    example: str = ""
    # May be left empty without a finding: then the label says so.
    optional: bool = False


@dataclass(frozen=True)
class Block:
    """Some elements of a section: once, or a row of a list each."""

    elements: tuple[Element, ...]
    # The list whose rows they are; none: they stand in the document itself.
    rows: str = ""
    # What one row is called, and the first letter of its key.
    row_label: str = ""
    letter: str = ""
    note: str = ""
    # How several rows are written at once, one a line.
    lines: str = ""
    # An item without such rows says nothing of them: the list is left out of its text.
    optional: bool = False


@dataclass(frozen=True)
class Section:
    """One page of the editor."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    note: str = ""

    @property
    def names(self) -> frozenset[str]:
        """The top names of the document that stand in this section."""
        named = {block.rows for block in self.blocks if block.rows}
        return frozenset(
            named
            | {
                element.path.split(".")[0]
                for block in self.blocks
                if not block.rows
                for element in block.elements
            }
        )
