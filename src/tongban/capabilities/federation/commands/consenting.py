"""A person agrees that a system is told who they are, signs in to it, and takes it back."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from tongban.capabilities.accounts.permissions import KEEP_OWN_SIGN_INS
from tongban.capabilities.federation.levels import read_level
from tongban.capabilities.federation.models import (
    FederationClient,
    FederationConsent,
    FederationGrant,
)
from tongban.capabilities.federation.secrets import digest, new_secret
from tongban.capabilities.federation.types import Asked
from tongban.ground.refusals import MoveRefused, NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.keyed import pairwise_key
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.evidence.recording import record

_SESSION: Final = "select session_of_digest(%s)"
_LOCK: Final = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"
_SINCE: Final = "select own_session_since(%s)"


class ConsentNeeded(MoveRefused):
    """The person has not agreed to all of this yet."""


@command
def give_sign_in(
    *, actor: Actor, asked: Asked, issuer: str, browser: str, agrees: bool, at: datetime
) -> str:
    """Sign the person in to a system from this browser; the code by which it gets tokens.

    `browser` is the digest of the session's key. Refuses with NotAllowed (not signed in, or
    the system serves other people), with ConsentNeeded unless the person agrees now or did.
    """
    require(actor, KEEP_OWN_SIGN_INS)
    if actor.kind != asked.client.serves:
        raise NotAllowed("这个系统不接待您这一类账号，请换一个账号登录。")
    session_id = fetch_all(_SESSION, [browser])[0][0]
    since = session_id and fetch_all(_SINCE, [session_id])[0][0]
    if since is None:
        raise NotAllowed("请先登录，再到别的系统去。", turn_to="登录")
    consent_id = _agreed(actor, asked)
    if consent_id is None and not agrees:
        raise ConsentNeeded("还没有得到您的同意。")

    if consent_id is None:
        consent_id = _agree(actor, asked, at)
    code = new_secret()
    grant_id = _grant(
        actor,
        asked,
        at,
        consent_id=consent_id,
        session_id=session_id,
        issuer=issuer,
        signed_in_at=since,
        code_digest=digest(code),
    )

    record(
        actor,
        "federation.sign_in.given",
        subject="federation_grant",
        subject_id=grant_id,
        client=asked.client.client_id,
        scopes=asked.scopes,
        session=session_id,
    )
    return code


@command
def withdraw_consent(*, actor: Actor, consent_id: UUID, at: datetime) -> None:
    """Take back that a system is told anything; what it was given ends with it.

    Refuses with NotAllowed and NotFound.
    """
    require(actor, KEEP_OWN_SIGN_INS)

    own = FederationConsent.objects.filter(
        pk=consent_id, account_id=actor.own_account, withdrawn_at=None
    )
    if not own.update(withdrawn_at=at):
        raise NotFound("没有找到这个系统，可能已经撤回了。")

    record(
        actor,
        "federation.consent.withdrawn",
        subject="federation_consent",
        subject_id=consent_id,
    )


def _grant(actor: Actor, asked: Asked, at: datetime, **facts: Any) -> UUID:
    client_id = asked.client.client_id
    person = actor.natural_person
    made = FederationGrant.objects.create(
        city=actor.city,
        client_id=client_id,
        account_id=actor.own_account,
        redirect=asked.redirect,
        scopes=list(asked.scopes),
        nonce=asked.nonce,
        challenge=asked.challenge,
        subject=pairwise_key(actor.city, _sector_of(client_id), person),
        level=read_level(actor),
        given_at=at,
        code_ends_at=at + timedelta(seconds=settings.SIGN_IN_LIMITS.code_seconds),
        **facts,
    )
    return made.id


def _sector_of(client_id: UUID) -> str:
    return FederationClient.objects.values_list("sector", flat=True).get(pk=client_id)


def _agreed(actor: Actor, asked: Asked) -> UUID | None:
    held = FederationConsent.objects.filter(
        account_id=actor.own_account,
        client_id=asked.client.client_id,
        withdrawn_at=None,
        scopes__contains=list(asked.scopes),
    ).first()
    return held.id if held else None


def _agree(actor: Actor, asked: Asked, at: datetime) -> UUID:
    """Agreed to more than before: the earlier agreement goes, and what rests on it."""
    # The button pressed twice: the second one waits, and finds.
    fetch_all(_LOCK, [f"consent|{actor.own_account}|{asked.client.client_id}"])
    found = _agreed(actor, asked)
    if found is not None:
        return found
    FederationConsent.objects.filter(
        account_id=actor.own_account,
        client_id=asked.client.client_id,
        withdrawn_at=None,
    ).update(withdrawn_at=at)
    made = FederationConsent.objects.create(
        city=actor.city,
        account_id=actor.own_account,
        client_id=asked.client.client_id,
        scopes=list(asked.scopes),
        given_at=at,
    )
    record(
        actor,
        "federation.consent.given",
        subject="federation_consent",
        subject_id=made.id,
        client=asked.client.client_id,
        scopes=asked.scopes,
    )
    return made.id
