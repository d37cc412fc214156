"""A5: every kind of paper and message, the version in force in each scope, and what waits."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.wording.desk.showing import (
    address_of,
    ask_to_come_in,
    body_of,
    may_write,
    number_words,
    scope_of,
    scope_words,
    state_of,
)
from tongban.capabilities.wording.permissions import DRAFT, PUT_IN_FORCE
from tongban.capabilities.wording.queries import (
    get_kind,
    list_drafts,
    list_in_force,
    list_kinds,
    list_versions,
    preview_message,
)
from tongban.capabilities.wording.types import VersionCard
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest


@require_GET
def show_all(request: ActorRequest) -> HttpResponse:
    """Kinds of paper with the version in force, by scope; drafts that wait."""
    actor = request.actor
    ask_to_come_in(actor)
    with reading(actor):
        current = list_in_force(actor=actor, day=request.today)
        waiting = list_drafts(actor=actor, day=request.today)
        own = _own_bodies(actor)
    names = {one.kind: one.name for one in list_kinds()}
    messages = {one.kind for one in list_kinds() if one.is_message}
    shown = {(one.kind, one.body_id) for one in current}
    context = {
        "nav_key": "wording",
        "columns": _columns(_("文书")),
        "message_columns": _columns(_("短信")),
        "rows": [
            _row(one, names[one.kind], scope=True)
            for one in current
            if one.kind not in messages
        ],
        "message_rows": [
            _row(one, names[one.kind], scope=True)
            for one in current
            if one.kind in messages
        ],
        "waiting": [_row(one, names[one.kind]) for one in waiting],
        "own": [
            {
                "label": _("%(kind)s：给%(body)s另写一版")
                % {"kind": name, "body": body_name},
                "href": reverse("desk:wording_scope", args=[kind, str(body_id)]),
            }
            for kind, name in names.items()
            for body_id, body_name in own
            if (kind, body_id) not in shown
        ],
        "keys": [
            {"key": "Enter", "label": _("打开第一行")},
            {"key": "↑ ↓", "label": _("换一行")},
        ],
    }
    return render(request, "wording/desk/listing.html", context)


def _columns(first: str) -> list[dict[str, str]]:
    return [
        {"label": first, "kind": "wide"},
        {"label": _("用在哪里"), "kind": ""},
        {"label": _("第几版"), "kind": "num"},
        {"label": _("状态"), "kind": ""},
        {"label": _("从哪天起有效"), "kind": ""},
    ]


@require_GET
def show_scope(request: ActorRequest, kind: str, scope: str) -> HttpResponse:
    """All versions of one kind of paper in one scope."""
    actor, body_id = request.actor, body_of(scope)
    ask_to_come_in(actor)
    card = get_kind(kind)
    with reading(actor):
        versions = list_versions(
            actor=actor, kind=kind, body_id=body_id, day=request.today
        )
        where = scope_words(actor, body_id)
        message = (
            preview_message(
                actor=actor, kind=kind, body_id=body_id, blocks=versions[-1].blocks
            )
            if card.is_message
            else None
        )
    write = reverse("desk:wording_write", args=[kind, scope])
    context = {
        "nav_key": "wording",
        "card": card,
        "where": where,
        "columns": [
            {"label": _("第几版"), "kind": "num"},
            {"label": _("改动说明"), "kind": "wide"},
            {"label": _("状态"), "kind": ""},
            {"label": _("从哪天起有效"), "kind": ""},
            {"label": _("到哪天为止"), "kind": ""},
        ],
        "rows": [_version_row(one) for one in versions if one.version_id],
        "first_blocks": versions[-1].blocks,
        "platform": _platform(versions[-1], card.blocks),
        "message": message,
        "test_print_href": reverse("desk:wording_first_print", args=[kind]),
        "write_href": write if may_write(actor, body_id) else "",
        "keys": [{"key": "Enter", "label": _("打开第一行")}],
    }
    return render(request, "wording/desk/scope.html", context)


def _platform(card: VersionCard, blocks: Any) -> list[dict[str, str]]:
    return [
        {"term": one.title, "value": card.blocks[one.key] or _("（没有写）")}
        for one in blocks
    ]


def _own_bodies(actor: Actor) -> list[tuple[Any, str]]:
    """The bodies whose own words the actor writes or puts in force."""
    keys = {*actor.bodies_for(DRAFT), *actor.bodies_for(PUT_IN_FORCE)}
    if not keys:
        return []
    found = list_bodies(actor=actor, only=keys)
    return [(one.body_id, one.name) for one in found]


def _row(card: VersionCard, name: str, *, scope: bool = False) -> dict[str, Any]:
    day = card.effective_on
    href = (
        reverse("desk:wording_scope", args=[card.kind, scope_of(card.body_id)])
        if scope
        else address_of(card)
    )
    return {
        "href": href,
        "act": _("查看"),
        "label": f"{name} {card.body_name} {number_words(card)}",
        "cells": [
            {"text": name},
            {"text": card.body_name},
            {"text": str(card.number), "num": True},
            state_of(card),
            {"text": day.isoformat() if day else "", "muted": True},
        ],
    }


def _version_row(card: VersionCard) -> dict[str, Any]:
    days = (card.effective_on, card.until)
    return {
        "href": address_of(card),
        "act": _("查看"),
        "label": number_words(card),
        "cells": [
            {"text": str(card.number), "num": True},
            {"text": card.note or _("（没有写）")},
            state_of(card),
            *({"text": one.isoformat() if one else "", "muted": True} for one in days),
        ],
    }
