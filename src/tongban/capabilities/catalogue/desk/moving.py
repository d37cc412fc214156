"""A draft that has just gone to another body: where it is now, and what to look at there."""

from typing import Any, Final

from tongban.capabilities.catalogue.checking.found import text
from tongban.capabilities.catalogue.types import DraftCard
from tongban.capabilities.orgs.queries import get_body
from tongban.plumbing.access.requests import ActorRequest

# The mark in the address of the page that follows.
MOVED: Final = "moved=1"


def moved_context(request: ActorRequest, draft: DraftCard) -> dict[str, Any]:
    """The body that the draft went to, and the code it has there; nothing otherwise."""
    if request.GET.get("moved") != "1":
        return {}
    body = get_body(actor=request.actor, body_id=draft.body_id)
    return {
        "moved_to": body.name,
        "moved_code": text(draft.document, "implementation_code"),
    }
