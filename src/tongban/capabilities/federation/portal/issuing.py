"""Endpoints that systems call with no browser in between: tokens, values, taking back."""

import base64
import binascii
from datetime import datetime
from typing import Any
from urllib.parse import unquote_plus
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tongban.capabilities.federation.commands import (
    end_grant,
    note_handed,
    note_refusal,
    redeem_code,
    renew_tokens,
)
from tongban.capabilities.federation.commands.issuing import REPLAYED, GrantRefused
from tongban.capabilities.federation.provider import (
    claims_of,
    id_token,
    provider,
)
from tongban.capabilities.federation.queries import (
    check_client,
    find_by_access,
    find_by_any_token,
)
from tongban.capabilities.federation.types import Client, Issued
from tongban.capabilities.people.queries import get_actor, get_own_card
from tongban.ground.refusals import NotFound, Refusal
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.addresses import client_address
from tongban.plumbing.access.permitting import PEOPLE, POSTS
from tongban.plumbing.access.requests import ActorRequest

UNKNOWN, WRONG = 401, 400


class Wrong(Refusal):
    """An error of RFC 6749, by its name."""

    def __init__(self, error: str, message: str, status: int = WRONG) -> None:
        """Keep the name: programmes read it."""
        super().__init__(message)
        self.status = status
        self.error = error


@csrf_exempt
@sensitive_post_parameters()
@require_POST
def exchange_token(request: ActorRequest) -> HttpResponse:
    """Tokens for a code or for a renewal token."""
    actor = provider(request.actor.city)
    try:
        client = _who_asks(request, actor)
        issued = _issue(request, actor, client)
    except Wrong as refusal:
        return _error(refusal)
    at = timezone.now()
    told: dict[str, Any] = {
        "access_token": issued.access,
        "token_type": "Bearer",
        "expires_in": settings.SIGN_IN_LIMITS.access_seconds,
        "scope": " ".join(issued.grant.scopes),
        "id_token": id_token(issued.grant, issued.access, actor=actor, at=at),
    }
    if issued.refresh:
        told["refresh_token"] = issued.refresh
    return _kept_nowhere(JsonResponse(told))


def _issue(request: ActorRequest, actor: Actor, client: Client) -> Issued:
    at = timezone.now()
    try:
        return _take(request.POST, actor, client.client_id, at)
    except GrantRefused as refusal:
        _note(actor, refusal.reason, client.client_id)
        if refusal.reason == REPLAYED and refusal.grant_id is not None:
            # Used twice: it is in two hands, and nobody knows whose is the right one.
            end_grant(actor=actor, grant_id=refusal.grant_id, because=REPLAYED, at=at)
        raise Wrong(refusal.error, refusal.message) from refusal
    except Refusal as refusal:
        # The database was quicker: of two at once the other one had it.
        if refusal.rule is None:
            raise
        _note(actor, refusal.rule, client.client_id)
        raise Wrong("invalid_grant", refusal.message) from refusal


def _take(said: QueryDict, actor: Actor, client_id: UUID, at: datetime) -> Issued:
    match said.get("grant_type", ""):
        case "authorization_code":
            return redeem_code(
                actor=actor,
                client_id=client_id,
                code=said.get("code", ""),
                redirect=said.get("redirect_uri", ""),
                verifier=said.get("code_verifier", ""),
                at=at,
            )
        case "refresh_token":
            return renew_tokens(
                actor=actor,
                client_id=client_id,
                refresh=said.get("refresh_token", ""),
                scopes=frozenset(said.get("scope", "").split()),
                at=at,
            )
    message = "只支持 authorization_code 和 refresh_token。"
    raise Wrong("unsupported_grant_type", message)


@csrf_exempt
@require_http_methods(["GET", "POST"])
def tell_person(request: ActorRequest) -> HttpResponse:
    """A person's values, as far as they agreed, for an access token."""
    actor, at = provider(request.actor.city), timezone.now()
    scheme, _blank, token = request.headers.get("Authorization", "").partition(" ")
    if not scheme:
        return _error(Wrong("invalid_request", "请求头里没有访问凭证。"))
    grant = (
        find_by_access(actor=actor, access=token.strip(), at=at)
        if scheme.lower() == "bearer"
        else None
    )
    if grant is None:
        _count_stranger(request)
        return _error(Wrong("invalid_token", "访问凭证无效或者过期了。", UNKNOWN))
    PEOPLE.take(str(grant.client_id), most=settings.SIGN_IN_LIMITS.calls_a_person)
    try:
        person = get_actor(account_id=grant.account_id, today=request.today)
    except NotFound:
        return _error(Wrong("invalid_token", "这个账号已经停用。", UNKNOWN))
    claims = claims_of(get_own_card(actor=person), grant.scopes)
    if claims:
        note_handed(
            actor=actor,
            grant_id=grant.grant_id,
            client_id=grant.client_id,
            scopes=grant.scopes,
        )
    return _kept_nowhere(JsonResponse({"sub": grant.subject, **claims}))


@csrf_exempt
@sensitive_post_parameters()
@require_POST
def revoke_token(request: ActorRequest) -> HttpResponse:
    """A system gives a token back (RFC 7009): its sign-in ends. Of others, nothing happens."""
    actor = provider(request.actor.city)
    try:
        client = _who_asks(request, actor)
    except Wrong as refusal:
        return _error(refusal)
    grant = find_by_any_token(actor=actor, token=request.POST.get("token", ""))
    if grant is not None and grant.client_id == client.client_id:
        end_grant(
            actor=actor,
            grant_id=grant.grant_id,
            because="revoked",
            at=timezone.now(),
        )
    elif grant is not None:
        _note(actor, "another_client", client.client_id)
    return _kept_nowhere(HttpResponse())


def _who_asks(request: ActorRequest, actor: Actor) -> Client:
    """The system that proves itself: in the header or in the form, never in both."""
    code, secret = _from_header(request)
    said = request.POST.get("client_id", ""), request.POST.get("client_secret", "")
    if code and (said[1] or said[0] not in {"", code}):
        raise Wrong("invalid_request", "系统的身份只说一次。")
    if not code:
        code, secret = said
    today = timezone.now().astimezone(OFFICE_ZONE).date()
    client = check_client(actor=actor, code=code, secret=secret, on=today)
    if client is None:
        _count_stranger(request)
        _note(actor, "client", None)
        status = UNKNOWN if "Authorization" in request.headers else WRONG
        raise Wrong("invalid_client", "没有这个系统，或者密钥不对。", status)
    PEOPLE.take(str(client.client_id), most=settings.SIGN_IN_LIMITS.calls_a_person)
    return client


def _from_header(request: HttpRequest) -> tuple[str, str]:
    scheme, _blank, held = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        text = base64.b64decode(held, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    code, _colon, secret = text.partition(":")
    return unquote_plus(code), unquote_plus(secret)


def _count_stranger(request: HttpRequest) -> None:
    """Guesses at secrets and tokens are counted as whatever an address writes unknown."""
    address = client_address(request.META, settings.TRUSTED_PROXIES)
    POSTS.take(address, most=settings.SIGN_IN_LIMITS.posts_an_address, careful=True)


def _note(actor: Actor, reason: str, client_id: UUID | None) -> None:
    note_refusal(actor=actor, what="token", reason=reason, client_id=client_id)


def _error(refusal: Wrong) -> HttpResponse:
    told = {"error": refusal.error, "error_description": refusal.message}
    answer = JsonResponse(told, status=refusal.status)
    if refusal.status == UNKNOWN:
        kind = "Bearer" if refusal.error == "invalid_token" else "Basic"
        answer["WWW-Authenticate"] = f'{kind} realm="connect", error="{refusal.error}"'
    return _kept_nowhere(answer)


def _kept_nowhere(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    answer["Pragma"] = "no-cache"
    return answer
