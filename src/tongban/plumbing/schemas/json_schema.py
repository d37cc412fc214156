"""The schema in the words of JSON Schema 2020-12, for the published API description."""

from collections.abc import Mapping
from typing import Any, Final

from tongban.plumbing.schemas import messages
from tongban.plumbing.schemas.schema import FieldSpec, FieldType, Schema, read_schema
from tongban.plumbing.schemas.validation import wanted_answer

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_TEXTS: Final[dict[FieldType, dict[str, Any]]] = {
    FieldType.PHONE: {"pattern": "^1[3-9][0-9]{9}$"},
    FieldType.LANDLINE: {"pattern": "^0[0-9]{2,3}-?[0-9]{7,8}$"},
    FieldType.EMAIL: {"format": "email"},
    FieldType.USCC: {"pattern": "^[0-9ABCDEFGHJKLMNPQRTUWXY]{18}$"},
    FieldType.POSTCODE: {"pattern": "^[0-9]{6}$"},
    FieldType.DATE: {"format": "date"},
    FieldType.IDENTITY_DOCUMENT: {"maxLength": 30},
}


def to_json_schema(schema: Mapping[str, Any] | Schema) -> dict[str, Any]:
    """What the API takes for this form.

    It is somewhat stricter in spelling than ``validate`` (which forgives spaces) and
    cannot tell check digits: a document that it takes may still be refused.
    """
    form = read_schema(schema)
    always = [
        spec.name for spec in form.fields.values() if spec.required and not spec.when
    ]
    conditions = [
        _condition(form, spec)
        for spec in form.fields.values()
        if spec.required and spec.when
    ]
    document: dict[str, Any] = {
        "$schema": _DRAFT,
        "type": "object",
        "properties": {name: _property(spec) for name, spec in form.fields.items()},
        "required": always,
        "additionalProperties": False,
    }
    return document | ({"allOf": conditions} if conditions else {})


def _property(spec: FieldSpec) -> dict[str, Any]:
    described: dict[str, Any] = {"title": spec.label}
    if spec.help:
        described["description"] = spec.help
    return described | _shape(spec)


def _shape(spec: FieldSpec) -> dict[str, Any]:
    match spec.type:
        case FieldType.YES_NO:
            return {"type": "boolean"}
        case FieldType.INTEGER:
            return {"type": "integer", **_bounds(spec, "minimum", "maximum")}
        case FieldType.MONEY:
            bounds = {"minimum": 0} | _bounds(spec, "minimum", "maximum")
            return {"type": "integer", "$comment": "fen", **bounds}
        case FieldType.CHOICE:
            return {"type": "string", "oneOf": _offered(spec)}
        case FieldType.CHOICES:
            bounds = {"minItems": 1} if spec.required else {}
            bounds |= _bounds(spec, "minItems", "maxItems")
            items = {"type": "string", "oneOf": _offered(spec)}
            return {"type": "array", "items": items, "uniqueItems": True, **bounds}
        case _:
            return _text(spec)


def _text(spec: FieldSpec) -> dict[str, Any]:
    shape: dict[str, Any] = {"type": "string", **_TEXTS.get(spec.type, {})}
    if spec.most_characters:
        shape["maxLength"] = spec.most_characters
    if spec.required:
        shape["minLength"] = 1
    if spec.type in {FieldType.TEXT, FieldType.TEXTAREA} and isinstance(spec.min, int):
        shape["minLength"] = spec.min
    example = messages.example_of(spec)
    return shape | ({"examples": [example]} if example else {})


def _offered(spec: FieldSpec) -> list[dict[str, str]]:
    return [{"const": choice.value, "title": choice.label} for choice in spec.choices]


def _bounds(spec: FieldSpec, least: str, most: str) -> dict[str, int]:
    given = {least: spec.min, most: spec.max}
    return {key: value for key, value in given.items() if isinstance(value, int)}


def _condition(form: Schema, spec: FieldSpec) -> dict[str, Any]:
    """Required only where it is shown: once for each condition it hangs on."""
    shown: dict[str, Any] = {}
    at = spec
    while at.when is not None:
        asked = form.fields[at.when.field]
        wanted = {"const": wanted_answer(asked, at.when.equals)}
        several = asked.type is FieldType.CHOICES
        shown[asked.name] = {"contains": wanted} if several else wanted
        at = asked
    return {
        "if": {"properties": shown, "required": list(shown)},
        "then": {"required": [spec.name]},
    }
