"""Who can be asked, what one has asked, how it goes, and stopping it."""

from datetime import date
from itertools import groupby
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tongban.capabilities.agency.commands import stop_order
from tongban.capabilities.agency.portal.showing import citizen_of, show
from tongban.capabilities.agency.queries import (
    count_by_body,
    get_order,
    list_firm_officers,
    list_of_firm,
    list_own_orders,
    list_posts,
    list_posts_for_item,
)
from tongban.capabilities.catalogue.queries import find_version_in_force, get_guide
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.mandates.queries import list_firms
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.asking import read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told

_LONGEST_CODE: Final = 40


@require_safe
def show_agents(request: ActorRequest) -> HttpResponse:
    """The agents of each village and window: who, where, when open; for everybody.

    `?item=` names an item by its code: only those who may be asked for it; `?body=` a place.
    """
    actor, day = request.actor, request.today
    wanted = read_key(request.GET.get("body", ""))
    with reading(actor):
        guide = _guide(actor, request.GET.get("item", "")[:_LONGEST_CODE], day)
        if guide is None:
            bodies = [wanted] if wanted else None
            posts = list_posts(actor=actor, day=day, body_ids=bodies)
        else:
            posts = list_posts_for_item(actor=actor, day=day, themes=guide.themes)
        counts = {one.body_id: one for one in count_by_body(actor=actor, day=day)}
    places = [
        {"first": cards[0], "agents": cards, "count": counts.get(key)}
        for key, group in groupby(posts, key=lambda card: card.body_id)
        if (cards := list(group))
    ]
    context = {
        "nav_key": "home",
        "places": places,
        "guide": guide,
        "is_one": wanted is not None or guide is not None,
    }
    return render(request, "agency/agents.html", context)


def _guide(actor: Actor, code: str, day: date) -> Guide | None:
    if not code:
        return None
    version = find_version_in_force(actor=actor, handling_code=code, day=day)
    return get_guide(actor=actor, version_id=version) if version else None


@require_safe
def show_orders(request: ActorRequest) -> HttpResponse:
    """All that one asked for, the newest first."""
    actor = citizen_of(request)
    cards = list_own_orders(actor=actor)
    context = {
        "orders": [card for card in cards if not card.is_over],
        "over": [card for card in cards if card.is_over],
    }
    return show(request, "agency/orders.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def show_order(request: ActorRequest, order_id: UUID) -> HttpResponse:
    """One order with each step; a button stops it."""
    actor, told = citizen_of(request), Told()
    if request.method == "POST":
        with told:
            stop_order(actor=actor, order_id=order_id, at=request.now)
            messages.success(request, _("代办单停止了，从现在起没有人再办。"))
            return redirect("agency:order", order_id)
    with reading(actor):
        page = get_order(actor=actor, order_id=order_id)
    context = {"page": page, "card": page.card, "refusal": told.refusal}
    return show(request, "agency/order.html", context, told.status)


@require_safe
def show_firm_orders(request: ActorRequest, firm_id: UUID) -> HttpResponse:
    """A firm's officers and its orders, told to who acts for it."""
    actor, day = citizen_of(request), request.today
    with reading(actor):
        firms = {one.firm_id: one for one in list_firms(actor=actor, today=day)}
        if firm_id not in firms:
            raise NotFound(_("没有找到这家单位，或者您不能代表它办事。"))
        context = {
            "firm": firms[firm_id],
            "officers": list_firm_officers(actor=actor, day=day, firm_ids=[firm_id]),
            "orders": list_of_firm(actor=actor, firm_id=firm_id),
        }
    return show(request, "agency/firm.html", context)
