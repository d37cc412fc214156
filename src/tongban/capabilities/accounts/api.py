"""Signing in and out through the API: a bearer token for one server-side session."""

from dataclasses import dataclass
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from tongban.capabilities.accounts.commands import (
    end_other_sign_ins,
    end_sign_in,
    note_sign_in,
)
from tongban.capabilities.accounts.queries import list_own_sign_ins, origin_of
from tongban.capabilities.accounts.sessions import digest_of
from tongban.capabilities.accounts.types import SIGNED_IN_FROM, SignIn
from tongban.capabilities.people.queries import (
    get_actor,
    get_own_card,
    list_own_firms,
    list_own_postings,
)
from tongban.capabilities.people.types import API_OWNER, FirmCard, PostingCard
from tongban.ground.refusals import NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.bearing import bearer, resolve_tokens_with
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.permitting import PEOPLE
from tongban.plumbing.access.problems import Problem
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["session"])


REFUSED = {403: Problem, 422: Problem, 429: Problem}


class SignInValues(Schema):
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
def sign_in(request: HttpRequest, body: SignInValues) -> Session:
    """Give a token for `Authorization: Bearer …`; wrong values are one refusal."""
    account = authenticate(request, username=body.login, password=body.password)
    if account is None:
        raise NotAllowed("账号或密码不对，请核对后再试。")
    actor = get_actor(account_id=UUID(str(account.pk)), today=request.today)  # type: ignore[attr-defined]
    session = _store()
    session[API_OWNER] = str(account.pk)
    session[SIGNED_IN_FROM] = origin_of(request)
    session.create()
    note_sign_in(actor=actor, face="api")
    return Session(str(session.session_key), actor.name, actor.kind)


@dataclass(frozen=True)
class EndedSignIns:
    """How many sessions were ended."""

    ended: int


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
    _store(token).delete()
    return Status(204, None)


@router.get(
    "/sign-ins",
    response={200: list[SignIn], 401: Problem},
    auth=bearer,
    summary="Where am I signed in",
)
def read_sign_ins(request: ActorRequest) -> list[SignIn]:
    """One's own sessions, this one first; with those that ended, and why."""
    return list_own_sign_ins(actor=request.actor, key_digest=_own_digest(request))


@router.delete(
    "/sign-ins",
    response={200: EndedSignIns, 401: Problem},
    auth=bearer,
    summary="Sign out everywhere else",
)
def end_others(request: ActorRequest) -> EndedSignIns:
    """End all one's own sessions but this one."""
    own = list_own_sign_ins(actor=request.actor, key_digest=_own_digest(request))
    this = next((one.session_id for one in own if one.is_this), None)
    count = end_other_sign_ins(actor=request.actor, but=this, at=timezone.now())
    return EndedSignIns(count)


@router.delete(
    "/sign-ins/{session_id}",
    response={204: None, 401: Problem, 404: Problem},
    auth=bearer,
    summary="Sign out elsewhere",
)
def end_one(request: ActorRequest, session_id: UUID) -> Status[None]:
    """End one of one's own sessions."""
    end_sign_in(actor=request.actor, session_id=session_id, at=timezone.now())
    return Status(204, None)


def _own_digest(request: ActorRequest) -> str:
    token = request.headers["Authorization"].partition(" ")[2].strip()
    return digest_of(token)


@resolve_tokens_with
def actor_of_token(request: HttpRequest, token: str) -> Actor | None:
    """The actor behind a token, or None."""
    account_id = _store(token).get(API_OWNER)
    if account_id is None:
        return None
    PEOPLE.take(account_id, most=settings.SIGN_IN_LIMITS.calls_a_person)
    try:
        return get_actor(account_id=UUID(account_id), today=request.today)  # type: ignore[attr-defined]
    except NotFound:
        return None


def _store(key: str | None = None) -> SessionBase:
    store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
    return store(key)
