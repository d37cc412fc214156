"""Review and publication pages: the whole guide, the differences, earlier opinions, one act."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.catalogue.commands import publish_draft, review_draft
from tongban.capabilities.catalogue.desk.draft import guide_context, tabs_of
from tongban.capabilities.catalogue.desk.wording import count_words, timeline_of
from tongban.capabilities.catalogue.queries import get_draft, get_submitted
from tongban.capabilities.catalogue.stages import REASON, WAY
from tongban.capabilities.catalogue.types import DraftCard
from tongban.ground.refusals import MoveRefused, NotAllowed
from tongban.ground.reviews import STAGES, TO_PUBLISH
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas import read_day, typed_day
from tongban.plumbing.text.opinions import ask_opinion


@require_http_methods(["GET", "POST"])
def review(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    """Look at what was handed in; pass it on, or send it back with an opinion."""
    draft = get_draft(actor=request.actor, draft_id=draft_id)
    told = Told()
    if request.method == "POST" and not _only_looks(request):
        with told:
            review_draft(
                actor=request.actor,
                draft_id=draft_id,
                stage=request.POST.get("stage", ""),
                outcome=request.POST.get("outcome", ""),
                opinion=request.POST.get("opinion", ""),
                digest=request.POST.get("digest", ""),
                at=request.now,
            )
            page = reverse("desk:draft", args=[draft_id])
            return redirect(f"{page}?reviewed={request.POST['outcome']}")
    elif draft.stage not in STAGES:
        raise MoveRefused(_("这份草稿现在没有等着审查，请回到草稿页面看它到哪一步了。"))
    elif not WAY.may_do(request.actor, draft.stage, draft.body_id):
        raise NotAllowed(_("这一道审查不归您的岗位办。"))
    context = _seen(request, draft)
    typed, error = request.POST.get("opinion", ""), told.errors.get("opinion", "")
    context |= ask_opinion(draft.stage, typed, error, reason=REASON)
    context |= {"errors": told.errors, "refusal": told.refusal}
    return render(request, "catalogue/desk/review.html", context, status=told.status)


@require_http_methods(["GET", "POST"])
def publish(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    """Put a reviewed text in force from a day."""
    draft = get_draft(actor=request.actor, draft_id=draft_id)
    told = Told()
    day: Any = request.today
    if request.method == "POST":
        day = typed_day(request.POST, "effective_on")
    if request.method == "POST" and not _only_looks(request):
        with told:
            publish_draft(
                actor=request.actor,
                draft_id=draft_id,
                effective_on=read_day(request.POST, "effective_on"),
                at=request.now,
            )
            code = str(draft.document.get("handling_code"))
            return redirect(reverse("desk:item", args=[code]) + "?published=1")
    elif draft.stage != TO_PUBLISH:
        raise MoveRefused(
            _("这份草稿还没有通过三道审查，不能发布。请回到草稿页面看它到哪一步了。")
        )
    context = _seen(request, draft)
    effective = {
        "name": "effective_on",
        "label": _("从哪一天起生效"),
        "type": "date",
        "required": True,
        "value": day,
        "help": _("最早是今天。正在办的件不受影响，仍按申请时的版本办。"),
        "error": told.errors.get("effective_on", ""),
    }
    context |= {"effective": effective, "errors": told.errors, "refusal": told.refusal}
    return render(request, "catalogue/desk/publish.html", context, status=told.status)


def _only_looks(request: ActorRequest) -> bool:
    """Another view of the guide was asked for: what was typed comes back with it."""
    return "tab" in request.POST


def _seen(request: ActorRequest, draft: DraftCard) -> dict[str, Any]:
    actor = request.actor
    with reading(actor):
        document: dict[str, Any] = get_submitted(actor=actor, draft_id=draft.draft_id)
        context = guide_context(request, document)
        timeline = timeline_of(draft, actor)
    return context | {
        "nav_key": "items",
        "draft": draft,
        "count_words": count_words(draft),
        "timeline": timeline,
        "tabs": tabs_of(request, form="decision"),
    }
