"""为什么能办: own posts, and why somebody may do something at a body, or why not."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongban.capabilities.rights.desk.fields import (
    body_choices,
    read_body,
    read_staff,
    tabs_of,
)
from tongban.capabilities.rights.permissions import SEE_POSTINGS
from tongban.capabilities.rights.queries import (
    explain_right,
    list_permissions_given,
    list_postings,
)
from tongban.capabilities.rights.types import Explanation
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas.boxes import Boxes


@require_GET
def show(request: ActorRequest) -> HttpResponse:
    """One's own posts, a question, and its answer."""
    actor, told = request.actor, Told()
    looks_after = actor.may_anywhere(SEE_POSTINGS)
    found: Explanation | None = None
    with reading(actor):
        with told:
            found = _explain(request, looks_after=looks_after)
        boxes = Boxes(request, told)
        boxes.errors = told.errors
        fields: list[dict[str, Any]] = []
        if looks_after:
            fields.append(
                boxes.text("login", _("谁（登录名）"), "liufang", required=False)
            )
        permissions = sorted(list_permissions_given().items(), key=lambda one: one[1])
        fields += [
            boxes.pick("permission", _("办什么"), permissions),
            boxes.pick("body", _("哪个单位的"), body_choices(actor)),
        ]
        context = {
            "nav_key": "rights",
            "tabs": tabs_of(actor, "rights"),
            "postings": list_postings(
                actor=actor, day=request.today, person_id=actor.natural_person
            ),
            "fields": fields,
            "found": found,
            "errors": told.errors,
            "refusal": told.refusal,
        }
    return render(request, "rights/why.html", context, status=told.status)


def _explain(request: ActorRequest, *, looks_after: bool) -> Explanation | None:
    actor, asked = request.actor, request.GET
    if not asked.get("permission"):
        return None
    person: UUID = actor.natural_person
    if looks_after and asked.get("login"):
        person = read_staff(actor, asked)
    return explain_right(
        actor=actor,
        permission=asked["permission"],
        body_id=read_body(asked),
        on=request.today,
        person_id=person,
    )
