"""Review and publication of a release: all of it, earlier opinions, one act."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.lists.commands import publish_release, review_release
from tongban.capabilities.lists.desk.wording import timeline_of
from tongban.capabilities.lists.queries import (
    compare_releases,
    find_in_force,
    get_release,
    list_rows,
)
from tongban.capabilities.lists.queries.documents import papers_of
from tongban.capabilities.lists.screens import (
    difference_of,
    facts_of,
    table_of,
)
from tongban.capabilities.lists.stages import REASON, WAY
from tongban.capabilities.lists.types import ReleaseCard
from tongban.ground.refusals import MoveRefused, NotAllowed
from tongban.ground.reviews import STAGES, TO_PUBLISH
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas import read_day, typed_day
from tongban.plumbing.text.opinions import ask_opinion

# A reviewer reads the list, not a page of it; beyond this the download serves better.
_SHOWN = 300


@require_http_methods(["GET", "POST"])
def review(request: ActorRequest, release_id: UUID) -> HttpResponse:
    """Look at what was handed in; pass it on, or send it back with an opinion."""
    card = get_release(actor=request.actor, release_id=release_id)
    told = Told()
    if request.method == "POST":
        with told:
            review_release(
                actor=request.actor,
                release_id=release_id,
                stage=request.POST.get("stage", ""),
                outcome=request.POST.get("outcome", ""),
                opinion=request.POST.get("opinion", ""),
                digest=request.POST.get("digest", ""),
                at=request.now,
            )
            return redirect("desk:list", release_id)
    elif card.stage not in STAGES:
        raise MoveRefused(_("这份清单现在没有等着审查，请回到清单页面看它到哪一步了。"))
    elif not WAY.may_do(request.actor, card.stage, card.body_id):
        raise NotAllowed(_("这一道审查不归您的岗位办。"))
    typed, error = request.POST.get("opinion", ""), told.errors.get("opinion", "")
    context = _seen(request, card) | ask_opinion(
        card.stage, typed, error, reason=REASON
    )
    context |= {
        "keys": [{"key": "F10", "label": _("通过")}],
        "errors": told.errors,
        "refusal": told.refusal,
    }
    return render(request, "lists/desk/review.html", context, status=told.status)


@require_http_methods(["GET", "POST"])
def publish(request: ActorRequest, release_id: UUID) -> HttpResponse:
    """Put a reviewed release in force from a day."""
    card = get_release(actor=request.actor, release_id=release_id)
    told = Told()
    day: Any = request.today
    if request.method == "POST":
        day = typed_day(request.POST, "effective_on")
        with told:
            publish_release(
                actor=request.actor,
                release_id=release_id,
                effective_on=read_day(request.POST, "effective_on"),
                at=request.now,
            )
            return redirect(f"{reverse('desk:list', args=[release_id])}?done=published")
    elif card.stage != TO_PUBLISH:
        raise MoveRefused(
            _("这份清单还没有通过三道审查，不能发布。请回到清单页面看它到哪一步了。")
        )
    context = _seen(request, card) | {
        "effective": {
            "name": "effective_on",
            "label": _("从哪一天起生效"),
            "type": "date",
            "required": True,
            "value": day,
            "help": _("已有一版的，最早是今天。"),
            "error": told.errors.get("effective_on", ""),
        },
        "keys": [
            {"key": "F10", "label": _("发布")},
            {"key": "Esc", "label": _("取消")},
        ],
        "errors": told.errors,
        "refusal": told.refusal,
    }
    return render(request, "lists/desk/publish.html", context, status=told.status)


def _seen(request: ActorRequest, card: ReleaseCard) -> dict[str, Any]:
    actor = request.actor
    with reading(actor):
        page = list_rows(
            actor=actor, release_id=card.release_id, kind=card.kind, limit=_SHOWN
        )
        before = find_in_force(
            actor=actor,
            kind=card.kind,
            venue_id=card.venue_id,
            window_class_id=card.window_class_id,
            day=request.today,
        )
        found = (
            compare_releases(actor=actor, before_id=before, after_id=card.release_id)
            if before and before != card.release_id
            else None
        )
        timeline = timeline_of(card, actor)
    return {
        "nav_key": "lists",
        "card": card,
        "facts": facts_of(card),
        "papers": papers_of(card),
        "timeline": timeline,
        "difference": difference_of(found) if found else None,
        "total": page.total,
        "shown": len(page.rows),
        **table_of(page),
    }
