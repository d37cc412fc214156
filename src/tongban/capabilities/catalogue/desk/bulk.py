"""批量调整: one change for many items: what it makes of each, then a draft of every one."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.catalogue.commands import make_bulk_change
from tongban.capabilities.catalogue.elements.bulk import KINDS, Asked, change_of
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries import (
    list_bulk_changes,
    preview_bulk_change,
)
from tongban.capabilities.catalogue.types.batches import BatchCard, BulkPreview, Chosen
from tongban.capabilities.catalogue.wording import ITEM_TYPE_LABELS, theme_labels
from tongban.capabilities.orgs.queries import list_bodies
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.asking import read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest

_SAME_WORDS: Final = frozenset({"11", "21"})


@require_http_methods(["GET", "POST"])
def begin(request: ActorRequest) -> HttpResponse:
    """Say the change and which items; look at what becomes of them; make the drafts."""
    errors: dict[str, str] = {}
    preview: BulkPreview | None = None
    if request.method == "POST" and request.POST.get("do") != "kind":
        try:
            change = change_of(request.POST.get("kind", ""), _said(request))
            if request.POST.get("do") == "make":
                batch_id = make_bulk_change(
                    actor=request.actor,
                    codes=request.POST.getlist("codes"),
                    change=change,
                    reason=request.POST.get("reason", ""),
                    at=request.now,
                )
                return redirect("desk:batch", batch_id)
            preview = _preview(request)
        except Invalid as invalid:
            errors = dict(invalid.errors)
            if set(errors) & {"codes", "reason"}:
                preview = _preview(request)
    context = _context(request, preview, errors)
    status = 422 if errors else 200
    return render(request, "catalogue/desk/bulk.html", context, status=status)


def _said(request: ActorRequest) -> dict[str, str]:
    return {name: str(value) for name, value in request.POST.items()}


def _preview(request: ActorRequest) -> BulkPreview:
    posted = request.POST
    chosen = Chosen(
        body_id=read_key(posted.get("body", "")),
        item_type=posted.get("item_type", ""),
        theme=posted.get("theme", ""),
    )
    change = change_of(posted.get("kind", ""), _said(request))
    return preview_bulk_change(
        actor=request.actor, chosen=chosen, change=change, day=request.today
    )


def _context(
    request: ActorRequest, preview: BulkPreview | None, errors: dict[str, str]
) -> dict[str, Any]:
    actor, kind = request.actor, request.POST.get("kind", "")
    with reading(actor):
        bodies = {one.body_id: one.name for one in list_bodies(actor=actor)}
        batches = list_bulk_changes(actor=actor)
    mine = {
        key: name for key, name in bodies.items() if key in actor.bodies_for(DRAFT_ITEM)
    }
    return {
        "nav_key": "items",
        "may_make": bool(mine),
        "kind_field": _field(
            request,
            Asked("kind", _("改什么"), "", {key: row[0] for key, row in KINDS.items()}),
            errors,
        ),
        "fields": [_field(request, one, errors) for one in KINDS[kind][1]]
        if kind in KINDS
        else [],
        "filters": [_field(request, one, errors) for one in _filters(mine)],
        "reason_field": _field(
            request, Asked("reason", _("为什么改"), _("大厅换了电话。")), errors
        ),
        "preview": preview,
        "rows": [_row(request, one, bodies) for one in preview.rows] if preview else [],
        "batches": [batch_row(one) for one in batches],
        "errors": errors,
        "keys": [{"key": "Enter", "label": _("看会改成什么")}],
    }


def _filters(bodies: dict[UUID, str]) -> list[Asked]:
    types = {k: v for k, v in ITEM_TYPE_LABELS.items() if k not in _SAME_WORDS}
    themes = {
        f"{side}:{code}": f"{words}：{label}"
        for side, words in (("person", _("个人")), ("firm", _("法人")))
        for code, label in theme_labels(side).items()
    }
    named = {str(key): name for key, name in bodies.items()}
    return [
        Asked("body", _("只改哪个单位的"), "", named, optional=True),
        Asked("item_type", _("只改哪一类的"), "", types, optional=True),
        Asked("theme", _("只改哪个主题的"), "", themes, optional=True),
    ]


def _field(
    request: ActorRequest, asked: Asked, errors: dict[str, str]
) -> dict[str, Any]:
    return {
        "name": asked.name,
        "label": asked.label,
        "type": "select" if asked.choices else "text",
        "required": not asked.optional,
        "example": asked.example if not asked.choices else "",
        "choices": [{"value": k, "label": v} for k, v in asked.choices.items()],
        "value": request.POST.get(asked.name, ""),
        "error": errors.get(asked.name, ""),
    }


def _row(request: ActorRequest, one: Any, bodies: dict[UUID, str]) -> dict[str, Any]:
    """An item of the preview: chosen unless it could not be handed in like that."""
    posted = request.POST
    chosen = (
        one.handling_code in posted.getlist("codes")
        if posted.get("do") == "make"
        else not one.errors
    )
    return {
        "code": one.handling_code,
        "name": one.name,
        "body": bodies.get(one.body_id, ""),
        "changes": one.changes,
        "errors": [finding.message for finding in one.errors],
        "is_chosen": chosen,
    }


def batch_row(one: BatchCard) -> dict[str, Any]:
    """A batch as lists show it."""
    return {
        "href": reverse("desk:batch", args=[one.batch_id]),
        "label": one.words,
        "cells": [
            {"text": one.words},
            {"text": one.reason},
            {"text": str(one.items), "num": True},
        ],
    }
