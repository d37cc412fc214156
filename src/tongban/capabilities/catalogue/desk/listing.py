"""A1: drafts and items in one list, who has each now, and a new item from nothing."""

from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongban.capabilities.catalogue.desk.wording import (
    count_words,
    percent_complete,
    stage_kind,
)
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM, TEACH_SEARCH
from tongban.capabilities.catalogue.queries import (
    count_drafts,
    count_drafts_to_do,
    list_drafts,
    list_drafts_to_do,
    list_items,
)
from tongban.capabilities.catalogue.stages import STAGE_LABELS, WHO_LABELS, is_own_turn
from tongban.capabilities.catalogue.types import DraftCard, ItemSummary
from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.orgs.types import BodyCard
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest

MOST: Final = 300
# Those in force are kept in memory: all of them are counted, and the first are shown.
_ALL: Final = 100_000
VIEWS: Final = ("mine", "drafts", "items")
_SAME_WORDS: Final = frozenset({"11", "21"})


@require_GET
def show_list(request: ActorRequest) -> HttpResponse:
    """Drafts that wait for the actor, all drafts, or the items in force."""
    actor = request.actor
    words = request.GET.get("q", "").strip()
    with reading(actor):
        drafts = list_drafts(actor=actor, words=words, limit=MOST)
        waiting = count_drafts(actor=actor, words=words)
        mine = list_drafts_to_do(actor=actor, words=words, limit=MOST)
        items = list_items(actor=actor, day=request.today, words=words, limit=_ALL)
        counts = {
            "mine": count_drafts_to_do(actor=actor, words=words),
            "drafts": waiting,
            "items": len(items),
        }
        bodies = {body.body_id: body for body in list_bodies(actor=actor)}
    shown = request.GET.get("show", "mine" if mine else "drafts")
    listed = {"mine": mine, "drafts": drafts}.get(shown, [])
    rows = [_draft_row(one, bodies, own_turn=is_own_turn(actor, one)) for one in listed]
    if shown == "items":
        rows = [_item_row(one) for one in items[:MOST]]
    context = {
        "nav_key": "items",
        "chips": _chips(shown, counts, words),
        "left_out": max(0, counts.get(shown, 0) - MOST),
        "most": MOST,
        "search": {
            "name": "q",
            "label": _("事项名称"),
            "type": "search",
            "value": words,
        },
        "shown": shown,
        "was_discarded": request.GET.get("discarded") == "1",
        "columns": _columns(shown),
        "rows": rows,
        "may_draft": actor.may_anywhere(DRAFT_ITEM),
        "exchange_href": reverse("desk:exchange"),
        "may_teach": actor.may_anywhere(TEACH_SEARCH),
        "keys": [
            {"key": "Enter", "label": _("打开第一行")},
            {"key": "↑ ↓", "label": _("换一行")},
        ],
    }
    return render(request, "catalogue/desk/list.html", context)


def _chips(shown: str, counts: dict[str, int], words: str) -> list[dict[str, Any]]:
    asked = {"q": words} if words else {}
    labels = {
        "mine": _("等我处理"),
        "drafts": _("全部草稿"),
        "items": _("已发布的事项"),
    }
    return [
        {
            "label": labels[view],
            "href": f"{reverse('desk:items')}?{urlencode({'show': view} | asked)}",
            "current": view == shown,
            "count": counts[view],
        }
        for view in VIEWS
    ]


def _columns(shown: str) -> list[dict[str, str]]:
    if shown == "items":
        return [
            {"label": _("事项"), "kind": "wide"},
            {"label": _("实施机关"), "kind": ""},
            {"label": _("业务办理项编码"), "kind": ""},
        ]
    return [
        {"label": _("事项"), "kind": "wide"},
        {"label": _("起草单位"), "kind": ""},
        {"label": _("到哪一步"), "kind": ""},
        {"label": _("等谁办"), "kind": ""},
        {"label": _("要素齐全"), "kind": "num"},
        {"label": _("问题"), "kind": ""},
    ]


def _draft_row(
    draft: DraftCard, bodies: dict[UUID, BodyCard], *, own_turn: bool
) -> dict[str, Any]:
    body = bodies.get(draft.body_id)
    name = draft.name or _("还没有名称")
    return {
        "href": reverse("desk:draft", args=[draft.draft_id]),
        "label": name,
        "act": "" if own_turn else _("查看"),
        "cells": [
            {"text": name},
            {"text": body.short_name if body else ""},
            {"tag": STAGE_LABELS[draft.stage], "tag_kind": stage_kind(draft.stage)},
            {"text": _("您") if own_turn else WHO_LABELS[draft.stage]},
            {"text": f"{percent_complete(draft)}%", "num": True},
            {"text": count_words(draft)},
        ],
    }


def _item_row(item: ItemSummary) -> dict[str, Any]:
    return {
        "href": reverse("desk:item", args=[item.handling_code]),
        "label": item.name,
        "act": _("查看"),
        "cells": [
            {"text": item.name},
            {"text": item.body_name},
            {"text": item.handling_code, "muted": True},
        ],
    }
