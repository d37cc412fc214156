"""A system turns a code, or a renewal token, into tokens; what is wrong ends the sign-in."""

import re
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from tongban.capabilities.federation.models import (
    FederationEnd,
    FederationGrant,
    FederationIssue,
)
from tongban.capabilities.federation.permissions import ISSUE_TOKENS
from tongban.capabilities.federation.queries.tokens import grant_value
from tongban.capabilities.federation.secrets import challenge_of, digest, new_secret
from tongban.capabilities.federation.types import OFFLINE, Issued
from tongban.ground.refusals import Refusal
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.evidence.recording import record

_HOLDS: Final = "select federation_holds(%s)"
_VERIFIER: Final = re.compile(r"[A-Za-z0-9._~-]{43,128}")
REPLAYED: Final = "replayed"


class GrantRefused(Refusal):
    """`invalid_grant` of RFC 6749: the reason is for the log, the asker learns no more."""

    status = 400

    def __init__(
        self, reason: str, grant_id: UUID | None = None, error: str = "invalid_grant"
    ) -> None:
        """Keep what the log needs, and the error's name for the system."""
        super().__init__("授权码或者更新凭证无效、过期、用过了，或者不是给这个系统的。")
        self.reason = reason
        self.grant_id = grant_id
        self.error = error


@command
def redeem_code(
    *,
    actor: Actor,
    client_id: UUID,
    code: str,
    redirect: str,
    verifier: str,
    at: datetime,
) -> Issued:
    """Tokens for a code: once, by the system it was given to, with its verifier.

    Refuses with NotAllowed and GrantRefused; the database refuses a second time as well.
    """
    require(actor, ISSUE_TOKENS)
    grant = _of(client_id, FederationGrant.objects.filter(code_digest=digest(code)))
    if FederationIssue.objects.filter(grant=grant).exists():
        raise GrantRefused(REPLAYED, grant.id)
    if redirect != grant.redirect:
        raise GrantRefused("redirect", grant.id)
    if _VERIFIER.fullmatch(verifier) is None or not compare_digest(
        challenge_of(verifier), grant.challenge
    ):
        raise GrantRefused("verifier", grant.id)
    if at > grant.code_ends_at:
        raise GrantRefused("expired", grant.id)
    _hold(grant)

    issued = _issue(grant, 1, at)

    _leave_trace(actor, grant, 1)
    return issued


@command
def renew_tokens(
    *,
    actor: Actor,
    client_id: UUID,
    refresh: str,
    scopes: frozenset[str],
    at: datetime,
) -> Issued:
    """New tokens for a renewal token, which is used up by it.

    One that was used before is in two hands: the sign-in ends (by whoever catches the
    refusal, `end_grant`). Refuses with NotAllowed and GrantRefused.
    """
    require(actor, ISSUE_TOKENS)
    before = FederationIssue.objects.filter(refresh_digest=digest(refresh)).first()
    if before is None:
        raise GrantRefused("unknown")
    grant = _of(client_id, FederationGrant.objects.filter(pk=before.grant_id))
    turn = before.turn + 1
    if FederationIssue.objects.filter(grant=grant, turn=turn).exists():
        raise GrantRefused(REPLAYED, grant.id)
    # Said again or not at all: what was agreed to is neither widened nor narrowed.
    if scopes and scopes != set(grant.scopes):
        raise GrantRefused("scopes", grant.id, "invalid_scope")
    _hold(grant)

    issued = _issue(grant, turn, at)

    _leave_trace(actor, grant, turn)
    return issued


@command
def end_grant(*, actor: Actor, grant_id: UUID, because: str, at: datetime) -> None:
    """End a sign-in with everything that was issued for it; twice changes nothing.

    Refuses with NotAllowed.
    """
    require(actor, ISSUE_TOKENS)

    end = FederationEnd(
        grant_id=grant_id, city=actor.city, because=because, ended_at=at
    )
    FederationEnd.objects.bulk_create([end], ignore_conflicts=True)

    record(
        actor,
        "federation.sign_in.ended",
        subject="federation_grant",
        subject_id=grant_id,
        because=because,
    )


@command
def note_refusal(
    *, actor: Actor, what: str, reason: str, client_id: UUID | None
) -> None:
    """Leave a record that something was refused, and why. Refuses with NotAllowed."""
    require(actor, ISSUE_TOKENS)

    record(
        actor,
        f"federation.{what}.refused",
        subject="federation_client",
        subject_id=client_id or "",
        reason=reason,
    )


def _of(client_id: UUID, found: QuerySet[FederationGrant]) -> FederationGrant:
    grant = found.select_related("client").first()
    if grant is None:
        raise GrantRefused("unknown")
    if grant.client_id != client_id:
        raise GrantRefused("another_client", grant.id)
    return grant


def _hold(grant: FederationGrant) -> None:
    if not fetch_all(_HOLDS, [grant.id])[0][0]:
        raise GrantRefused("over", grant.id)


def _issue(grant: FederationGrant, turn: int, at: datetime) -> Issued:
    access = new_secret()
    refresh = new_secret() if OFFLINE in grant.scopes else ""
    FederationIssue.objects.create(
        city=grant.city,
        grant=grant,
        turn=turn,
        access_digest=digest(access),
        refresh_digest=digest(refresh) if refresh else None,
        issued_at=at,
        access_ends_at=at + timedelta(seconds=settings.SIGN_IN_LIMITS.access_seconds),
    )
    return Issued(grant_value(grant), access, refresh)


def _leave_trace(actor: Actor, grant: FederationGrant, turn: int) -> None:
    record(
        actor,
        "federation.tokens.issued",
        subject="federation_grant",
        subject_id=grant.id,
        client=grant.client_id,
        turn=turn,
    )
