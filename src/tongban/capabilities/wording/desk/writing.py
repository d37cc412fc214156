"""Writing a version: blocks of plain text, fields to pick, and the paper beside them."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.wording.commands import draft_version
from tongban.capabilities.wording.desk.showing import (
    ask_to_come_in,
    body_of,
    may_write,
    scope_of,
    scope_words,
)
from tongban.capabilities.wording.queries import (
    get_kind,
    get_version,
    list_versions,
    preview_message,
    preview_words,
)
from tongban.capabilities.wording.types import (
    IN_FORCE,
    BlockCard,
    KindCard,
    VersionCard,
)
from tongban.ground.refusals import Invalid, NotAllowed, NotFound, Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest


@require_http_methods(["GET", "POST"])
def write(request: ActorRequest, kind: str, scope: str) -> HttpResponse:
    """Write the blocks; look at the paper while writing; save as the next version."""
    actor, body_id = request.actor, body_of(scope)
    ask_to_come_in(actor)
    card = get_kind(kind)
    if not may_write(actor, body_id):
        raise NotAllowed(_("这里的文书模板不归您的岗位编写。"))
    if request.method == "POST" and request.POST.get("do") == "preview":
        return _preview(request, card, body_id)
    if request.method == "POST":
        return _save(request, card, body_id)
    began = _begin_with(request, kind, body_id)
    return _page(request, card, body_id, began=began)


def _save(request: ActorRequest, card: KindCard, body_id: UUID | None) -> HttpResponse:
    try:
        saved = draft_version(
            actor=request.actor,
            kind=card.kind,
            body_id=body_id,
            blocks=_typed(card, request.POST),
            note=request.POST.get("note", ""),
            at=request.now,
        )
    except Invalid as invalid:
        errors = {_name(key): words for key, words in invalid.errors.items()}
        return _page(request, card, body_id, errors=errors)
    except Refusal as refused:
        return _page(request, card, body_id, refusal=refused)
    return redirect("desk:wording_version", saved)


def _page(
    request: ActorRequest,
    card: KindCard,
    body_id: UUID | None,
    *,
    began: VersionCard | None = None,
    errors: dict[str, str] | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """The blocks as the version has them from which one begins, or as they were typed."""
    errors = errors or {}
    words = began.blocks if began else _typed(card, request.POST)
    context = {
        "nav_key": "wording",
        "card": card,
        "where": scope_words(request.actor, body_id),
        "began": began,
        "blocks": [_field(one, words, errors, card.longest) for one in card.blocks],
        "note": _note(request.POST.get("note", ""), errors),
        "fields": card.fields,
        "back_href": reverse("desk:wording_scope", args=[card.kind, scope_of(body_id)]),
        "preview_href": request.path,
        "errors": errors,
        "refusal": refusal,
        "keys": [
            {"key": "F10", "label": _("另存为新的一版")},
            {"key": "Esc", "label": _("取消")},
        ],
    }
    status = refusal.status if refusal else 422 if errors else 200
    return render(request, "wording/desk/write.html", context, status=status)


class _Said(TypedDict):
    actor: Actor
    kind: str
    body_id: UUID | None
    blocks: dict[str, str]


def _preview(
    request: ActorRequest, card: KindCard, body_id: UUID | None
) -> HttpResponse:
    """The paper as it would be printed, or what keeps it from being."""
    context: dict[str, Any] = {}
    said: _Said = {
        "actor": request.actor,
        "kind": card.kind,
        "body_id": body_id,
        "blocks": _typed(card, request.POST),
    }
    try:
        if card.is_message:
            context["message"] = preview_message(**said)
        else:
            context["picture"] = b64encode(preview_words(**said)).decode()
    except Invalid as invalid:
        titles = {one.key: one.title for one in card.blocks}
        context["troubles"] = [
            f"{titles.get(key, key)}：{words}" for key, words in invalid.errors.items()
        ]
    except Refusal as refused:
        context["troubles"] = [refused.message]
    return render(request, "wording/desk/picture.html", context)


def _begin_with(request: ActorRequest, kind: str, body_id: UUID | None) -> VersionCard:
    """The version named in the address; else what is in force; else the platform's."""
    actor = request.actor
    with reading(actor):
        if named := request.GET.get("from", ""):
            try:
                key = UUID(named)
            except ValueError:
                raise NotFound(_("没有找到这一版，请从版本列表里打开。")) from None
            return get_version(actor=actor, version_id=key, day=request.today)
        own = list_versions(actor=actor, kind=kind, body_id=body_id, day=request.today)
        if body_id is not None:
            citys = list_versions(
                actor=actor, kind=kind, body_id=None, day=request.today
            )
            own = [*own[:-1], *citys]
    return next((one for one in own if one.state == IN_FORCE), own[-1])


def _name(key: str) -> str:
    return key if key == "note" else f"block-{key}"


def _typed(card: KindCard, posted: QueryDict) -> dict[str, str]:
    return {one.key: posted.get(_name(one.key), "") for one in card.blocks}


def _field(
    block: BlockCard,
    words: Mapping[str, str],
    errors: Mapping[str, str],
    longest: int,
) -> dict[str, Any]:
    name, text = _name(block.key), words.get(block.key, "")
    return {
        "locked": [f"{{{one}}}" for one in block.locked],
        "f": {
            "name": name,
            "label": block.title,
            "type": "textarea",
            "value": text,
            "help": block.help,
            "required": bool(block.locked),
            "max_length": longest,
            "rows": max(2, min(8, len(text) // 24 + 1)),
            "error": errors.get(name, ""),
        },
    }


def _note(value: str, errors: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": "note",
        "label": _("改动说明"),
        "type": "text",
        "value": value,
        "max_length": 200,
        "example": _("补上咨询电话。"),
        "error": errors.get("note", ""),
    }
