"""A1: drafts and items in one list, who has each now, and a new item from nothing."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongban.capabilities.catalogue.commands import save_draft
from tongban.capabilities.catalogue.desk.wording import (
    count_words,
    percent_complete,
    stage_kind,
)
from tongban.capabilities.catalogue.elements.blank import blank_document
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM, TEACH_SEARCH
from tongban.capabilities.catalogue.queries import list_drafts, list_items
from tongban.capabilities.catalogue.stages import STAGE_LABELS, WHO_LABELS, may_do
from tongban.capabilities.catalogue.types import DraftCard, ItemSummary
from tongban.capabilities.catalogue.wording import ITEM_TYPE_LABELS
from tongban.capabilities.orgs.queries import list_bodies, list_credit_codes
from tongban.capabilities.orgs.types import BodyCard
from tongban.ground.refusals import Invalid, NotAllowed
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.database.keys import new_key

MOST: Final = 300
VIEWS: Final = ("mine", "drafts", "items")
_SAME_WORDS: Final = frozenset({"11", "21"})


@require_GET
def show_list(request: ActorRequest) -> HttpResponse:
    """Drafts that wait for the actor, all drafts, or the items in force."""
    actor = request.actor
    if actor.kind != "staff":
        raise NotAllowed(
            _("这里是工作人员使用的页面，请用工作人员账号登录。"), turn_to=_("登录")
        )
    words = request.GET.get("q", "").strip()
    with reading(actor):
        drafts = list_drafts(actor=actor, limit=MOST)
        items = list_items(actor=actor, day=request.today, limit=MOST)
        bodies = {body.body_id: body for body in list_bodies(actor=actor)}
    mine = [one for one in drafts if may_do(actor, one.stage, one.body_id)]
    shown = request.GET.get("show", "mine" if mine else "drafts")
    listed = {"mine": mine, "drafts": drafts}.get(shown, [])
    rows = [_draft_row(one, bodies) for one in listed if words in one.name]
    if shown == "items":
        rows = [_item_row(one) for one in items if words in one.name]
    counts = {"mine": len(mine), "drafts": len(drafts), "items": len(items)}
    context = {
        "nav_key": "items",
        "chips": _chips(shown, counts),
        "search": {
            "name": "q",
            "label": _("事项名称"),
            "type": "search",
            "value": words,
        },
        "shown": shown,
        "columns": _columns(shown),
        "rows": rows,
        "may_draft": actor.may_anywhere(DRAFT_ITEM),
        "may_teach": actor.may_anywhere(TEACH_SEARCH),
        "keys": [
            {"key": "Enter", "label": _("打开第一行")},
            {"key": "↑ ↓", "label": _("换一行")},
        ],
    }
    return render(request, "catalogue/desk/list.html", context)


def _chips(shown: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    labels = {
        "mine": _("等我处理"),
        "drafts": _("全部草稿"),
        "items": _("已发布的事项"),
    }
    return [
        {
            "label": labels[view],
            "href": f"{reverse('desk:items')}?show={view}",
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
        {"label": _("现在该谁办"), "kind": ""},
        {"label": _("要素齐全"), "kind": "num"},
        {"label": _("问题"), "kind": ""},
    ]


def _draft_row(draft: DraftCard, bodies: dict[UUID, BodyCard]) -> dict[str, Any]:
    body = bodies.get(draft.body_id)
    name = draft.name or _("还没有名称")
    return {
        "href": reverse("desk:draft", args=[draft.draft_id]),
        "label": name,
        "cells": [
            {"text": name},
            {"text": body.short_name if body else ""},
            {"tag": STAGE_LABELS[draft.stage], "tag_kind": stage_kind(draft.stage)},
            {"text": WHO_LABELS[draft.stage]},
            {"text": f"{percent_complete(draft)}%", "num": True},
            {"text": count_words(draft)},
        ],
    }


def _item_row(item: ItemSummary) -> dict[str, Any]:
    return {
        "href": reverse("desk:item", args=[item.handling_code]),
        "label": item.name,
        "cells": [
            {"text": item.name},
            {"text": item.body_name},
            {"text": item.handling_code, "muted": True},
        ],
    }


@require_http_methods(["GET", "POST"])
def create(request: ActorRequest) -> HttpResponse:
    """新建事项: name, body and type; everything else is filled in on the next pages."""
    actor = request.actor
    office = next(iter(actor.bodies_for(DRAFT_ITEM)), None)
    require(actor, DRAFT_ITEM, org_id=office)
    with reading(actor):
        bodies = [
            body
            for body in list_bodies(actor=actor)
            if actor.may(DRAFT_ITEM, org_id=body.body_id)
        ]
        credit = {code: uscc for uscc, code in list_credit_codes(actor=actor).items()}
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            return redirect("desk:draft", _create(request, bodies, credit))
        except Invalid as invalid:
            errors = dict(invalid.errors)
    context = {
        "nav_key": "items",
        "errors": errors,
        "fields": _fields(request, bodies, errors),
    }
    status = 422 if errors else 200
    return render(request, "catalogue/desk/new.html", context, status=status)


def _create(
    request: ActorRequest, bodies: list[BodyCard], credit: dict[str, str]
) -> UUID:
    name = request.POST.get("name", "").strip()
    kind = request.POST.get("item_type", "")
    body = next((b for b in bodies if b.code == request.POST.get("org", "")), None)
    errors = {}
    if not name:
        errors["name"] = _("请写事项名称，例如：食品经营许可。")
    if body is None:
        errors["org"] = _("请选实施机关，例如：安澜市市场监督管理局。")
    if kind not in ITEM_TYPE_LABELS:
        errors["item_type"] = _("请选事项类型，例如：行政许可。")
    if errors or body is None:
        raise Invalid(errors)
    key = new_key()
    document = blank_document(
        body,
        credit_code=credit.get(body.code, ""),
        name=name,
        item_type=kind,
        seed=key,
    )
    draft = save_draft(
        actor=request.actor, body_id=body.body_id, document=document, at=request.now
    )
    return draft.draft_id


def _fields(
    request: ActorRequest, bodies: list[BodyCard], errors: dict[str, str]
) -> list[dict[str, Any]]:
    posted = request.POST
    types = [
        {"value": key, "label": label}
        for key, label in ITEM_TYPE_LABELS.items()
        if key not in _SAME_WORDS
    ]
    return [
        {
            "name": "name",
            "label": _("事项名称"),
            "type": "text",
            "required": True,
            "example": _("食品经营许可"),
            "max_length": 200,
            "value": posted.get("name", ""),
            "error": errors.get("name"),
        },
        {
            "name": "org",
            "label": _("实施机关"),
            "type": "select",
            "required": True,
            "choices": [{"value": b.code, "label": b.name} for b in bodies],
            "value": posted.get("org", bodies[0].code if len(bodies) == 1 else ""),
            "error": errors.get("org"),
        },
        {
            "name": "item_type",
            "label": _("事项类型"),
            "type": "select",
            "required": True,
            "choices": types,
            "value": posted.get("item_type", ""),
            "error": errors.get("item_type"),
        },
    ]
