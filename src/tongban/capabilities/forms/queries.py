"""What others may ask about forms. Reading only."""

from typing import Any
from uuid import UUID

from tongban.capabilities.forms.models import FormVersion
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@query
def get_form(*, actor: Actor, form_id: UUID) -> dict[str, Any]:
    """The schema of a form. Refuses with NotFound."""
    form = FormVersion.objects.filter(city=actor.city, pk=form_id).first()
    if form is None:
        raise NotFound("没有找到这张申请表。")
    schema: dict[str, Any] = form.schema
    return schema
