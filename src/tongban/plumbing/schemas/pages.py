"""A page of a schema as a Django form: labels, hints, and the engine's own messages."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.html import format_html

from tongban.plumbing.schemas import messages
from tongban.plumbing.schemas.prefill import PREFILL_PATHS
from tongban.plumbing.schemas.reading import read_typed, show_value
from tongban.plumbing.schemas.schema import (
    GROUPS,
    NO,
    YES,
    FieldSpec,
    FieldType,
    Page,
    Schema,
    read_schema,
)
from tongban.plumbing.schemas.validation import check_fields, wanted_answer
from tongban.plumbing.schemas.widgets import DateBoxes, Radios, Ticks

_BIRTHDAYS: Final = frozenset({"birth_on", "birth_date", "birthday"})
# Type → type of the box, the keyboard it calls up, what the browser may fill in, width.
_BOXES: Final = {
    FieldType.TEXT: ("text", "", "off", ""),
    FieldType.ADDRESS: ("text", "", "street-address", ""),
    FieldType.INTEGER: ("text", "numeric", "off", "w-s"),
    FieldType.MONEY: ("text", "decimal", "off", "w-s"),
    FieldType.PHONE: ("tel", "tel", "tel", "w-m"),
    FieldType.LANDLINE: ("tel", "tel", "tel", "w-m"),
    FieldType.EMAIL: ("email", "email", "email", "w-l"),
    FieldType.IDENTITY_DOCUMENT: ("text", "text", "off", "w-l code-input"),
    FieldType.USCC: ("text", "text", "off", "w-l code-input"),
    FieldType.POSTCODE: ("text", "numeric", "postal-code", "w-s"),
}


class SchemaBoundField(BoundField):
    """Ties the control to its help and its error by their ids."""

    field: "SchemaField"
    form: "PageForm"

    @property
    def spec(self) -> FieldSpec:
        """The question, for templates."""
        return self.field.spec

    @property
    def message(self) -> str:
        """The error's words; empty where there is none."""
        return str(self.errors[0]) if self.errors else ""

    @property
    def described_by(self) -> str:
        """The ids of help and error, as far as they stand on the page."""
        ids = [self.help_id] if self.spec.help or self.example else []
        return " ".join([*ids, self.error_id] if self.errors else ids)

    @property
    def help_id(self) -> str:
        """The id of the help on this page."""
        return f"{self.form.ids}help-{self.name}"

    @property
    def error_id(self) -> str:
        """The id of the error on this page."""
        return f"{self.form.ids}error-{self.name}"

    @property
    def example(self) -> str:
        """The example under the label; none of yes and no, it would read as advice."""
        return "" if self.spec.type is FieldType.YES_NO else self.spec.example

    @property
    def is_group(self) -> bool:
        """Whether the field is several controls, and so a fieldset."""
        return self.spec.type in GROUPS

    @property
    def awaited(self) -> str:
        """The value that the condition waits for, as the control would send it."""
        return self.field.awaited

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Django's own ids for help and error are not ours."""
        built = super().build_widget_attrs(attrs, widget)
        built.pop("aria-describedby", None)
        if isinstance(self.field.widget, Radios | Ticks):
            # Not a property of one radio button; the fieldset points to the error.
            built.pop("aria-invalid", None)
        if self.described_by and not self.is_group:
            built["aria-describedby"] = self.described_by
        return built


class SchemaField(forms.Field):
    """A control without a check of its own: the form asks the engine for all fields."""

    def __init__(self, spec: FieldSpec, form: Schema) -> None:
        """Take label, help and control from the question."""
        super().__init__(
            required=False, label=spec.label, help_text=spec.help, widget=_widget(spec)
        )
        self.spec = spec
        self.awaited = ""
        if spec.when is not None:
            asked = form.fields[spec.when.field]
            wanted = wanted_answer(asked, spec.when.equals)
            self.awaited = str(show_value(asked, wanted))

    def get_bound_field(
        self, form: forms.BaseForm, field_name: str
    ) -> SchemaBoundField:
        """The field as the template sees it."""
        return SchemaBoundField(form, self, field_name)

    def prepare_value(self, value: Any) -> Any:
        """What stands in the control: yuan for fen, yes for true."""
        return show_value(self.spec, value)


class PageForm(forms.Form):
    """One page. ``cleaned_data`` holds the answers to keep, as the API would give them."""

    template_name = "schemas/form.html"
    use_required_attribute = False

    def __init__(
        self,
        schema: Schema,
        page: Page,
        *,
        on: date,
        known: Mapping[str, object],
        data: Mapping[str, Any] | None = None,
        initial: Mapping[str, object] | None = None,
        ids: str = "",
    ) -> None:
        """Take the page's questions, and what is known from the pages before."""
        super().__init__(data=data, initial=dict(initial or {}), auto_id=f"{ids}f-%s")
        self.ids = ids
        self.schema = schema
        self.page = page
        self.on = on
        self.known = known
        for spec in page.fields:
            self.fields[spec.name] = SchemaField(spec, schema)

    def clean(self) -> dict[str, Any]:
        """Ask the engine; its messages become the form's."""
        values = {
            spec.name: read_typed(spec, self.cleaned_data.get(spec.name))
            for spec in self.page.fields
        }
        answers, errors = check_fields(
            self.schema, self.page.fields, values, known=self.known, on=self.on
        )
        for name, message in errors.items():
            self.add_error(name, message)
        return answers

    def messages(self) -> dict[str, str]:
        """Field name → message, in the order of the page: for the summary above it."""
        return {
            name: str(self.errors[name][0])
            for name in self.fields
            if name in self.errors
        }


def page_form(
    schema: Mapping[str, Any] | Schema,
    page_key: str,
    *,
    on: date,
    known: Mapping[str, object] | None = None,
    data: Mapping[str, Any] | None = None,
    initial: Mapping[str, object] | None = None,
    ids: str = "",
) -> PageForm:
    """The form of one page; NotFound for a page that the schema has not.

    ``known`` are the checked answers of the other pages, ``data`` what the browser sent,
    ``initial`` the values (as the API writes them) that stand in the boxes at first.
    ``ids`` begins every id, for a form that stands on one page more than once.
    """
    form = read_schema(schema)
    page = form.page(page_key)
    return PageForm(
        form, page, on=on, known=known or {}, data=data, initial=initial, ids=ids
    )


def autocomplete_of(spec: FieldSpec) -> str:
    """What the browser may fill in (WCAG 1.3.5)."""
    if spec.prefill:
        return PREFILL_PATHS[spec.prefill]
    if spec.type is FieldType.DATE:
        return "bday" if spec.name in _BIRTHDAYS else "off"
    return _BOXES[spec.type][2] if spec.type in _BOXES else "off"


def _widget(spec: FieldSpec) -> forms.Widget:
    match spec.type:
        case FieldType.CHOICE:
            return Radios(choices=_offered(spec))
        case FieldType.CHOICES:
            return Ticks(choices=_offered(spec))
        case FieldType.YES_NO:
            words = [(YES, messages.YES_WORD), (NO, messages.NO_WORD)]
            return Radios(choices=words)
        case FieldType.DATE:
            return DateBoxes(birth=autocomplete_of(spec) == "bday")
        case FieldType.TEXTAREA:
            return forms.Textarea(attrs=_attrs(spec) | {"rows": 5})
        case _:
            box = forms.TextInput(attrs=_attrs(spec))
            box.input_type = _BOXES[spec.type][0]
            return box


def _offered(spec: FieldSpec) -> list[tuple[str, str | Promise]]:
    return [
        (
            choice.value,
            format_html("{}<small>{}</small>", choice.label, choice.help)
            if choice.help
            else choice.label,
        )
        for choice in spec.choices
    ]


def _attrs(spec: FieldSpec) -> dict[str, str | int]:
    keyboard, width = "", ""
    if spec.type in _BOXES:
        _kind, keyboard, _fill, width = _BOXES[spec.type]
    attrs: dict[str, str | int] = {
        "class": f"input {width}".strip(),
        "autocomplete": autocomplete_of(spec),
    }
    if keyboard:
        attrs["inputmode"] = keyboard
    if spec.most_characters:
        attrs["maxlength"] = spec.most_characters
    return attrs
