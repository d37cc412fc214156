"""A batch at the desk: handed in, reviewed and published together, item by item."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.catalogue.commands import batching
from tongban.capabilities.catalogue.desk.draft import changes_of
from tongban.capabilities.catalogue.desk.wording import errors_of, stage_kind
from tongban.capabilities.catalogue.queries import get_bulk_change
from tongban.capabilities.catalogue.stages import STAGE_LABELS, WAY
from tongban.capabilities.catalogue.states import TO_HAND_IN
from tongban.capabilities.catalogue.types import DraftCard
from tongban.capabilities.catalogue.types.batches import Batch, Outcome
from tongban.capabilities.people.queries import list_staff_names
from tongban.ground.refusals import Invalid
from tongban.ground.reviews import OUTCOMES, REVIEW_LABELS, STAGES, TO_PUBLISH
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas import read_day, typed_day


@require_http_methods(["GET", "POST"])
def show(request: ActorRequest, batch_id: UUID) -> HttpResponse:
    """The items with old and new, and the one act that is the actor's to do now."""
    told = Told()
    outcomes: list[Outcome] = []
    if request.method == "POST":
        with told:
            outcomes = _act(request, batch_id)
    with reading(request.actor):
        batch = get_bulk_change(actor=request.actor, batch_id=batch_id)
        context = _context(request, batch, told.errors)
    context |= {
        "errors": told.errors,
        "refusal": told.refusal,
        "done": [one for one in outcomes if not one.refusal],
        "refused": [one for one in outcomes if one.refusal],
    }
    return render(request, "catalogue/desk/batch.html", context, status=told.status)


def _act(request: ActorRequest, batch_id: UUID) -> list[Outcome]:
    posted, actor = request.POST, request.actor
    match posted.get("do", ""):
        case "hand_in":
            return batching.hand_in_batch(
                actor=actor, batch_id=batch_id, at=request.now
            )
        case outcome if outcome in OUTCOMES:
            return batching.review_batch(
                actor=actor,
                batch_id=batch_id,
                outcome=outcome,
                opinion=posted.get("opinion", ""),
                seen=_seen(request),
                at=request.now,
            )
        case "publish":
            return batching.publish_batch(
                actor=actor,
                batch_id=batch_id,
                effective_on=read_day(posted, "effective_on"),
                at=request.now,
            )
    raise Invalid({"": _("请从页面上的按钮里选一个。")})


def _seen(request: ActorRequest) -> dict[UUID, str]:
    """The texts that were ticked, as the page showed them; what is damaged is left out."""
    seen = {}
    for said in request.POST.getlist("seen"):
        key, _sep, digest = said.partition(" ")
        try:
            seen[UUID(key)] = digest
        except ValueError:
            continue
    return seen


def _context(
    request: ActorRequest, batch: Batch, errors: dict[str, str]
) -> dict[str, Any]:
    actor = request.actor
    mine = [one for one in batch.drafts if WAY.may_do(actor, one.stage, one.body_id)]
    by = batch.card.made_by
    stages = [one.stage for one in mine]
    return {
        "nav_key": "items",
        "batch": batch.card,
        "who": list_staff_names(actor=actor, person_ids=[by]).get(by, ""),
        "rows": [_row(request, one, is_mine=one in mine) for one in batch.drafts],
        "to_hand_in": sum(stage in TO_HAND_IN for stage in stages),
        "to_review": [REVIEW_LABELS[stage] for stage in STAGES if stage in stages],
        "to_publish": stages.count(TO_PUBLISH),
        "opinion": {
            "name": "opinion",
            "label": _("意见（退回必须写）"),
            "type": "textarea",
            "max_length": 1000,
            "value": request.POST.get("opinion", "") if errors else "",
            "error": errors.get("opinion", ""),
            "example": _("电话核对过，同意。"),
        },
        "effective": {
            "name": "effective_on",
            "label": _("从哪一天起生效"),
            "type": "date",
            "required": True,
            "value": typed_day(request.POST, "effective_on")
            if "effective_on" in errors
            else request.today,
            "error": errors.get("effective_on", ""),
        },
    }


def _row(request: ActorRequest, draft: DraftCard, *, is_mine: bool) -> dict[str, Any]:
    return {
        "href": reverse("desk:draft", args=[draft.draft_id]),
        "name": draft.name,
        "stage_words": STAGE_LABELS[draft.stage],
        "stage_kind": stage_kind(draft.stage),
        "changes": changes_of(request, draft.document),
        "errors": [one.message for one in errors_of(draft.findings)],
        "opinion": draft.reviews[-1].opinion if draft.reviews else "",
        "seen": f"{draft.draft_id} {draft.digest}"
        if is_mine and draft.stage in STAGES
        else "",
    }
