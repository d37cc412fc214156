"""From an account that has proved itself to a browser that is signed in."""

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.utils import timezone

from tongban.capabilities.accounts.commands import (
    cap_session,
    lift_session,
    note_sign_in,
    prove_by_code,
)
from tongban.capabilities.accounts.devices import origin_of
from tongban.capabilities.accounts.queries import list_own_factors
from tongban.capabilities.accounts.sessions import digest_of
from tongban.capabilities.accounts.types import FACTOR_ASKED, SIGNED_IN_FROM, Factor
from tongban.capabilities.people.queries import get_actor, list_own_postings
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.tries import count_try, forget_tries

_WAITS: Final = "second_step"
# As long as a code from a phone lasts; then the password is asked again.
_PATIENCE: Final = 300


@dataclass(frozen=True)
class Brought:
    """By whose word somebody comes: what it reaches by itself, what the session keeps of it."""

    level: int = 4
    kept: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Waiting:
    """Somebody whose password was right, and whose second proof is still to come."""

    account_id: UUID
    login: str
    wanted: str
    brought: Brought


BY_ONESELF: Final = Brought()


def enter(
    request: ActorRequest,
    account_id: UUID,
    *,
    login_given: str,
    wanted: str = "",
    brought: Brought = BY_ONESELF,
) -> str | None:
    """Begin the session and say whose kind it is; None: a second proof is asked first."""
    if not factors_of(account_id):
        forget_tries(request, login_given)
        return begin_session(request, account_id, brought=brought)
    # Nothing of whoever was in this browser before is left beside the half sign-in.
    request.session.flush()
    waits = [str(account_id), login_given, wanted, time.time(), asdict(brought)]
    request.session[_WAITS] = waits
    request.session.update(brought.kept)
    return None


def waiting(request: ActorRequest) -> Waiting | None:
    """Who is half signed in in this browser, for some minutes."""
    held = request.session.get(_WAITS)
    if not held or time.time() - held[3] > _PATIENCE:
        return None
    return Waiting(UUID(held[0]), held[1], held[2], Brought(**held[4]))


def give_code(request: ActorRequest, who: Waiting, code: str) -> str:
    """The second proof: a code. Refuses with Invalid, TooMany or `a_step_is_used_once`."""
    count_try(request, who.login)
    actor = get_actor(account_id=who.account_id, today=request.today)
    proof_id = prove_by_code(actor=actor, code=code, at=timezone.now())
    forget_tries(request, who.login)
    return begin_session(request, who.account_id, proof_id, brought=who.brought)


def begin_session(
    request: ActorRequest,
    account_id: UUID,
    proof_id: UUID | None = None,
    *,
    brought: Brought = BY_ONESELF,
) -> str:
    """Let this browser be the account's, under a new key; whose kind it is."""
    # The day of the last sign-in is written: the wall asks whose account it is.
    with reading(_own(account_id)):
        account: Any = get_user_model().objects.get(pk=account_id)
        # Whatever was in this browser before is not the person's who signs in.
        request.session.flush()
        login(request, account)
    request.session[SIGNED_IN_FROM] = origin_of(request)
    request.session.update(brought.kept)
    actor = get_actor(account_id=account_id, today=request.today)
    if factor_is_asked(actor, request) and not factors_of(account_id):
        request.session[FACTOR_ASKED] = True
    note_sign_in(actor=actor, face="page")
    if brought.level < BY_ONESELF.level:
        request.session.save()
        digest = digest_of(request.session.session_key or "")
        cap_session(actor=actor, key_digest=digest, level=brought.level)
    if proof_id is not None:
        lift(request, actor, proof_id)
    return actor.kind


def lift(request: ActorRequest, actor: Actor, proof_id: UUID) -> None:
    """Let a proof count for the session of this browser."""
    # The row is to be there, and to be the account's, before it can be lifted.
    request.session.save()
    key_digest = digest_of(request.session.session_key or "")
    lift_session(actor=actor, proof_id=proof_id, key_digest=key_digest)


def factor_is_asked(actor: Actor, request: ActorRequest) -> bool:
    """Whether a post that is held today asks for a second factor."""
    if actor.kind != "staff" or settings.ASSURANCE.factor_from is None:
        return False
    held = list_own_postings(actor=actor, today=request.today)
    roles = {one.role for one in held}
    asked: bool = settings.ASSURANCE.asks_factor(roles, on=request.today)
    return asked


def factors_of(account_id: UUID) -> list[Factor]:
    """The second factors of an account that is about to sign in."""
    return list_own_factors(actor=_own(account_id))


def login_of(actor: Actor) -> str:
    """Under which name the tries of somebody who is signed in are counted."""
    with reading(actor):
        account: Any = get_user_model().objects.get(pk=actor.own_account)
        return str(account.login)


def _own(account_id: UUID) -> Actor:
    return Actor(kind="anonymous", city="", name="登录", account_id=account_id)
