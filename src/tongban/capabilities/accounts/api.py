"""Signing in and out through the API: a bearer token for one server-side session."""

from dataclasses import dataclass
from datetime import date
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from tongban.capabilities.accounts import commands, queries
from tongban.capabilities.accounts.commands import (
    end_other_sign_ins,
    end_sign_in,
    lift_session,
    note_sign_in,
    prove_by_code,
)
from tongban.capabilities.accounts.queries import (
    actor_in_session,
    list_own_sign_ins,
    origin_of,
    own_level,
)
from tongban.capabilities.accounts.sessions import digest_of
from tongban.capabilities.accounts.signing import factor_is_asked, factors_of, login_of
from tongban.capabilities.accounts.types import (
    FACTOR_ASKED,
    SIGNED_IN_FROM,
    ReadmissionCard,
    ReturnCode,
    SignIn,
)
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
from tongban.plumbing.access.problems import REFUSED, Problem
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.tries import count_try, forget_tries

router = Router(tags=["session"])
readmissions = Router(tags=["session"], auth=bearer)


_SIGNING_IN = {403: Problem, 409: Problem, 422: Problem, 429: Problem}


class SignInValues(Schema):
    """Login and password, and the code of an account with two steps."""

    login: str = Field(max_length=60)
    password: str = Field(max_length=200)
    # Of the authenticator app, or one from paper: asked of an account that has an app.
    code: str = Field("", max_length=20)


class ReadmissionBody(Schema):
    """A citizen by document, what was seen of them at a window of `acting_body`, and why."""

    acting_body: UUID
    name: str = Field(max_length=50)
    id_kind: str = Field(max_length=40)
    id_number: str = Field(max_length=40)
    papers: str = Field(max_length=200)
    reason: str = Field(max_length=300)


class StaffReadmissionBody(Schema):
    """A member of staff by login, on what document, and why."""

    login: str = Field(max_length=60)
    document_number: str = Field(max_length=120)
    reason: str = Field(max_length=300)


class AskedReadmission(Schema):
    """The request that waits for another administrator."""

    request_id: UUID


@dataclass(frozen=True)
class Session:
    """What a client keeps until it signs out."""

    token: str
    name: str
    kind: str


@router.post("", response={200: Session, **_SIGNING_IN}, summary="Sign in")
def sign_in(request: HttpRequest, body: SignInValues) -> Session:
    """Give a token for `Authorization: Bearer …`; wrong values are one refusal.

    An account with two steps (两步验证) is refused with 403 without its code, and with 422
    for a wrong one; tries of both are counted together.
    """
    account = authenticate(request, username=body.login, password=body.password)
    if account is None:
        raise NotAllowed("账号或密码不对，请核对后再试。")
    account_id = UUID(str(account.pk))
    actor = get_actor(account_id=account_id, today=request.today)  # type: ignore[attr-defined]
    has_factor = bool(factors_of(account_id))
    proof_id = _second_proof(request, body, actor) if has_factor else None
    forget_tries(request, body.login)
    session = _store()
    session[API_OWNER] = str(account.pk)
    session[SIGNED_IN_FROM] = origin_of(request)
    if not has_factor and factor_is_asked(actor, request):  # type: ignore[arg-type]
        session[FACTOR_ASKED] = True
    session.create()
    note_sign_in(actor=actor, face="api")
    key = str(session.session_key)
    if proof_id is not None:
        lift_session(actor=actor, proof_id=proof_id, key_digest=digest_of(key))
    return Session(key, actor.name, actor.kind)


def _second_proof(request: HttpRequest, body: SignInValues, actor: Actor) -> UUID:
    if not body.code:
        raise NotAllowed(
            "这个账号开了两步验证，请再带上验证器里现在的 6 位数字（code）。"
        )
    count_try(request, body.login)
    return prove_by_code(actor=actor, code=body.code, at=timezone.now())


class ProofValues(Schema):
    """A code of the authenticator app, or one from paper."""

    code: str = Field(max_length=20)


@dataclass(frozen=True)
class ReachedLevel:
    """The level of assurance that a session has reached: 1 to 4."""

    level: int


@router.get(
    "/level",
    response={200: ReachedLevel, 401: Problem},
    auth=bearer,
    summary="My level",
)
def read_level(request: ActorRequest) -> ReachedLevel:
    """Which level of assurance this session has reached; an item may ask for more."""
    return ReachedLevel(own_level(actor=request.actor))


@router.post(
    "/level",
    response={200: ReachedLevel, 401: Problem, **_SIGNING_IN},
    auth=bearer,
    summary="Prove myself again",
)
def raise_level(request: ActorRequest, body: ProofValues) -> ReachedLevel:
    """Lift this session by a code, for an item that asks for more than a password."""
    login = login_of(request.actor)
    count_try(request, login)
    proof_id = prove_by_code(actor=request.actor, code=body.code, at=timezone.now())
    forget_tries(request, login)
    lift_session(
        actor=request.actor, proof_id=proof_id, key_digest=_own_digest(request)
    )
    return ReachedLevel(own_level(actor=request.actor))


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
    today: date = request.today  # type: ignore[attr-defined]
    try:
        actor = actor_in_session(session=_store(token), face="api", today=today)
    except NotFound:
        return None
    if actor is not None:
        most = settings.SIGN_IN_LIMITS.calls_a_person
        PEOPLE.take(str(actor.account_id), most=most)
    return actor


def _store(key: str | None = None) -> SessionBase:
    store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
    return store(key)


@readmissions.post(
    "/readmissions",
    response={201: ReturnCode, **REFUSED},
    summary="Let a citizen back in who was seen at a window",
)
def readmit_citizen(request: ActorRequest, body: ReadmissionBody) -> Status[ReturnCode]:
    """Phone, second factors and sign-ins go; the code is told once."""
    given = commands.readmit_citizen(
        actor=request.actor,
        body_id=body.acting_body,
        document=(body.name, body.id_kind, body.id_number),
        papers=body.papers,
        reason=body.reason,
        at=request.now,
    )
    return Status(201, given)


@readmissions.post(
    "/readmissions/staff",
    response={201: AskedReadmission, **REFUSED},
    summary="Ask for a member of staff to be let back in",
)
def ask_to_readmit_staff(
    request: ActorRequest, body: StaffReadmissionBody
) -> Status[AskedReadmission]:
    """By the security administrator; another administrator confirms the request."""
    asked = commands.ask_to_readmit_staff(
        actor=request.actor,
        login=body.login,
        document_number=body.document_number,
        reason=body.reason,
        at=request.now,
    )
    return Status(201, AskedReadmission(request_id=asked))


@readmissions.get(
    "/bodies/{body_id}/readmissions",
    response={200: list[ReadmissionCard], **REFUSED},
    summary="Whom windows of a body let back in",
)
def list_readmissions(request: ActorRequest, body_id: UUID) -> list[ReadmissionCard]:
    """The latest first."""
    return queries.list_readmissions(actor=request.actor, body_id=body_id)
