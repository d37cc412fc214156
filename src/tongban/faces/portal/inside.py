"""Inside another app: in by its ticket, what it can be asked, and how that came out."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from tongban.capabilities.accounts.portal import Brought
from tongban.capabilities.accounts.portal import enter as begin
from tongban.capabilities.accounts.queries import session_digest
from tongban.capabilities.containers.adapter import gate
from tongban.capabilities.containers.commands import (
    ask_app,
    note_refusal,
    use_ticket,
)
from tongban.capabilities.containers.queries import find_answer, whose_ticket
from tongban.capabilities.containers.types import INSIDE, Entered
from tongban.ground.refusals import MoveRefused, Refusal
from tongban.plumbing.access.asking import read_key
from tongban.plumbing.access.requests import ActorRequest

LONGEST: Final = 100


@sensitive_variables("ticket")
@require_http_methods(["GET", "POST"])
def enter(request: ActorRequest, code: str) -> HttpResponse:
    """In by a ticket. The first request has no cookie; whatever was here before goes.

    Looking uses nothing up: the page asks first, or the bridge of the app's web
    view answers for it. A ticket that another person sent so leads nobody into another's
    account, neither from an account of their own nor from a browser where nobody is signed in.
    """
    given = request.POST if request.method == "POST" else request.GET
    ticket = given.get("ticket", "")[:LONGEST]
    actor = gate(request.actor.city)
    if request.method != "POST":
        whose = whose_ticket(actor=actor, ticket=ticket)
        if whose not in (None, request.actor.account_id):
            return _page(request, code, ticket=ticket)
    try:
        entered = use_ticket(actor=actor, code=code, ticket=ticket, at=timezone.now())
    except Refusal as refusal:
        reason = getattr(refusal, "reason", "") or str(refusal.rule)
        note_refusal(actor=actor, what="enter", reason=reason, container_id=None)
        return _page(request, code, refusal=refusal)
    return _safe(HttpResponseRedirect(_let_in(request, entered)))


def _let_in(request: ActorRequest, entered: Entered) -> str:
    container = entered.container
    kept = {
        "id": str(container.container_id),
        "code": container.code,
        "name": container.name,
        "origin": container.origin,
    }
    kind = begin(
        request,
        entered.account_id,
        login_given=f"ticket:{entered.account_id}",
        wanted=entered.wanted,
        brought=Brought(entered.level, {INSIDE: kept}),
    )
    # Whoever has two steps here has them in an app as well.
    return "/sign-in" if kind is None else entered.wanted


def _page(
    request: ActorRequest,
    code: str,
    *,
    ticket: str = "",
    refusal: Refusal | None = None,
) -> HttpResponse:
    context = {"code": code, "ticket": ticket, "refusal": refusal}
    status = refusal.status if refusal else 200
    page = _safe(render(request, "portal/inside_enter.html", context, status=status))
    # Its form has to say where it comes from, or browsers send none and it is refused.
    page["Referrer-Policy"] = "same-origin"
    return page


@require_safe
def show(request: ActorRequest) -> HttpResponse:
    """What the app around these pages can do for them; each has a way without it."""
    _person = request.actor.natural_person
    return _safe(render(request, "portal/inside.html", {"nav_key": "mine"}))


@require_POST
def ask(request: ActorRequest) -> HttpResponse:
    """The number of something that the page is about to ask of the app."""
    _person = request.actor.natural_person
    container_id = read_key(request.inside.get("id", ""))
    if container_id is None:
        raise MoveRefused(_("这个页面不在应用里，请照页面上的办法办。"))
    made = ask_app(
        actor=request.actor,
        container_id=container_id,
        act=request.POST.get("act", ""),
        browser=session_digest(request.session.session_key or ""),
        at=timezone.now(),
    )
    return _safe(JsonResponse({"id": str(made)}))


@require_safe
def tell(request: ActorRequest, request_id: UUID) -> HttpResponse:
    """How it came out, as the app's server said; the page itself says nothing."""
    found = find_answer(actor=request.actor, request_id=request_id, at=timezone.now())
    told = {"state": found.state, "reference": found.reference, "text": found.text}
    return _safe(JsonResponse(told))


def _safe(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    # The ticket stands in the address.
    answer["Referrer-Policy"] = "no-referrer"
    return answer
