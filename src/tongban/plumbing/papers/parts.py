"""What texts between fixed parts are made of: named blocks, and fields that are filled.

What the law demands of a block is a *locked* field: it is filled by the platform and must
stand in the block exactly once. A text is never markup, whatever stands in it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

Values = Mapping[str, Any]

_FIELD: Final = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True)
class Field:
    """A place in a text that is filled for each paper, with an example for who writes."""

    name: str
    example: str
    of: Callable[[Values], str]


@dataclass(frozen=True)
class Block:
    """One named block: its words as they are today, and the fields that must stay in it."""

    key: str
    title: str
    help: str
    text: str = ""
    locked: tuple[str, ...] = ()
    # The block stands only on papers that have this value.
    only_with: str = ""


def fields_in(text: str) -> Iterator[str]:
    """The names that stand in braces, in order."""
    return (found.group(1) for found in _FIELD.finditer(text))


def has_stray_brace(text: str) -> bool:
    """A brace that encloses no name: half of a field is printed as nobody meant it."""
    rest = _FIELD.sub("", text)
    return "{" in rest or "}" in rest


def fill_lines(fields: tuple[Field, ...], values: Values, text: str) -> list[str]:
    """The lines of a text, their fields filled once.

    What is filled in is not read again: somebody called “{办件编号}” stays so.
    """
    known = {field.name: field.of for field in fields}
    return [
        _FIELD.sub(lambda found: known[found.group(1)](values), line)
        for line in text.splitlines()
        if line.strip()
    ]
