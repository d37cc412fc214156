"""Signing in and out through the API: a bearer token for one server-side session."""

from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import cache
from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from tongban.capabilities.people.queries import (
    get_actor,
    get_own_card,
    list_own_firms,
    list_own_postings,
)
from tongban.capabilities.people.signing import API_OWNER
from tongban.capabilities.people.types import FirmCard, PostingCard
from tongban.ground.refusals import NotAllowed, NotFound, Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.bearing import bearer, resolve_tokens_with
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.problems import Problem
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["session"])


REFUSED = {403: Problem, 422: Problem, 429: Problem}
# A wall against machines that guess one person's password; a person never meets it.
MOST_WRONG_TRIES = 10
WRONG_TRIES_KEPT = 600


class TooManyTries(Refusal):
    """So many wrong passwords for one login that no more are looked at for a while."""

    status = 429


class SignIn(Schema):
    """Login and password."""

    login: str = Field(max_length=60)
    password: str = Field(max_length=200)


@dataclass(frozen=True)
class Session:
    """What a client keeps until it signs out."""

    token: str
    name: str
    kind: str


@router.post("", response={200: Session, **REFUSED}, summary="Sign in")
def sign_in(request: HttpRequest, body: SignIn) -> Session:
    """Give a token for `Authorization: Bearer …`; wrong values are one refusal."""
    tries = "wrong_tries:" + sha256(body.login.encode()).hexdigest()
    if cache.get(tries, 0) >= MOST_WRONG_TRIES:
        raise TooManyTries(
            "输错的次数太多了，请等 10 分钟再试，或者打 12345 找人帮忙。"
        )
    account = None
    if body.login.isprintable():
        account = authenticate(request, username=body.login, password=body.password)
    if account is None:
        cache.set(tries, cache.get(tries, 0) + 1, WRONG_TRIES_KEPT)
        raise NotAllowed("账号或密码不对，请核对后再试。")
    session = _store()
    session[API_OWNER] = str(account.pk)
    session.create()
    actor = get_actor(account_id=UUID(str(account.pk)), today=request.today)  # type: ignore[attr-defined]
    return Session(str(session.session_key), actor.name, actor.kind)


@dataclass(frozen=True)
class Own:
    """Who is signed in: what forms are filled from, the firms one acts for, postings."""

    name: str
    kind: str
    id_kind: str
    id_number: str
    phone: str
    address: str
    firms: list[FirmCard]
    postings: list[PostingCard]


@router.get("", response={200: Own, 401: Problem}, auth=bearer, summary="Who am I")
def read_own(request: ActorRequest) -> Own:
    """The signed-in person's own values: never anybody else's."""
    actor = request.actor
    with reading(actor):
        card = get_own_card(actor=actor)
        return Own(
            card.name,
            actor.kind,
            card.id_kind,
            card.id_number,
            card.phone,
            card.address,
            list_own_firms(actor=actor, today=request.today),
            list_own_postings(actor=actor, today=request.today),
        )


@router.delete("", response={204: None, 401: Problem}, auth=bearer, summary="Sign out")
def sign_out(request: ActorRequest) -> Status[None]:
    """End the session of the token."""
    token = request.headers["Authorization"].partition(" ")[2].strip()
    _store(token).delete(token)
    return Status(204, None)


@resolve_tokens_with
def actor_of_token(request: HttpRequest, token: str) -> Actor | None:
    """The actor behind a token, or None."""
    account_id = _store(token).get(API_OWNER)
    if account_id is None:
        return None
    try:
        return get_actor(account_id=UUID(account_id), today=request.today)  # type: ignore[attr-defined]
    except NotFound:
        return None


def _store(key: str | None = None) -> SessionBase:
    store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
    return store(key)
