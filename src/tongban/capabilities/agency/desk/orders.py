"""代办单 on the desk: what waits to be taken, what one has, what the body has."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongban.capabilities.agency.commands import (
    file_under_order,
    hand_on,
    note_step,
    take_order,
)
from tongban.capabilities.agency.desk.fields import ask_for_any, tabs_of
from tongban.capabilities.agency.permissions import OVERSEE_ORDERS, TAKE_ORDER
from tongban.capabilities.agency.queries import (
    get_order,
    list_firm_officers,
    list_of_bodies,
    list_posts,
    list_to_serve,
)
from tongban.capabilities.agency.types import OrderCard
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.asking import NO_KEY, read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas.boxes import Box, Boxes


@require_GET
def show_orders(request: ActorRequest) -> HttpResponse:
    """The open ones first; whoever oversees bodies sees theirs too."""
    actor = request.actor
    ask_for_any(actor, TAKE_ORDER, OVERSEE_ORDERS)
    bodies = actor.bodies_for(OVERSEE_ORDERS)
    with reading(actor):
        cards = list_to_serve(actor=actor) if actor.may_anywhere(TAKE_ORDER) else []
        overseen = list_of_bodies(actor=actor, body_ids=bodies) if bodies else []
    context = {
        "nav_key": "agency",
        "tabs": tabs_of(actor, "agency"),
        "may_take": actor.may_anywhere(TAKE_ORDER),
        "oversees": bool(bodies),
        "open": [card for card in cards if card.is_open],
        "mine": [card for card in cards if card.is_mine],
        "overseen": overseen,
    }
    return _kept_nowhere(render(request, "agency/desk_orders.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
def show_order(request: ActorRequest, order_id: UUID) -> HttpResponse:
    """One order, its steps, and what the actor may do next."""
    actor, told = request.actor, Told()
    ask_for_any(actor, TAKE_ORDER, OVERSEE_ORDERS)
    if request.method == "POST":
        with told:
            _act(request, order_id)
            return redirect("desk:agency")
    with reading(actor):
        page = get_order(actor=actor, order_id=order_id)
        context = {
            "nav_key": "agency",
            "tabs": tabs_of(actor, ""),
            "page": page,
            "card": page.card,
            **_forms(request, actor, page.card, told),
            "errors": told.errors,
            "refusal": told.refusal,
        }
    answer = render(request, "agency/desk_order.html", context, status=told.status)
    return _kept_nowhere(answer)


def _act(request: ActorRequest, order_id: UUID) -> None:
    actor, posted, at = request.actor, request.POST, request.now
    act = posted.get("do", "")
    if act == "take":
        take_order(actor=actor, order_id=order_id, at=at)
        messages.success(request, _("接单了，委托人会收到消息。"))
    elif act == "file":
        number = posted.get("case", "")
        file_under_order(actor=actor, order_id=order_id, case_number=number, at=at)
        messages.success(request, _("办件关联上了，委托人会收到消息。"))
    elif act == "hand_on":
        hand_on(
            actor=actor,
            order_id=order_id,
            post_id=read_key(posted.get("post", "")) or NO_KEY,
            words=posted.get("words", ""),
            at=at,
        )
        messages.success(request, _("转给他了，委托人会收到消息。"))
    else:
        words = posted.get("words", "")
        note_step(actor=actor, order_id=order_id, kind=act, words=words, at=at)
        messages.success(request, _("记下了，委托人会收到消息。"))


def _forms(
    request: ActorRequest, actor: Actor, card: OrderCard, told: Told
) -> dict[str, Any]:
    """What may be done now: take it; or go on with what one has."""
    serves = actor.may(TAKE_ORDER, org_id=card.body_id)
    if card.is_over or not serves or not (card.is_open or card.is_mine):
        return {}
    example = _("认证通过，下次在明年 11 月")
    done, gone = Boxes(request, told, "done"), Boxes(request, told, "given_up")
    forms: dict[str, Any] = {
        "may_take": card.is_open,
        "given_up": [gone.text("words", _("为什么没有办成"), _("本人决定自己去办"))],
        "hand_on": _handing_on(request, actor, card, told),
    }
    if card.is_mine:
        filed = Boxes(request, told, "file")
        forms |= {
            "is_mine": True,
            "filing": [filed.text("case", _("办件编号"), "6901002026112200000018")],
            "done": [done.text("words", _("结果"), example)],
        }
    return forms


def _handing_on(
    request: ActorRequest, actor: Actor, card: OrderCard, told: Told
) -> list[Box]:
    boxes = Boxes(request, told, "hand_on")
    posts = list_posts(actor=actor, day=request.today)
    if card.is_firm:
        posts += list_firm_officers(actor=actor, day=request.today)
    choices = [(str(one.post_id), f"{one.name}（{one.body_name}）") for one in posts]
    return [
        boxes.pick("post", _("转给谁"), choices),
        boxes.text("words", _("为什么转"), _("委托人搬到那个村了")),
    ]


def _kept_nowhere(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    return answer
