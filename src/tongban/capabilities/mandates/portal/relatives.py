"""E2 亲友代办: let a relative act for oneself by a code, and act for a relative by theirs."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.mandates.asking import (
    FIND,
    kind_field,
    mandate_fields,
    read_day,
    read_scope,
    tell_mandate,
)
from tongban.capabilities.mandates.commands import (
    end_mandate,
    offer_mandate,
    take_mandate,
)
from tongban.capabilities.mandates.portal.asking import citizen_of, show
from tongban.capabilities.mandates.queries import list_given, list_held, list_offers
from tongban.capabilities.mandates.trying import count_try
from tongban.capabilities.mandates.types import GivenCode
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.asking import read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.tallies import TooMany

HERE = "/my/helpers"


@require_http_methods(["GET", "HEAD", "POST"])
def show_relatives(request: ActorRequest) -> HttpResponse:
    """Who acts for me, for whom I act; a code is told once, on the page it was made on."""
    actor = citizen_of(request)
    act = request.POST.get("act", "")
    if request.method != "POST" or act == FIND:
        return _page(request, actor, {})
    try:
        if act == "offer":
            return _offer(request, actor)
        if act == "take":
            return _take(request, actor)
        return _end(request, actor)
    except Invalid as refusal:
        return _page(request, actor, refusal.errors, status=422)
    except TooMany as refusal:
        return _page(request, actor, {"code": refusal.message}, status=429)


def _offer(request: ActorRequest, actor: Actor) -> HttpResponse:
    given = offer_mandate(
        actor=actor,
        kind=request.POST.get("kind", ""),
        scope=read_scope(request.POST),
        until=read_day(request.POST, "until"),
        at=request.now,
        today=request.today,
    )
    return _page(request, actor, {}, given=given)


def _take(request: ActorRequest, actor: Actor) -> HttpResponse:
    count_try(actor)
    take_mandate(
        actor=actor,
        name=request.POST.get("name", ""),
        code=request.POST.get("code", ""),
        at=request.now,
    )
    messages.success(
        request, _("您现在可以替他办事了。点“切换身份”，选他的名字，再去办。")
    )
    return HttpResponseRedirect(HERE)


def _end(request: ActorRequest, actor: Actor) -> HttpResponse:
    mandate_id = read_key(request.POST.get("mandate", ""))
    if mandate_id is None:
        raise NotFound(_("没有找到这个代办授权。"))
    end_mandate(actor=actor, mandate_id=mandate_id, at=request.now)
    messages.success(request, _("代办停止了，从现在起他不能再办。"))
    return HttpResponseRedirect(HERE)


def _page(
    request: ActorRequest,
    actor: Actor,
    errors: dict[str, str],
    *,
    given: GivenCode | None = None,
    status: int = 200,
) -> HttpResponse:
    today, typed = request.today, request.POST
    with reading(actor):
        given_cards = [
            tell_mandate(actor, row, today) for row in list_given(actor=actor)
        ]
        held_cards = [tell_mandate(actor, row, today) for row in list_held(actor=actor)]
        context: dict[str, Any] = {
            "given": [row for row in given_cards if row["holds"]],
            "held": [row for row in held_cards if row["holds"]],
            "over": [row for row in given_cards + held_cards if not row["holds"]],
            "offers": list_offers(actor=actor, now=request.now),
            "kind_field": kind_field(typed, errors),
            "asked": mandate_fields(actor, today, typed, errors, sides=("person",)),
            "take_fields": _take_fields(request, errors),
            "code": given,
            "errors": errors,
            "is_offering": "until" in errors or "scope" in errors or "kind" in errors,
        }
    return show(request, "mandates/relatives.html", context, status)


def _take_fields(request: ActorRequest, errors: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "name": "name",
            "label": _("委托人的姓名"),
            "type": "text",
            "required": True,
            "max_length": 50,
            "help": _("就是给您代办码的那个人"),
            "value": request.POST.get("name", ""),
            "error": errors.get("name", ""),
        },
        {
            "name": "code",
            "label": _("代办码"),
            "type": "text",
            "required": True,
            "max_length": 20,
            "inputmode": "numeric",
            "autocomplete": "one-time-code",
            "help": _("8 位数字"),
            "value": "",
            "error": errors.get("code", ""),
        },
    ]
