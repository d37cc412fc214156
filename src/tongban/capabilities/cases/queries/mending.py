"""What stands now in the fields that a correction notice lists."""

from typing import Any
from uuid import UUID

from tongban.capabilities.cases.models import CorrectionLine
from tongban.capabilities.cases.queries.sight import seen_by
from tongban.capabilities.cases.queries.turns import form_values
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@query
def get_listed_values(*, actor: Actor, case_id: UUID) -> dict[str, Any]:
    """The values of the listed fields only, as far as the actor may see the case."""
    case = seen_by(actor).filter(pk=case_id).first()
    if case is None:
        return {}
    values = form_values(case)
    listed = CorrectionLine.objects.filter(correction__case=case).exclude(field="")
    return {name: values.get(name) for name in listed.values_list("field", flat=True)}
