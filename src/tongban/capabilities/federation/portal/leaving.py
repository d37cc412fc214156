"""A system sends somebody to sign out (RP-initiated logout): of everything, when they say so."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from tongban.capabilities.accounts.queries import session_digest
from tongban.capabilities.federation.portal.authorizing import lead_back
from tongban.capabilities.federation.provider import (
    provider,
    read_id_token,
)
from tongban.capabilities.federation.queries import (
    find_client,
    find_grant,
    own_session,
)
from tongban.capabilities.federation.signing import NotOurs
from tongban.capabilities.federation.types import Client
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.asking import read_key
from tongban.plumbing.access.requests import ActorRequest


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: ActorRequest) -> HttpResponse:
    """Sign out and go back; without the id token of this very session the person is asked.

    A system's form has no token of ours: its POST only asks. The person's own button is
    checked like every form.
    """
    if request.method == "POST" and "act" in request.POST:
        return _leave_by_hand(request)
    said = request.POST if request.method == "POST" else request.GET
    hint = _read_hint(request, said.get("id_token_hint", ""))
    client = _client_of(request, said.get("client_id", ""), hint)
    back = said.get("post_logout_redirect_uri", "")
    if client is None or back not in client.after_sign_out:
        back = ""
    state = said.get("state", "")[:500]
    if request.actor.kind == "anonymous" or _is_this_session(request, hint):
        logout(request)
        return _go(request, back, state)
    context = {"client": client, "back": back, "state": state}
    answer = render(request, "federation/leaving.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@csrf_protect
def _leave_by_hand(request: ActorRequest) -> HttpResponse:
    if request.POST["act"] == "again":
        logout(request)
        way = urlencode({"next": request.POST.get("next", "")})
        return HttpResponseRedirect(f"/sign-in?{way}")
    back, client_code = request.POST.get("back", ""), request.POST.get("client_id", "")
    client = _client_of(request, client_code, {})
    if client is None or back not in client.after_sign_out:
        back = ""
    logout(request)
    return _go(request, back, request.POST.get("state", "")[:500])


def _go(request: ActorRequest, back: str, state: str) -> HttpResponse:
    if not back:
        return HttpResponseRedirect("/")
    return lead_back(request, back, {"state": state}, is_silent=False)


def _read_hint(request: ActorRequest, hint: str) -> dict[str, Any]:
    if not hint:
        return {}
    try:
        return read_id_token(
            hint, actor=provider(request.actor.city), at=timezone.now()
        )
    except NotOurs:
        return {}


def _client_of(request: ActorRequest, code: str, hint: dict[str, Any]) -> Client | None:
    named = str(hint.get("aud", "")) or code
    if code and named != code:
        return None
    on = timezone.now().astimezone(OFFICE_ZONE).date()
    return find_client(actor=provider(request.actor.city), code=named, on=on)


def _is_this_session(request: ActorRequest, hint: dict[str, Any]) -> bool:
    grant_id: UUID | None = read_key(str(hint.get("sid", "")))
    if grant_id is None:
        return False
    found = find_grant(actor=provider(request.actor.city), grant_id=grant_id)
    browser = session_digest(request.session.session_key or "")
    this = own_session(actor=request.actor, browser=browser)
    return found is not None and this is not None and found[1] == this
