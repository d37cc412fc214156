"""Forms from one schema: checked itself, rendered on the server, and validating the API."""

from tongban.plumbing.schemas.answers import (
    Answer,
    AnsweredPage,
    describe_values,
    read_answers,
)
from tongban.plumbing.schemas.day_boxes import (
    DATE_PARTS,
    find_day,
    read_day,
    typed_day,
)
from tongban.plumbing.schemas.json_schema import to_json_schema
from tongban.plumbing.schemas.naming import FIELD_KINDS, PREFILL_LABELS, bound_label
from tongban.plumbing.schemas.pages import PageForm, page_form
from tongban.plumbing.schemas.prefill import PREFILL_PATHS, prefilled
from tongban.plumbing.schemas.schema import (
    FieldSpec,
    FieldType,
    Page,
    Schema,
    read_schema,
)
from tongban.plumbing.schemas.soundness import Flaw, check_schema, find_flaws
from tongban.plumbing.schemas.validation import validate

__all__ = [
    "DATE_PARTS",
    "FIELD_KINDS",
    "PREFILL_LABELS",
    "PREFILL_PATHS",
    "Answer",
    "AnsweredPage",
    "FieldSpec",
    "FieldType",
    "Flaw",
    "Page",
    "PageForm",
    "Schema",
    "bound_label",
    "check_schema",
    "describe_values",
    "find_day",
    "find_flaws",
    "page_form",
    "prefilled",
    "read_answers",
    "read_day",
    "read_schema",
    "to_json_schema",
    "typed_day",
    "validate",
]
