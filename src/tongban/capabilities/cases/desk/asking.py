"""The item's own form at the window: the same questions, checks and words as on the web."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from tongban.capabilities.catalogue.types import Guide
from tongban.plumbing.schemas.pages import PageForm, SchemaBoundField, page_form
from tongban.plumbing.schemas.prefill import prefilled
from tongban.plumbing.schemas.schema import NO, YES, FieldType, Schema

_BY_DIGIT = frozenset({FieldType.CHOICE, FieldType.YES_NO})


@dataclass(frozen=True)
class Question:
    """One question: with options a digit answers it, else the web's own control stands."""

    bound: SchemaBoundField
    options: tuple[dict[str, str], ...]
    value: str
    help: str


@dataclass(frozen=True)
class Topic:
    """A page of the form, as a card of the one page at the window."""

    title: str
    questions: tuple[Question, ...]


def bound_forms(guide: Guide, data: QueryDict, on: date) -> list[PageForm]:
    """The pages of the form with what was posted, each knowing the answers before it."""
    schema = guide.form
    known: dict[str, Any] = {}
    forms = []
    for page in schema.pages:
        form = page_form(schema, page.key, on=on, known=known, data=data)
        form.is_valid()
        known = {**known, **form.cleaned_data}
        forms.append(form)
    return forms


def open_forms(
    guide: Guide,
    data: QueryDict,
    on: date,
    facts: Mapping[str, object],
    *,
    facts_win: bool,
) -> list[PageForm]:
    """The pages of the form without a judgement yet: what was typed, else what is known.

    `facts_win` after a look-up: the answers of another person must not stay behind.
    """
    schema = guide.form
    known = prefilled(schema, facts)
    forms = []
    for page in schema.pages:
        form = page_form(schema, page.key, on=on)
        typed = _typed(form, data, schema)
        form.initial = {**typed, **known} if facts_win else {**known, **typed}
        forms.append(form)
    return forms


def _typed(form: PageForm, data: QueryDict, schema: Schema) -> dict[str, object]:
    found = {}
    for name, field in form.fields.items():
        value = field.widget.value_from_datadict(data, {}, name)
        if value not in (None, "", []) and name in schema.fields:
            found[name] = value
    return found


def topics_of(forms: list[PageForm]) -> tuple[Topic, ...]:
    """The forms as cards."""
    return tuple(
        Topic(form.page.title, tuple(_question(form, name) for name in form.fields))
        for form in forms
    )


def _question(form: PageForm, name: str) -> Question:
    bound = form[name]
    if not isinstance(bound, SchemaBoundField):
        raise TypeError(name)
    spec = bound.spec
    options: list[dict[str, str]] = []
    if spec.type is FieldType.CHOICE:
        options = [{"value": one.value, "label": one.label} for one in spec.choices]
    elif spec.type is FieldType.YES_NO:
        options = [{"value": YES, "label": _("是")}, {"value": NO, "label": _("否")}]
    value = str(bound.value() or "") if spec.type in _BY_DIGIT else ""
    return Question(bound, tuple(options), value, spec.help)
