"""The page that people review, docs/access.md: read into cells, and lines proposed for it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

PAGE: Final = Path(__file__).parents[2] / "docs" / "access.md"
NOT_REVIEWED: Final = "## Not reviewed yet"
# Whoever is not signed in: a column of their own.
ANONYMOUS: Final = "anonymous"
# The columns after the operation: those who are not signed in, then three sets of people.
CLASSES: Final = ("in", "refused", "missing")
WORDS: Final = {
    "in": "let in",
    "refused": "refused",
    "missing": "not there",
    "sign in": "sign in",
}
HEAD: Final = "| operation | not signed in | let in | refused | not there |\n|---|---|---|---|---|"
CITIZENS: Final = ("applicant", "other_citizen")
# Whoever is in no other cell of the row.
OTHERS: Final = "others"
_NOBODY: Final = "–"
_BETWEEN: Final = " · "

Row = Mapping[str, str]


class NotAMatrixError(ValueError):
    """A row of the page names somebody twice, not at all, or by an unknown word."""


class Page:
    """The rows of the page, each with the class of everybody's answer."""

    def __init__(self, text: str, people: tuple[str, ...]) -> None:
        """Read the page; `people` are the columns' names, anonymous among them."""
        self._signed_in = tuple(name for name in people if name != ANONYMOUS)
        self._groups = groups_of(self._signed_in)
        self.rows = {key: self._read(key, cells) for key, cells in _lines(text)}
        after = text.partition(NOT_REVIEWED)[2]
        self.not_reviewed = [key for key, _cells in _lines(after)]

    def _read(self, key: str, cells: list[str]) -> Row:
        classes = {word: one for one, word in WORDS.items()}
        if cells[0] not in classes:
            raise NotAMatrixError(f"{key}: {cells[0]} is none of {', '.join(classes)}")
        row = {ANONYMOUS: classes[cells[0]]}
        rest = ""
        for one, cell in zip(CLASSES, cells[1:], strict=True):
            for word in cell.split(_BETWEEN):
                if word == OTHERS:
                    rest = one
                for name in self._named(key, word):
                    if name in row:
                        raise NotAMatrixError(f"{key}: {name} stands in two cells")
                    row[name] = one
        left = [name for name in self._signed_in if name not in row]
        if left and not rest:
            raise NotAMatrixError(f"{key}: nothing is said of {', '.join(left)}")
        return row | dict.fromkeys(left, rest)

    def _named(self, key: str, word: str) -> tuple[str, ...]:
        if word in {OTHERS, _NOBODY}:
            return ()
        name = word.replace(" ", "_")
        if name in self._signed_in:
            return (name,)
        if word not in self._groups:
            raise NotAMatrixError(f"{key}: nobody is called {word}")
        return self._groups[word]


def groups_of(signed_in: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Words for several people, the widest first."""
    staff = tuple(name for name in signed_in if name not in CITIZENS)
    here = tuple(name for name in staff if name != "another_city")
    citizens = tuple(name for name in CITIZENS if name in signed_in)
    return {
        "everybody": signed_in,
        "everybody of the city": citizens + here,
        "staff": staff,
        "staff of the city": here,
        "citizens": citizens,
    }


def propose(key: str, row: Row) -> str:
    """The line of the page that says this row in the fewest words."""
    signed_in = tuple(name for name in row if name != ANONYMOUS)
    sets = {
        one: tuple(name for name in signed_in if row[name] == one) for one in CLASSES
    }
    cells = {one: _words(names, signed_in) for one, names in sets.items()}
    # Who may is always said by name; of the others the larger part is "others".
    largest = max(("refused", "missing"), key=lambda one: len(sets[one]))
    if len(cells[largest].split(_BETWEEN)) > 1:
        cells[largest] = OTHERS
    said = [WORDS[row[ANONYMOUS]], *(cells[one] for one in CLASSES)]
    return f"| `{key}` | {' | '.join(said)} |"


def _words(names: tuple[str, ...], signed_in: tuple[str, ...]) -> str:
    left, words = set(names), []
    for word, group in groups_of(signed_in).items():
        if group and set(group) <= left:
            words.append(word)
            left -= set(group)
    words += [name.replace("_", " ") for name in names if name in left]
    return _BETWEEN.join(words) or _NOBODY


def _lines(text: str) -> Iterator[tuple[str, list[str]]]:
    for line in text.splitlines():
        if line.startswith("| `"):
            key, *cells = (cell.strip() for cell in line.strip().strip("|").split("|"))
            if len(cells) == len(CLASSES) + 1:
                yield key.strip("`"), cells
