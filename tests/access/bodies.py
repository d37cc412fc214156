"""Bodies that have the documented shape, made from the API's own document.

A stranger who sends one gets past the shape, so what refuses is the door behind it.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

Fill = Callable[[str], str | None]
_TEXT: Final = "甲"
_DAY: Final = "2026-12-01"
_MOMENT: Final = "2026-12-01T09:00:00+08:00"
_LEAST: Final[Mapping[str, Any]] = {
    "integer": 1,
    "number": 1,
    "boolean": True,
    "array": [],
}


class Shapes:
    """Smallest values of the document's schemas; `fill` says what stands under a name."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        """Keep the named schemas."""
        self._named = document.get("components", {}).get("schemas", {})

    def body(self, operation: Mapping[str, Any], fill: Fill) -> tuple[str, Any]:
        """The media type and the smallest body of an operation; nothing where it has none."""
        content = operation.get("requestBody", {}).get("content", {})
        for media_type, one in content.items():
            return media_type, self.least(one["schema"], "", fill)
        return "", None

    def query(self, operation: Mapping[str, Any], fill: Fill) -> dict[str, str]:
        """What an address must ask for besides its path."""
        return {
            one["name"]: str(self.least(one["schema"], one["name"], fill))
            for one in operation.get("parameters", [])
            if one["in"] == "query" and one.get("required")
        }

    def least(self, schema: Mapping[str, Any], name: str, fill: Fill) -> Any:
        """The smallest value that the schema takes."""
        plain = self._resolved(schema)
        if "const" in plain or "enum" in plain:
            return plain.get("const", next(iter(plain.get("enum", [])), None))
        kind = plain.get("type", "")
        if kind == "string":
            return _text(plain, name, fill)
        if kind == "array" and plain.get("minItems"):
            return [self.least(plain["items"], name.removesuffix("s"), fill)]
        if kind != "object":
            return _LEAST.get(kind, {})
        parts = plain.get("properties", {})
        return {
            one: self.least(parts[one], one, fill) for one in plain.get("required", [])
        }

    def _resolved(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """The schema itself: behind its name, and of several the first."""
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[1]
            return self._resolved(self._named[name])
        several = (schema[key] for key in ("anyOf", "allOf", "oneOf") if key in schema)
        first = next(several, None)
        return self._resolved(first[0]) if first else schema


def _text(schema: Mapping[str, Any], name: str, fill: Fill) -> str:
    filled = fill(name)
    if filled is not None:
        return filled
    kinds = {"date": _DAY, "date-time": _MOMENT}
    return kinds.get(schema.get("format", ""), _TEXT)
