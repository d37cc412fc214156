"""What halls do themselves of resident items at the desk: the gaps, and saying it anew."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.catalogue.queries import find_item_id
from tongban.capabilities.lists.commands import keep_power
from tongban.capabilities.lists.permissions import KEEP_POWER
from tongban.capabilities.lists.queries import list_powers
from tongban.capabilities.lists.screens import with_query
from tongban.capabilities.lists.types import POWER_WORDS, PowerCard
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.asking import read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas import read_day, typed_day

_A_PAGE: Final = 50
# How far a department goes with its window: each step holds those before it.
_STEPS: Final = {
    "": (),
    "accept": ("accept",),
    "review": ("accept", "review"),
    "decide": ("accept", "review", "decide"),
}


@require_http_methods(["GET", "POST"])
def show(request: ActorRequest) -> HttpResponse:
    """The resident items of the halls, gaps first, and the form that says their powers."""
    actor = request.actor
    require(actor, KEEP_POWER, org_id=actor.office_for(KEEP_POWER))
    told = Told()
    if request.method == "POST":
        with told:
            _keep(request)
            messages.success(request, _("已经登记，从写明的日子起生效。"))
            return redirect(request.get_full_path())
    asked = read_key(request.GET.get("venue", ""))
    everything = request.GET.get("all", "") == "1"
    with reading(actor):
        cards = list_powers(actor=actor, day=request.today)
    halls = {str(one.venue_id): one.venue_name for one in cards}
    of_hall = [one for one in cards if asked in (None, one.venue_id)]
    shown = [one for one in of_hall if everything or one.is_gap]
    context = {
        "nav_key": "lists",
        "decidable": sum(not one.is_gap for one in of_hall),
        "resident": len(of_hall),
        "chips": _chips(of_hall, everything, request.GET.get("venue", "")),
        "halls": _halls(halls, request.GET.get("venue", "")),
        "columns": [
            {"label": _("事项"), "kind": "wide"},
            {"label": _("大厅自己办到哪一步"), "kind": ""},
            {"label": _("部门"), "kind": ""},
            {"label": _("大厅"), "kind": ""},
            {"label": _("从哪天起"), "kind": ""},
        ],
        "rows": [_row(one) for one in shown[:_A_PAGE]],
        "more": max(len(shown) - _A_PAGE, 0),
        "fields": _fields(request, halls, told.errors),
        "errors": told.errors,
        "refusal": told.refusal,
        # One registers what one has picked from the list.
        "chosen": bool(request.GET.get("item")) or request.method == "POST",
        "keys": [{"key": "F10", "label": _("登记")}],
    }
    return render(request, "lists/desk/powers.html", context, status=told.status)


def _keep(request: ActorRequest) -> None:
    posted, actor = request.POST, request.actor
    code = posted.get("item", "").strip()
    item_id = find_item_id(actor=actor, handling_code=code)
    if item_id is None:
        raise Invalid({"item": _("没有这个业务办理项编码，请从清单里点“登记”。")})
    venue_id = read_key(posted.get("venue", ""))
    if venue_id is None:
        raise Invalid({"venue": _("请选大厅，例如：市政务服务中心。")})
    step = posted.get("powers", "")
    if step not in _STEPS:
        raise Invalid({"powers": _("请选办到哪一步，例如：受理、审核、决定。")})
    keep_power(
        actor=actor,
        item_id=item_id,
        venue_id=venue_id,
        powers=_STEPS[step],
        document_number=posted.get("document_number", ""),
        effective_on=read_day(posted, "effective_on"),
        at=request.now,
    )


def _words(powers: tuple[str, ...]) -> str:
    return "、".join(POWER_WORDS[one] for one in powers) or _("只收件")


def _row(card: PowerCard) -> dict[str, Any]:
    here = reverse("desk:list_powers")
    return {
        "href": with_query(here, venue=card.venue_id, item=card.code),
        "label": card.name,
        "act": _("登记"),
        "cells": [
            {"text": card.name},
            {"text": _words(card.powers)},
            {"text": card.body, "muted": True},
            {"text": card.venue_name, "muted": True},
            {"text": card.since.isoformat() if card.since else "", "muted": True},
        ],
    }


def _chips(
    cards: list[PowerCard], everything: bool, venue: str
) -> list[dict[str, Any]]:
    here = reverse("desk:list_powers")
    gaps = sum(one.is_gap for one in cards)
    return [
        {
            "label": _("没授权到决定"),
            "href": with_query(here, venue=venue),
            "count": gaps,
            "current": not everything,
        },
        {
            "label": _("全部进驻事项"),
            "href": with_query(here, venue=venue, all="1"),
            "count": len(cards),
            "current": everything,
        },
    ]


def _halls(halls: dict[str, str], chosen: str) -> list[dict[str, Any]]:
    here = reverse("desk:list_powers")
    known = {"": _("所有大厅")} | halls
    return [
        {"label": name, "href": with_query(here, venue=key), "current": key == chosen}
        for key, name in known.items()
    ]


def _fields(
    request: ActorRequest, halls: dict[str, str], errors: dict[str, str]
) -> list[dict[str, Any]]:
    posted, asked = request.POST, request.GET
    fields: list[dict[str, Any]] = [
        {"name": "item", "label": _("业务办理项编码"), "value": asked.get("item", "")},
        {
            "name": "venue",
            "label": _("哪个大厅"),
            "type": "select",
            "choices": [{"value": key, "label": words} for key, words in halls.items()],
            "value": asked.get("venue", ""),
        },
        {
            "name": "powers",
            "label": _("大厅自己办到哪一步"),
            "type": "select",
            "choices": [
                {"value": key, "label": _words(powers)}
                for key, powers in _STEPS.items()
            ],
            "help": _("事项要先在这个大厅的进驻清单上；“只收件”就是收回授权。"),
            "value": "decide",
        },
        {
            "name": "document_number",
            "label": _("部门授权文件文号"),
            "help": _("例如：安市监〔2026〕12号"),
            "value": "",
        },
        {"name": "effective_on", "label": _("从哪一天起"), "type": "date"}
        | {"value": request.today},
    ]
    for one in fields:
        one["required"] = True
        one["error"] = errors.get(one["name"], "")
        if posted:
            one["value"] = posted.get(one["name"], "")
    if posted:
        fields[-1]["value"] = typed_day(posted, "effective_on")
    return fields
