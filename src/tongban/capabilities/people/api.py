"""Signing in and out through the API: a bearer token for one server-side session."""

from dataclasses import dataclass
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from ninja import Router, Schema

from tongban.capabilities.people.queries import get_actor
from tongban.ground.refusals import NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.bearing import bearer, resolve_tokens_with
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["session"])
ACCOUNT = "api_account"


class SignIn(Schema):
    """Login and password."""

    login: str
    password: str


@dataclass(frozen=True)
class Session:
    """What a client keeps until it signs out."""

    token: str
    name: str
    kind: str


@router.post("", response={200: Session, 403: None}, summary="Sign in")
def sign_in(request: HttpRequest, body: SignIn) -> Session:
    """Give a token for `Authorization: Bearer …`; wrong values are one refusal."""
    account = authenticate(request, username=body.login, password=body.password)
    if account is None:
        raise NotAllowed("账号或密码不对，请核对后再试。")
    session = _store()
    session[ACCOUNT] = str(account.pk)
    session.create()
    actor = get_actor(account_id=UUID(str(account.pk)), today=request.today)  # type: ignore[attr-defined]
    return Session(str(session.session_key), actor.name, actor.kind)


@router.delete("", response={204: None}, auth=bearer, summary="Sign out")
def sign_out(request: ActorRequest) -> tuple[int, None]:
    """End the session of the token."""
    token = request.headers["Authorization"].partition(" ")[2].strip()
    _store(token).delete(token)
    return 204, None


@resolve_tokens_with
def actor_of_token(request: HttpRequest, token: str) -> Actor | None:
    """The actor behind a token, or None."""
    account_id = _store(token).get(ACCOUNT)
    if account_id is None:
        return None
    try:
        return get_actor(account_id=UUID(account_id), today=request.today)  # type: ignore[attr-defined]
    except NotFound:
        return None


def _store(key: str | None = None) -> SessionBase:
    store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
    return store(key)
