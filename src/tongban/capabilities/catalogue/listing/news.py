"""Three ways: what the source said before, what it says now, what an officer has made of it.

What only the source changed is taken over; what an officer changed is kept; where both
changed the same place, the officer's stays and the difference is shown. Pure.
"""

from dataclasses import dataclass
from typing import Any, Final

Document = dict[str, Any]
_ABSENT: Final = object()
_NOT_NEWS: Final = frozenset({"format", "org"})


@dataclass(frozen=True)
class News:
    """The document with the news in it, the places taken over, and those in dispute."""

    document: Document
    taken: tuple[str, ...]
    disputed: tuple[tuple[str, Any, Any], ...]

    @property
    def is_any(self) -> bool:
        """Whether the source brings anything that is not held already."""
        return bool(self.taken or self.disputed)


def news_of(ours: Document, before: Document, now: Document) -> News:
    """What `now` brings over `before`, laid over `ours`."""
    return _merge(ours, before, now, "")


def _merge(ours: Document, before: Document, now: Document, path: str) -> News:
    merged = dict(ours)
    taken: list[str] = []
    disputed: list[tuple[str, Any, Any]] = []
    for key, value in now.items():
        if not path and key in _NOT_NEWS:
            continue
        where = f"{path}.{key}" if path else key
        held, was = ours.get(key, _ABSENT), before.get(key, _ABSENT)
        if _same(value, held) or _same(value, was):
            continue
        if isinstance(value, dict) and isinstance(held, dict) and value:
            inner = _merge(held, was if isinstance(was, dict) else {}, value, where)
            merged[key] = inner.document
            taken += inner.taken
            disputed += inner.disputed
        elif _same(held, was) or _is_empty(held):
            merged[key] = value
            taken.append(where)
        else:
            disputed.append((where, held, value))
    return News(merged, tuple(taken), tuple(disputed))


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return _flat(one) == _flat(other)
    return type(one) is type(other) and bool(one == other)


def _flat(said: str) -> str:
    return said.replace("\r\n", "\n").replace("\r", "\n").strip()


def _is_empty(value: Any) -> bool:
    return value is _ABSENT or value in (None, "", [], {})
