"""Forms from one schema: checked itself, rendered on the server, and validating the API."""

from tongban.plumbing.schemas.answers import (
    Answer,
    AnsweredPage,
    describe_values,
    read_answers,
)
from tongban.plumbing.schemas.json_schema import to_json_schema
from tongban.plumbing.schemas.pages import PageForm, page_form
from tongban.plumbing.schemas.prefill import PREFILL_PATHS, prefilled
from tongban.plumbing.schemas.schema import (
    FieldSpec,
    FieldType,
    Page,
    Schema,
    read_schema,
)
from tongban.plumbing.schemas.soundness import check_schema
from tongban.plumbing.schemas.validation import validate

__all__ = [
    "PREFILL_PATHS",
    "Answer",
    "AnsweredPage",
    "FieldSpec",
    "FieldType",
    "Page",
    "PageForm",
    "Schema",
    "check_schema",
    "describe_values",
    "page_form",
    "prefilled",
    "read_answers",
    "read_schema",
    "to_json_schema",
    "validate",
]
