"""A system sends somebody to sign in: who they are is asked here, what it is told agreed."""

from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tongban.capabilities.accounts.queries import session_digest
from tongban.capabilities.federation.commands import give_sign_in, note_refusal
from tongban.capabilities.federation.commands.consenting import ConsentNeeded
from tongban.capabilities.federation.portal.describing import issuer_of
from tongban.capabilities.federation.protocol import (
    CONSENT,
    LOGIN,
    NONE,
    SELECT,
    LedBack,
    NoWayBack,
    Wanted,
    read_wanted,
    with_answer,
)
from tongban.capabilities.federation.provider import (
    claims_of,
    provider,
)
from tongban.capabilities.federation.queries import find_client, signed_in_since
from tongban.capabilities.federation.types import IDENTITY, OFFLINE, PHONE, REAL_NAME
from tongban.capabilities.people.queries import get_own_card
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.requests import ActorRequest

_LABELS: Final = {
    "name": gettext_lazy("姓名"),
    "id_number": gettext_lazy("证件号码"),
    "phone_number": gettext_lazy("手机号"),
}
_WHOLE: Final = {
    "name": REAL_NAME,
    "id_number": IDENTITY,
    "phone_number": PHONE,
}


@require_http_methods(["GET", "POST"])
def authorize(request: ActorRequest) -> HttpResponse:
    """Sign in, agree, go back with a code; or go back with what stands against it.

    The form brings along what the system asked for, and it is checked again.
    """
    said = request.GET if request.method != "POST" else _asked_before(request)
    city, now = request.actor.city, timezone.now()
    client = find_client(
        actor=provider(city),
        code=said.get("client_id", ""),
        on=now.astimezone(OFFICE_ZONE).date(),
    )
    try:
        wanted = read_wanted(dict(said.lists()), client)
        return _answer(request, wanted, said)
    except NoWayBack as refusal:
        _note(request, refusal.message, client.client_id if client else None)
        raise
    except LedBack as answer:
        _note(request, answer.error, client.client_id if client else None)
        told = {
            "error": answer.error,
            "error_description": answer.reason,
            "state": answer.state,
            "iss": issuer_of(request),
        }
        return lead_back(request, answer.redirect, told, is_silent=_is_silent(said))


def _answer(request: ActorRequest, wanted: Wanted, said: QueryDict) -> HttpResponse:
    if request.method == "POST" and request.POST.get("act") == "refuse":
        raise _error(wanted, "access_denied", "the person refused")
    if request.actor.kind == "anonymous":
        if NONE in wanted.prompts:
            raise _error(wanted, "login_required", "")
        return HttpResponseRedirect(f"/sign-in?{_next_of(said)}")
    if request.actor.kind != wanted.asked.client.serves:
        if NONE in wanted.prompts:
            raise _error(wanted, "account_selection_required", "")
        return _page(request, wanted, said, "other")
    if _is_too_long_ago(request, wanted):
        if NONE in wanted.prompts:
            raise _error(wanted, "login_required", "")
        return _page(request, wanted, said, "again")
    agrees = request.method == "POST" and request.POST.get("act") == "agree"
    if CONSENT in wanted.prompts and not agrees:
        return _page(request, wanted, said, "agree")
    return _give(request, wanted, said, agrees=agrees)


def _give(
    request: ActorRequest, wanted: Wanted, said: QueryDict, *, agrees: bool
) -> HttpResponse:
    try:
        code = give_sign_in(
            actor=request.actor,
            asked=wanted.asked,
            issuer=issuer_of(request),
            browser=session_digest(request.session.session_key or ""),
            agrees=agrees,
            at=timezone.now(),
        )
    except ConsentNeeded:
        if NONE in wanted.prompts:
            raise _error(wanted, "consent_required", "") from None
        return _page(request, wanted, said, "agree")
    told = {"code": code, "state": wanted.state, "iss": issuer_of(request)}
    return lead_back(request, wanted.asked.redirect, told, is_silent=_is_silent(said))


def lead_back(
    request: ActorRequest, redirect: str, told: dict[str, str], *, is_silent: bool
) -> HttpResponse:
    """Lead to the system with an answer.

    A page that goes on by itself, not a redirection: what follows a form may lead nowhere
    but to our own server (`form-action` of the content security policy), and signing in and
    agreeing are forms. Asked to show nothing (`prompt=none`), there was no form.
    """
    address = with_answer(redirect, told)
    if is_silent:
        answer = HttpResponse(status=302)
        answer["Location"] = address
    else:
        answer = render(request, "federation/going_on.html", {"address": address})
        answer["Refresh"] = f"0; url={address}"
    answer["Cache-Control"] = "no-store"
    return answer


def _is_too_long_ago(request: ActorRequest, wanted: Wanted) -> bool:
    """Whether the system wants it to be signed in anew; the form proves nothing of that."""
    if wanted.max_age is None and not {LOGIN, SELECT} & wanted.prompts:
        return False
    since = signed_in_since(
        actor=request.actor,
        browser=session_digest(request.session.session_key or ""),
    )
    if since is None:
        return True
    age = (timezone.now() - since).total_seconds()
    # Just signed in for it: the way here leads through the sign-in.
    return age > max(wanted.max_age or 0, _FRESH)


# In so many seconds somebody who was asked to sign in anew is back here.
_FRESH: Final = 60


def _page(
    request: ActorRequest, wanted: Wanted, said: QueryDict, what: str
) -> HttpResponse:
    client = wanted.asked.client
    context: dict[str, Any] = {
        "client": client,
        "what": what,
        "asked": said.urlencode(),
        "next": f"/connect/authorize?{said.urlencode()}",
        "rows": _rows(request, wanted.asked.scopes) if what == "agree" else [],
        "renews": OFFLINE in wanted.asked.scopes,
    }
    answer = render(request, "federation/consent.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _rows(request: ActorRequest, scopes: tuple[str, ...]) -> list[dict[str, Any]]:
    """What is handed over, as it will be: the person reads their own values."""
    claims = claims_of(get_own_card(actor=request.actor), scopes)
    return [
        {
            "term": _LABELS[name],
            "value": claims[name],
            "note": "" if _WHOLE[name] in scopes else _("隐去一部分"),
        }
        for name in _LABELS
        if name in claims
    ]


def _asked_before(request: ActorRequest) -> QueryDict:
    return QueryDict(request.POST.get("asked", ""))


def _next_of(said: QueryDict) -> str:
    way = QueryDict(mutable=True)
    way["next"] = f"/connect/authorize?{said.urlencode()}"
    return way.urlencode()


def _is_silent(said: QueryDict) -> bool:
    return said.get("prompt") == NONE


def _error(wanted: Wanted, error: str, reason: str) -> LedBack:
    return LedBack(wanted.asked.redirect, wanted.state, error, reason)


def _note(request: ActorRequest, reason: str, client_id: Any) -> None:
    city = request.actor.city
    note_refusal(
        actor=provider(city), what="sign_in", reason=reason, client_id=client_id
    )
