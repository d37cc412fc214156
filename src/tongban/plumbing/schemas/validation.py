"""Answers checked against a schema: for the API as a whole, for pages one at a time."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tongban.ground.refusals import Invalid, Refusal
from tongban.plumbing.schemas import messages
from tongban.plumbing.schemas.messages import say
from tongban.plumbing.schemas.schema import (
    GROUPS,
    NO,
    YES,
    FieldSpec,
    FieldType,
    Schema,
    read_schema,
)
from tongban.plumbing.schemas.values import Surroundings, check_value, is_empty

_SHOWN = 40


def validate(
    schema: Mapping[str, Any] | Schema, data: object, *, on: date
) -> dict[str, object]:
    """The answers to keep, by field; Invalid with a message for each wrong one.

    Types are strict and unknown names are refused. Fields that are not shown, and
    optional ones left empty, are absent from the result.
    """
    form = read_schema(schema)
    example = next(iter(form.fields), "")
    if not isinstance(data, Mapping):
        said = str(messages.NOT_A_FORM).format(example=f'{{"{example}": "…"}}')
        raise Invalid({"": said})
    unknown = {
        str(name): str(messages.UNKNOWN).format(
            name=str(name)[:_SHOWN], example=example
        )
        for name in data
        if name not in form.fields
    }
    answers, errors = check_fields(form, form.fields.values(), data, known={}, on=on)
    if unknown or errors:
        raise Invalid({**errors, **unknown})
    return answers


def check_fields(
    form: Schema,
    specs: Iterable[FieldSpec],
    values: Mapping[str, object],
    *,
    known: Mapping[str, object],
    on: date,
) -> tuple[dict[str, object], dict[str, str]]:
    """The answers to these fields, and the messages about wrong ones.

    ``known`` holds the checked answers of earlier pages, which conditions may ask about.
    """
    answers: dict[str, object] = {}
    errors: dict[str, str] = {}
    for spec in specs:
        so_far = {**known, **answers}
        if not is_shown(form, spec, so_far):
            continue
        value = values.get(spec.name)
        if is_empty(value):
            if spec.required:
                errors[spec.name] = missing(spec)
            continue
        try:
            answers[spec.name] = check_value(spec, value, Surroundings(so_far, on))
        except Refusal as refusal:
            errors[spec.name] = refusal.message
    return answers, errors


def is_shown(form: Schema, spec: FieldSpec, answers: Mapping[str, object]) -> bool:
    """Whether the field is asked at all, after what was answered before it.

    A hidden field has no answer, so whatever hangs on it is hidden too.
    """
    if spec.when is None:
        return True
    answer = answers.get(spec.when.field)
    if answer is None:
        return False
    asked = form.fields[spec.when.field]
    wanted = wanted_answer(asked, spec.when.equals)
    return wanted in answer if isinstance(answer, list) else answer == wanted


def wanted_answer(asked: FieldSpec, equals: str | bool | int) -> str | bool | int:
    """The value that a condition waits for; yes and no may be written in both ways."""
    if asked.type is FieldType.YES_NO and equals in (YES, NO):
        return equals == YES
    return equals


def missing(spec: FieldSpec) -> str:
    """The words for a field that must be answered and is not."""
    chosen = spec.type in GROUPS and spec.type is not FieldType.DATE
    return say(messages.MISSING_CHOICE if chosen else messages.MISSING, spec)
