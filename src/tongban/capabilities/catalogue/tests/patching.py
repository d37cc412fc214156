"""Changing one place of a document, as the examples of flawed guides name it: a[2].b, a+."""

import re
from copy import deepcopy
from typing import Any

_STEP = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")

Document = dict[str, Any]


def patched(document: Document, changes: Document) -> Document:
    """A copy with these changes; `name+` adds a row to a list."""
    changed = deepcopy(document)
    for path, value in changes.items():
        _put(changed, path, deepcopy(value))
    return changed


def _put(document: Document, path: str, value: Any) -> None:
    holder: Any = document
    steps = _STEP.findall(path.removesuffix("+"))
    for at, (name, number) in enumerate(steps):
        is_last = at == len(steps) - 1
        if is_last and path.endswith("+"):
            holder[name].append(value)
        elif is_last and number:
            holder[name][int(number) - 1] = value
        elif is_last:
            holder[name] = value
        else:
            holder = holder[name][int(number) - 1] if number else holder[name]
