"""Which of their bodies a member of staff looks at, and the tabs to change it."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from tongban.capabilities.cases.permissions import SEE_CASE
from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.orgs.types import BodyCard
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.requests import ActorRequest


def bodies_seen(request: ActorRequest) -> list[BodyCard]:
    """The bodies whose cases the actor may see. Refuses with NotAllowed when none."""
    held = request.actor.bodies_for(SEE_CASE)
    if not held:
        require(request.actor, SEE_CASE)
    return list_bodies(actor=request.actor, only=held)


def chosen_body(request: ActorRequest, bodies: list[BodyCard]) -> UUID:
    """The body that the address names, else the first."""
    wanted = request.GET.get("body", "")
    for row in bodies:
        if str(row.body_id) == wanted:
            return row.body_id
    return bodies[0].body_id


def body_tabs(page: str, bodies: list[BodyCard], body_id: UUID) -> list[dict[str, Any]]:
    """One tab a body, each leading to the same page."""
    return [
        {
            "label": row.short_name,
            "href": f"{reverse(page)}?body={row.body_id}",
            "current": row.body_id == body_id,
        }
        for row in bodies
    ]
