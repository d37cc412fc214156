"""A proposal of the directory as a row of a page: what it asks, and the one button for it."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from tongban.capabilities.catalogue.directory.cards import ProposalCard
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.plumbing.access.requests import ActorRequest


def proposal_row(
    request: ActorRequest, one: ProposalCard, bodies: dict[UUID, str]
) -> dict[str, Any]:
    """The row; who may draft for the body takes it over, once."""
    may_take = request.actor.may(DRAFT_ITEM, org_id=one.body_id)
    draft = one.draft_id or one.running_draft
    return {
        "key": one.proposal_id,
        "name": one.entry_name,
        "body": bodies.get(one.body_id, ""),
        "labels": "、".join(one.labels),
        "number": one.number,
        "effective_on": one.effective_on,
        "is_taken": one.draft_id is not None,
        "is_running": one.draft_id is None and one.running_draft is not None,
        "draft_href": reverse("desk:draft", args=[draft]) if draft else "",
        "entry_href": reverse("desk:directory_entry", args=[one.basic_code]),
        "may_take": may_take and one.draft_id is None,
    }
