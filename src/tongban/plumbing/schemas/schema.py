"""A form schema read into values: pages, fields, choices, conditions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from tongban.ground.refusals import NotFound

YES: Final = "yes"
NO: Final = "no"


class FieldType(StrEnum):
    """What can be asked for."""

    TEXT = "text"
    TEXTAREA = "textarea"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    INTEGER = "integer"
    MONEY = "money"
    PHONE = "phone"
    LANDLINE = "landline"
    EMAIL = "email"
    IDENTITY_DOCUMENT = "identity_document"
    USCC = "uscc"
    POSTCODE = "postcode"
    ADDRESS = "address"
    YES_NO = "yes_no"


_NO_PAGE: Final = _("这张表没有这一页，请从这些页里选：{known}")

# Fields of several controls: a fieldset with a legend, not a label.
GROUPS: Final = frozenset(
    {FieldType.CHOICE, FieldType.CHOICES, FieldType.YES_NO, FieldType.DATE}
)
MOST_CHARACTERS: Final = {
    FieldType.TEXT: 200,
    FieldType.TEXTAREA: 2000,
    FieldType.ADDRESS: 200,
    FieldType.EMAIL: 254,
}


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen."""

    value: str
    label: str
    help: str = ""


@dataclass(frozen=True)
class When:
    """A condition: another, earlier field has this value."""

    field: str
    equals: str | bool | int


@dataclass(frozen=True)
class FieldSpec:
    """One question. ``min`` and ``max`` are numbers, fen, days or counts, by type."""

    name: str
    label: str
    type: FieldType
    required: bool = False
    help: str = ""
    example: str = ""
    max_length: int | None = None
    min: int | str | None = None
    max: int | str | None = None
    choices: tuple[Choice, ...] = ()
    prefill: str = ""
    when: When | None = None
    type_field: str = ""

    @property
    def most_characters(self) -> int | None:
        """How long a text may be; None where its kind decides."""
        return self.max_length or MOST_CHARACTERS.get(self.type)

    def label_of(self, value: object) -> str:
        """The words of a choice's value."""
        return next(
            (choice.label for choice in self.choices if choice.value == value), ""
        )


@dataclass(frozen=True)
class Page:
    """What is asked together."""

    key: str
    title: str
    fields: tuple[FieldSpec, ...]


@dataclass(frozen=True)
class Schema:
    """A whole form."""

    pages: tuple[Page, ...]

    @cached_property
    def fields(self) -> dict[str, FieldSpec]:
        """All fields by name, in the order of asking."""
        return {spec.name: spec for page in self.pages for spec in page.fields}

    def page(self, key: str) -> Page:
        """The page with this key; NotFound otherwise."""
        for page in self.pages:
            if page.key == key:
                return page
        known = "、".join(page.title for page in self.pages)
        raise NotFound(str(_NO_PAGE).format(known=known), rule="form.page")


def read_schema(schema: Mapping[str, Any] | Schema) -> Schema:
    """The schema as values. It must have passed ``check_schema`` when it was published.

    An item that asks nothing has an empty schema.
    """
    if isinstance(schema, Schema):
        return schema
    return Schema(
        tuple(
            Page(page["key"], page["title"], tuple(_read_fields(page["fields"])))
            for page in schema.get("pages") or ()
        )
    )


def _read_fields(fields: list[dict[str, Any]]) -> Iterator[FieldSpec]:
    for given in fields:
        when = given.get("when")
        yield FieldSpec(
            name=given["name"],
            label=given["label"],
            type=FieldType(given["type"]),
            required=given.get("required", False),
            help=given.get("help") or "",
            example=given.get("example") or "",
            max_length=given.get("max_length"),
            min=given.get("min"),
            max=given.get("max"),
            choices=tuple(
                Choice(choice["value"], choice["label"], choice.get("help") or "")
                for choice in given.get("choices") or ()
            ),
            prefill=given.get("prefill") or "",
            when=When(when["field"], when["equals"]) if when else None,
            type_field=given.get("type_field") or "",
        )
