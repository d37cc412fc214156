"""Between the values of a document and what an officer types: nothing typed is lost."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from tongban.capabilities.catalogue.elements.table import Element

Document = dict[str, Any]

_UNSURE: Final = "不知道"
_FEN: Final = 100
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def value_at(document: Mapping[str, Any], path: str) -> Any:
    """The value at a path, or None."""
    value: Any = document
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def put_at(document: Document, path: str, value: Any) -> None:
    """Put a value at a path; what stands in the way and is no object gives way."""
    *way, last = path.split(".")
    for name in way:
        inner = document.get(name)
        document[name] = dict(inner) if isinstance(inner, Mapping) else {}
        document = document[name]
    document[last] = value


def shown(element: Element, value: Any) -> Any:
    """The value as it stands in the control."""
    show = _SHOWN.get(element.kind)
    if show is not None:
        return show(value)
    return "" if value is None else value


def read(element: Element, posted: Sequence[str], before: Any) -> Any:
    """The value that was typed; a number that is none stays the text it is."""
    posted = [clean(one) for one in posted]
    text = posted[0].replace("\r\n", "\n").strip() if posted else ""
    if element.kind in _OF_SEVERAL:
        return _OF_SEVERAL[element.kind](posted)
    if element.kind in _KEY_NAMES:
        return _keyed(text, before, _KEY_NAMES[element.kind])
    reader = _OF_TEXT.get(element.kind)
    return reader(text) if reader else text


def clean(typed: str) -> str:
    """What was typed, without signs that nobody sees and the database cannot keep."""
    return _UNSEEN.sub("", typed)


def _lines(value: Any) -> str:
    rows = value if isinstance(value, list) else [value]
    return "\n".join(str(row) for row in rows if row)


def show_yuan(value: Any) -> str:
    """An amount in fen as it is typed in yuan."""
    if not isinstance(value, int) or isinstance(value, bool):
        return "" if value is None else str(value)
    yuan, fen = divmod(value, _FEN)
    return f"{yuan}.{fen:02d}" if fen else str(yuan)


def read_yuan(text: str) -> Any:
    """Fen for what was typed in yuan; what is no amount stays the text it is."""
    found = re.fullmatch(r"(\d{1,8})(?:\.(\d{1,2}))?", text.removesuffix("元").strip())
    if found is None:
        return text or None
    return int(found[1]) * _FEN + int((found[2] or "0").ljust(2, "0"))


def _keyed(text: str, before: Any, name: str) -> list[dict[str, Any]]:
    """A line each; a line that was there keeps its key, so answers keep their meaning."""
    rows = [row for row in before or [] if isinstance(row, dict)]
    known = {str(row.get("label")): row for row in rows}
    taken = {str(row.get(name)) for row in rows}
    listed = []
    for line in dict.fromkeys(line.strip() for line in text.splitlines()):
        if not line:
            continue
        row = known.get(line)
        if row is None:
            row = {
                name: "unsure" if line == _UNSURE else _free("o", taken),
                "label": line,
            }
        taken.add(str(row[name]))
        listed.append(row)
    return listed


def _when(posted: Sequence[str]) -> list[dict[str, Any]]:
    chosen: dict[str, list[str]] = {}
    for one in posted:
        situation, _, option = one.partition(":")
        if option:
            chosen.setdefault(situation, []).append(option)
    return [{"situation": key, "options": options} for key, options in chosen.items()]


def _free(letter: str, taken: set[str]) -> str:
    number = 1
    while f"{letter}{number}" in taken:
        number += 1
    return f"{letter}{number}"


def free_key(letter: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """The next key of a list: keys of rows that are there never change."""
    return _free(letter, {str(row.get("key")) for row in rows})


def _labels(value: Any) -> str:
    rows = value if isinstance(value, list) else []
    return _lines([row.get("label") for row in rows if isinstance(row, dict)])


def _some(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _answers(value: Any) -> list[str]:
    return [
        f"{row.get('situation')}:{option}"
        for row in _some(value)
        if isinstance(row, dict)
        for option in row.get("options") or []
    ]


def read_number(text: str) -> Any:
    """The whole number that was typed, else the text itself."""
    return int(text) if re.fullmatch(r"\d{1,9}", text) else (text or None)


_SHOWN: Final[Mapping[str, Callable[[Any], Any]]] = {
    "lines": _lines,
    "options": _labels,
    "choices": _labels,
    "money": show_yuan,
    "some": _some,
    "when": _answers,
    "yes_no": lambda value: value if isinstance(value, bool) else "",
}
_OF_SEVERAL: Final[Mapping[str, Callable[[Sequence[str]], Any]]] = {
    "some": lambda posted: [one for one in posted if one],
    "when": _when,
}
_KEY_NAMES: Final = {"options": "key", "choices": "value"}
_OF_TEXT: Final[Mapping[str, Callable[[str], Any]]] = {
    "number": read_number,
    "money": read_yuan,
    "lines": lambda text: [line.strip() for line in text.splitlines() if line.strip()],
    "yes_no": {"yes": True, "no": False}.get,
}
