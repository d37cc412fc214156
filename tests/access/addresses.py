"""What can be asked: every address of the resolver, with the methods that it answers to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from django.urls import URLPattern, URLResolver, get_resolver

from tests.access.forms import Form, button_of

API: Final = "/api/v1/"
METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")
_PARAMETER: Final = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """A template such as `/desk/cases/{case_id}`, and the name by which code calls it."""

    template: str
    name: str

    @property
    def is_api(self) -> bool:
        """Whether it is the API's: a token opens it, and it answers with problems."""
        return self.template.startswith(API)

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """The names in the template."""
        return tuple(re.findall(r"\{(\w+)\}", self.template))


@dataclass(frozen=True)
class Operation:
    """One method of an address; `schema` is what the API's document says about it."""

    method: str
    address: Address
    schema: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False)
    form: Form = field(default_factory=dict, hash=False, compare=False)

    @property
    def key(self) -> str:
        """How the matrix calls it."""
        button = button_of(self.form)
        place = f"{self.method} {self.address.template}"
        return f"{place} [{button}]" if button else place

    @property
    def writes(self) -> bool:
        """Whether it may change something, so that it is taken back."""
        return self.method != "GET"


def list_addresses() -> list[Address]:
    """Every address that Django would find a view for, in the order of the resolver."""
    found: dict[str, Address] = {}
    for template, name in _walk(get_resolver().url_patterns, "/", ()):
        found.setdefault(template, Address(template, name))
    return list(found.values())


def read_schema() -> dict[str, Any]:
    """The API's own document."""
    from tongban.faces.api.main import api

    return dict(api.get_openapi_schema(path_prefix=API))


def documented(schema: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The operations of the API's document by their key."""
    return {
        f"{method.upper()} {template}": operation
        for template, methods in schema["paths"].items()
        for method, operation in methods.items()
        if method.upper() in METHODS
    }


def _walk(
    patterns: list[URLPattern | URLResolver], before: str, spaces: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    for one in patterns:
        template = before + _PARAMETER.sub(r"{\1}", str(one.pattern))
        if isinstance(one, URLResolver):
            within = (*spaces, one.namespace) if one.namespace else spaces
            yield from _walk(one.url_patterns, template, within)
        else:
            yield template, ":".join((*spaces, one.name or "–"))
