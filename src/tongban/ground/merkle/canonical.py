"""One way to write a value as bytes, so that the same facts always hash alike.

The result is RFC 8785 for the values taken here: a browser can build the same bytes.
"""

import json
from collections.abc import Mapping
from typing import Final

# Larger integers lose digits in JavaScript, and a proof must verify there too.
_MOST: Final = 2**53 - 1


class CanonicalError(ValueError):
    """A value that has no one way of being written: the caller's bug."""


def canonical(value: object) -> bytes:
    """JSON in UTF-8, keys sorted, no spaces; CanonicalError for floats and anything odd.

    Takes None, booleans, integers, text, lists, tuples and mappings with text keys.
    Days, keys and amounts are turned to text or integers by the caller, who knows how.
    """
    try:
        return json.dumps(
            _plain(value, "value"),
            ensure_ascii=False,
            allow_nan=False,
            separators=(",", ":"),
        ).encode()
    except UnicodeEncodeError as error:
        raise CanonicalError("text holds half a surrogate pair") from error


def _plain(value: object, where: str) -> object:
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        if abs(value) > _MOST:
            raise CanonicalError(f"{where}: {value} is past 2**53, write it as text")
        return value
    if isinstance(value, list | tuple):
        return [_plain(part, f"{where}[{at}]") for at, part in enumerate(value)]
    if isinstance(value, Mapping):
        return {
            key: _plain(value[key], f"{where}.{key}") for key in _keys(value, where)
        }
    raise CanonicalError(f"{where}: {type(value).__name__} has no canonical form")


def _keys(value: Mapping[object, object], where: str) -> list[str]:
    """In the order of UTF-16, as RFC 8785 and JavaScript sort."""
    keys = [key for key in value if isinstance(key, str)]
    if len(keys) != len(value):
        raise CanonicalError(f"{where}: a key is not text")
    return sorted(keys, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
