"""请人帮办代办: what is to be done, by whom, for oneself or a firm that one leads."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.agency.commands import ask_order
from tongban.capabilities.agency.finding import FIND, item_fields, ticked
from tongban.capabilities.agency.portal.showing import citizen_of, show
from tongban.capabilities.agency.queries import (
    list_firm_officers,
    list_open_paths,
    list_posts,
)
from tongban.capabilities.agency.types import PATH_WORDS, OrderAsked, PostCard
from tongban.capabilities.mandates.queries import leads_firm, list_firms
from tongban.capabilities.people.queries import get_own_card
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.asking import read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told

_STATION = "便民服务站"
_USUAL = timedelta(days=90)
Field = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_order(request: ActorRequest) -> HttpResponse:
    """One form; asking gives the agent a mandate for these items alone."""
    actor, told = citizen_of(request), Told()
    data = request.POST if request.method == "POST" else request.GET
    if request.method == "POST" and data.get("act") != FIND:
        with told:
            order_id = ask_order(actor=actor, asked=_asked(data), at=request.now)
            messages.success(request, _("代办单提交了，接单以后会发消息告诉您。"))
            return redirect("agency:order", order_id)
    with reading(actor):
        context = _context(actor, request.today, data, told)
    return show(request, "agency/ask.html", context, told.status)


def _asked(data: QueryDict) -> OrderAsked:
    return OrderAsked(
        post_id=read_key(data.get("post", "")),
        items=ticked(data),
        project=data.get("project", "")[:120],
        path=data.get("path", "on_behalf"),
        firm_id=read_key(data.get("for", "")),
    )


def _context(actor: Actor, today: date, data: QueryDict, told: Told) -> dict[str, Any]:
    errors = told.errors
    firms = [
        firm
        for firm in list_firms(actor=actor, today=today)
        if leads_firm(actor=actor, firm_id=firm.firm_id)
    ]
    posts = list_posts(actor=actor, day=today)
    if firms:
        keys = [firm.firm_id for firm in firms]
        posts += list_firm_officers(actor=actor, day=today, firm_ids=keys)
    paths = list_open_paths(actor=actor, item_ids=ticked(data))
    fields = [_post_field(actor, data, posts, errors.get("post", ""))]
    if any("remote" in one for one in paths.values()):
        fields.insert(0, _path_field(data, errors.get("path", "")))
    if firms:
        names = {str(firm.firm_id): firm.name for firm in firms}
        fields += _firm_fields(data, names)
    return {
        **item_fields(actor, today, data, errors),
        "fields": fields,
        "posts": posts,
        "until": today + _USUAL,
        "errors": errors,
        "refusal": told.refusal,
    }


def _post_field(
    actor: Actor, data: QueryDict, posts: Sequence[PostCard], error: str
) -> Field:
    own = get_own_card(actor=actor).address
    return {
        "name": "post",
        "label": _("请谁办"),
        "type": "select",
        "required": True,
        "help": _("本村（社区）便民服务站的代办员，或者大厅的帮办代办窗口"),
        "value": data.get("post", "") or str(_nearest(posts, own) or ""),
        "error": error,
        "choices": [{"value": str(one.post_id), "label": _said(one)} for one in posts],
    }


def _said(one: PostCard) -> str:
    place = one.firm or one.venue or one.body_name
    return f"{one.name}（{place}，{one.kind_words}）"


def _nearest(posts: Sequence[PostCard], address: str) -> UUID | None:
    """The agent of the village that stands in one's own address."""
    for one in posts:
        village = one.venue.removesuffix(_STATION)
        if village != one.venue and village in address:
            return one.post_id
    return None


def _path_field(data: QueryDict, error: str) -> Field:
    return {
        "name": "path",
        "label": _("怎么办"),
        "type": "choice",
        "required": True,
        "value": data.get("path", "on_behalf"),
        "error": error,
        "choices": [
            {"value": value, "label": words} for value, words in PATH_WORDS.items()
        ],
    }


def _firm_fields(data: QueryDict, firms: dict[str, str]) -> list[Field]:
    return [
        {
            "name": "for",
            "label": _("替谁办"),
            "type": "select",
            "required": False,
            "value": data.get("for", ""),
            "choices": [
                {"value": "", "label": _("我自己")},
                *({"value": key, "label": name} for key, name in firms.items()),
            ],
        },
        {
            "name": "project",
            "label": _("投资项目"),
            "type": "text",
            "required": False,
            "max_length": 120,
            "help": _("只有单位办投资项目才填，例如：河畔中央厨房"),
            "value": data.get("project", ""),
        },
    ]
