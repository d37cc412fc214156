"""What a form may fill in by itself from what the person or firm is known to be."""

from collections.abc import Mapping
from typing import Any, Final

from tongban.plumbing.schemas.schema import Schema, read_schema

# Path → the token by which a browser fills in the same (WCAG 1.3.5).
PREFILL_PATHS: Final = {
    "person.name": "name",
    "person.id_type": "off",
    "person.id_number": "off",
    "person.phone": "tel",
    "person.address": "street-address",
    "firm.name": "organization",
    "firm.uscc": "off",
    "firm.address": "street-address",
    "firm.legal_representative": "off",
}


def prefilled(
    schema: Mapping[str, Any] | Schema, facts: Mapping[str, object]
) -> dict[str, object]:
    """Field name → value, for the fields whose path is among the facts.

    A choice that the form does not offer is left open rather than filled in wrongly.
    """
    found = {}
    for name, spec in read_schema(schema).fields.items():
        value = facts.get(spec.prefill) if spec.prefill else None
        if value in (None, "") or (spec.choices and not spec.label_of(value)):
            continue
        found[name] = value
    return {name: value for name, value in found.items() if value is not None}
