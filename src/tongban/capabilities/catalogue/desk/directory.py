"""The basic directory at the desk: entries, one entry beside what implements it, its next version."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tongban.capabilities.catalogue.commands import (
    claim_entry,
    publish_entry,
    take_over_proposal,
)
from tongban.capabilities.catalogue.desk.proposing import proposal_row
from tongban.capabilities.catalogue.desk.side_by_side import beside, per_cent
from tongban.capabilities.catalogue.directory.cards import (
    DirectoryTotals,
    EntryCard,
    EntryDetail,
    EntryVersionCard,
)
from tongban.capabilities.catalogue.directory.showing import (
    control_of,
    is_typed,
    read_typed,
)
from tongban.capabilities.catalogue.directory.slots import Slot
from tongban.capabilities.catalogue.permissions import (
    CLAIM_ENTRY,
    PUBLISH_DIRECTORY,
)
from tongban.capabilities.catalogue.queries import (
    get_entry,
    list_entries,
    list_proposals,
    total_directory,
)
from tongban.capabilities.catalogue.types import Basis
from tongban.capabilities.catalogue.wording import ITEM_TYPE_LABELS, LEVEL_LABELS
from tongban.capabilities.orgs.queries import list_bodies
from tongban.ground.refusals import Invalid, NotFound, Refusal
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.schemas import read_day, typed_day

LEVELS: Final = {
    "national": gettext_lazy("国家目录"),
    "provincial": gettext_lazy("省目录"),
    "city": gettext_lazy("市目录"),
}
RANKS: Final = {
    "law": gettext_lazy("法律"),
    "regulation": gettext_lazy("行政法规、地方性法规"),
    "rule": gettext_lazy("规章"),
    "national_policy": gettext_lazy("国家政策"),
    "provincial_policy": gettext_lazy("省政策"),
}
A_PAGE: Final = 50


@require_GET
def show_list(request: ActorRequest) -> HttpResponse:
    """The directory in figures, what it asks of own implementations, and its entries."""
    actor = request.actor
    words, after = request.GET.get("q", "").strip(), request.GET.get("after", "")
    shown = request.GET.get("show", "all")
    with reading(actor):
        totals = total_directory(actor=actor, day=request.today)
        cards = list_entries(
            actor=actor,
            day=request.today,
            words=words,
            drifting=shown == "drift",
            after=after,
            limit=A_PAGE + 1,
        )
        proposals = list_proposals(actor=actor)
        bodies = {body.body_id: body.short_name for body in list_bodies(actor=actor)}
    page = reverse("desk:directory")
    is_cut = len(cards) > A_PAGE
    cards = cards[:A_PAGE]
    context = {
        "nav_key": "items",
        "totals": totals,
        "uniformity": per_cent(totals.counts),
        "proposals": [proposal_row(request, one, bodies) for one in proposals],
        "chips": _chips(shown, totals),
        "search": {
            "name": "q",
            "label": _("名称或编码"),
            "type": "search",
            "value": words,
        },
        "shown": shown,
        "columns": _columns(),
        "rows": [_row(card) for card in cards],
        "next_href": f"{page}?show={shown}&q={words}&after={cards[-1].basic_code}"
        if is_cut
        else "",
        "first_href": f"{page}?show={shown}&q={words}" if after else "",
        "keys": [
            {"key": "Enter", "label": _("打开第一行")},
            {"key": "↑ ↓", "label": _("换一行")},
        ],
    }
    return render(request, "catalogue/desk/directory.html", context)


@require_http_methods(["GET", "POST"])
def show_entry(request: ActorRequest, code: str) -> HttpResponse:
    """One entry side by side with what implements it; claiming, taking proposals over."""
    actor = request.actor
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return redirect(_act(request, code))
        except NotFound:
            raise
        except Refusal as refused:
            refusal = refused
    with reading(actor):
        entry = get_entry(actor=actor, basic_code=code, day=request.today)
        bodies = {body.body_id: body.short_name for body in list_bodies(actor=actor)}
        proposals = [
            one for one in list_proposals(actor=actor) if one.basic_code == code
        ]
    card = entry.card
    claimed = {one.body_id for one in entry.claims}
    mine = [key for key in actor.bodies_for(CLAIM_ENTRY) if key not in claimed]
    context = {
        "nav_key": "items",
        "entry": card,
        "level_words": LEVELS[card.level],
        "type_words": ITEM_TYPE_LABELS.get(card.item_type, card.item_type),
        "levels_words": "、".join(LEVEL_LABELS.get(one, one) for one in card.levels),
        "uniformity": per_cent(card.counts),
        "is_new": request.GET.get("published") == "1",
        "asked": len(proposals),
        "was_claimed": request.GET.get("claimed") == "1",
        "beside": beside(entry, bodies, whole=request.GET.get("all") == "1"),
        "shows_all": request.GET.get("all") == "1",
        "proposals": [proposal_row(request, one, bodies) for one in proposals],
        "waiting": _waiting(entry, bodies),
        "versions": [_version(one) for one in entry.versions],
        "may_publish": actor.may_anywhere(PUBLISH_DIRECTORY),
        "claim_field": _claim_field(mine, bodies) if mine else None,
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(
        request, "catalogue/desk/directory_entry.html", context, status=status
    )


@require_http_methods(["GET", "POST"])
def change_entry(request: ActorRequest, code: str) -> HttpResponse:
    """The next version of an entry: what changes, on what basis, from when."""
    actor = request.actor
    office = actor.office_for(PUBLISH_DIRECTORY)
    require(actor, PUBLISH_DIRECTORY, org_id=office)
    entry = get_entry(actor=actor, basic_code=code, day=request.today)
    newest = entry.versions[0]
    slots = list(newest.slots)
    errors: dict[str, str] = {}
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            _publish(request, entry.card, slots)
            return redirect(
                reverse("desk:directory_entry", args=[code]) + "?published=1"
            )
        except Invalid as invalid:
            errors = dict(invalid.errors)
        except Refusal as refused:
            refusal = refused
    context = {
        "nav_key": "items",
        "entry": entry.card,
        "number": newest.number + 1,
        "implementations": entry.card.counts.implementations,
        "controls": [_typed(request, slot, errors) for slot in slots if is_typed(slot)],
        "fixed": [slot.label for slot in slots if not is_typed(slot)],
        "basis_fields": _basis_fields(request, errors),
        "errors": errors,
        "refusal": refusal,
        "keys": [{"key": "F10", "label": _("发布")}],
    }
    status = refusal.status if refusal else 422 if errors else 200
    return render(
        request, "catalogue/desk/directory_change.html", context, status=status
    )


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(_("没有找到，请从页面上的按钮里选一个。")) from None


def _act(request: ActorRequest, code: str) -> str:
    page = reverse("desk:directory_entry", args=[code])
    if "proposal" in request.POST:
        key = _key(request.POST["proposal"])
        draft_id = take_over_proposal(
            actor=request.actor, proposal_id=key, at=request.now
        )
        return reverse("desk:draft", args=[draft_id])
    body_id = _key(request.POST.get("body", ""))
    claim_entry(actor=request.actor, basic_code=code, body_id=body_id, at=request.now)
    return f"{page}?claimed=1"


def _publish(request: ActorRequest, card: EntryCard, slots: list[Slot]) -> None:
    posted = request.POST
    errors: dict[str, str] = {}
    elements: dict[str, Any] = {}
    for slot in slots:
        if slot.key in {"basic_code", "exercise_level"}:
            continue
        try:
            elements[slot.key] = (
                read_typed(slot, posted.getlist(f"slot-{slot.key}"))
                if is_typed(slot)
                else slot.value
            )
        except Invalid as invalid:
            errors |= invalid.errors
    if not posted.get("basis_title", "").strip():
        errors["basis_title"] = _(
            "请写依据的文件名称，例如：食品经营许可和备案管理办法。"
        )
    if posted.get("basis_rank", "") not in RANKS:
        errors["basis_rank"] = _("请选依据是哪一种，例如：规章。")
    day = None
    try:
        day = read_day(posted, "effective_on")
    except Invalid as invalid:
        errors |= invalid.errors
    if errors or day is None:
        raise Invalid(errors)
    publish_entry(
        actor=request.actor,
        basic_code=card.basic_code,
        level=card.level,
        levels=list(card.levels),
        elements={
            key: value for key, value in elements.items() if value not in (None, "")
        },
        basis=Basis(
            posted["basis_title"], posted.get("basis_number", ""), posted["basis_rank"]
        ),
        reason=posted.get("reason", ""),
        effective_on=day,
        at=request.now,
    )


def _typed(request: ActorRequest, slot: Slot, errors: dict[str, str]) -> dict[str, Any]:
    control = control_of(slot, errors.get(f"slot-{slot.key}", ""))
    if request.method == "POST":
        posted = request.POST.getlist(control["name"])
        control["value"] = posted if control["type"] == "picks" else "\n".join(posted)
    return control


def _basis_fields(
    request: ActorRequest, errors: dict[str, str]
) -> list[dict[str, Any]]:
    posted = request.POST
    day = {
        "name": "effective_on",
        "label": _("从哪一天起"),
        "type": "date",
        "required": True,
        "value": typed_day(posted, "effective_on") if posted else request.today,
        "error": errors.get("effective_on", ""),
    }
    texts = (
        ("basis_title", _("依据的文件"), _("食品经营许可和备案管理办法"), True),
        ("basis_number", _("文号"), _("国家市场监督管理总局令第78号"), False),
        ("reason", _("为什么调整"), _("办理时限按新办法缩短"), False),
    )
    fields = [
        {
            "name": name,
            "label": label,
            "type": "text",
            "required": required,
            "example": example,
            "max_length": 200,
            "value": posted.get(name, ""),
            "error": errors.get(name, ""),
        }
        for name, label, example, required in texts
    ]
    rank = {
        "name": "basis_rank",
        "label": _("依据是哪一种"),
        "type": "select",
        "required": True,
        "choices": [{"value": key, "label": words} for key, words in RANKS.items()],
        "value": posted.get("basis_rank", ""),
        "error": errors.get("basis_rank", ""),
        "help": _("部门文件不能作依据。"),
    }
    return [fields[0], rank, *fields[1:], day]


def _chips(shown: str, totals: DirectoryTotals) -> list[dict[str, Any]]:
    page = reverse("desk:directory")
    counted = (
        ("all", _("全部"), totals.entries),
        ("drift", _("有实施没跟上的"), totals.counts.drift),
    )
    return [
        {
            "label": label,
            "href": f"{page}?show={key}",
            "current": key == shown,
            "count": count,
        }
        for key, label, count in counted
    ]


def _columns() -> list[dict[str, str]]:
    return [
        {"label": _("目录事项"), "kind": "wide"},
        {"label": _("基本编码"), "kind": ""},
        {"label": _("目录"), "kind": ""},
        {"label": _("认领"), "kind": "num"},
        {"label": _("实施"), "kind": "num"},
        {"label": _("没跟上"), "kind": "num"},
        {"label": _("要素统一"), "kind": "num"},
    ]


def _row(card: EntryCard) -> dict[str, Any]:
    drift = card.counts.drift
    level = _("%(level)s第 %(number)s 版") % {
        "level": LEVELS[card.level],
        "number": card.number,
    }
    return {
        "href": reverse("desk:directory_entry", args=[card.basic_code]),
        "label": card.name,
        "cells": [
            {"text": card.name},
            {"text": card.basic_code, "muted": True},
            {"text": level},
            {"text": str(card.claims), "num": True},
            {"text": str(card.counts.implementations), "num": True},
            {"tag": _("%(count)s 个没跟上") % {"count": drift}, "tag_kind": "warn"}
            if drift
            else {"text": "0", "num": True},
            {"text": per_cent(card.counts), "num": True},
        ],
    }


def _waiting(entry: EntryDetail, bodies: dict[UUID, str]) -> list[str]:
    done = {one.body_id for one in entry.implementations}
    return [
        bodies.get(one.body_id, "") for one in entry.claims if one.body_id not in done
    ]


def _version(one: EntryVersionCard) -> dict[str, Any]:
    return {
        "number": one.number,
        "name": one.name,
        "effective_on": one.effective_on,
        "basis": f"《{one.basis.title}》{one.basis.number}",
        "rank": RANKS.get(one.basis.rank, one.basis.rank),
        "reason": one.reason,
    }


def _claim_field(keys: list[UUID], bodies: dict[UUID, str]) -> dict[str, Any]:
    choices = [{"value": str(key), "label": bodies.get(key, "")} for key in keys]
    return {
        "name": "body",
        "label": _("认领单位"),
        "type": "select",
        "required": True,
        "choices": sorted(choices, key=lambda one: one["label"]),
    }
