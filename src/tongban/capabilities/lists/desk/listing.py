"""Lists under way and lists in force, with who has each now."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongban.capabilities.lists.permissions import (
    ANSWER_DEMAND,
    CLASS_WINDOW,
    DRAFT_LIST,
    KEEP_POWER,
)
from tongban.capabilities.lists.queries import list_in_force, list_open_releases
from tongban.capabilities.lists.stages import STAGE_LABELS, WAY
from tongban.capabilities.lists.types import ReleaseCard
from tongban.ground.reviews import PUBLISHED, SENT_BACK, TO_PUBLISH
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest

VIEWS: Final = ("mine", "open", "in_force")
KINDS: Final = {SENT_BACK: "danger", TO_PUBLISH: "ok", PUBLISHED: "ok"}


@require_GET
def show_releases(request: ActorRequest) -> HttpResponse:
    """Releases that wait for the actor, all under way, or those in force."""
    actor = request.actor
    with reading(actor):
        waiting = list_open_releases(actor=actor)
        current = list_in_force(actor=actor, day=request.today)
    mine = [one for one in waiting if WAY.may_do(actor, one.stage, one.body_id)]
    views = {"mine": mine, "open": waiting, "in_force": current}
    default = "mine" if mine else "open" if waiting else "in_force"
    shown = request.GET.get("show", default)
    shown = shown if shown in VIEWS else default
    context = {
        "nav_key": "lists",
        "chips": _chips(shown, views),
        "columns": [
            {"label": _("清单"), "kind": "wide"},
            {"label": _("第几版"), "kind": "num"},
            {"label": _("到哪一步"), "kind": ""},
            {"label": _("共几行"), "kind": "num"},
            {"label": _("从哪天起有效"), "kind": ""},
        ],
        "rows": [
            _row(one, own_turn=WAY.may_do(actor, one.stage, one.body_id))
            for one in views[shown]
        ],
        "may_draft": actor.may_anywhere(DRAFT_LIST),
        "may_class": actor.may_anywhere(CLASS_WINDOW),
        "may_keep": actor.may_anywhere(KEEP_POWER),
        "may_answer": actor.may_anywhere(ANSWER_DEMAND),
        "keys": [
            {"key": "Enter", "label": _("打开第一行")},
            {"key": "↑ ↓", "label": _("换一行")},
        ],
    }
    return render(request, "lists/desk/listing.html", context)


def _chips(shown: str, views: dict[str, list[ReleaseCard]]) -> list[dict[str, Any]]:
    labels = {
        "mine": _("等我处理"),
        "open": _("在办的清单"),
        "in_force": _("现在有效的清单"),
    }
    return [
        {
            "label": labels[view],
            "href": f"{reverse('desk:lists')}?show={view}",
            "current": view == shown,
            "count": len(views[view]),
        }
        for view in VIEWS
    ]


def _row(card: ReleaseCard, *, own_turn: bool) -> dict[str, Any]:
    day = card.effective_on
    return {
        "href": reverse("desk:list", args=[card.release_id]),
        "label": card.title,
        # What is in force, or waits for somebody else, is only looked at.
        "act": "" if own_turn else _("查看"),
        "cells": [
            {"text": card.title},
            {"text": str(card.number), "num": True},
            {
                "tag": STAGE_LABELS[card.stage],
                "tag_kind": KINDS.get(card.stage, "info"),
            },
            {"text": str(card.rows), "num": True},
            {"text": day.isoformat() if day else "", "muted": True},
        ],
    }
