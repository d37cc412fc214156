"""What may be asked about one's own sign-ins. Reading only."""

from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.utils.crypto import constant_time_compare

from tongban.capabilities.accounts.devices import origin_of
from tongban.capabilities.accounts.factors import own_authenticator
from tongban.capabilities.accounts.models import (
    AccountSession,
    Readmission,
    ReadmissionUse,
    RecoveryCode,
    SecondFactor,
)
from tongban.capabilities.accounts.permissions import READMIT_CITIZEN
from tongban.capabilities.accounts.sessions import Comer
from tongban.capabilities.accounts.sessions import digest_of as session_digest
from tongban.capabilities.accounts.types import (
    FACTOR_ASKED,
    Factor,
    Passkey,
    ReadmissionCard,
    SignIn,
)
from tongban.capabilities.people.queries import (
    actor_from,
    get_actor,
    list_staff_names,
    without_office,
)
from tongban.capabilities.people.types import API_OWNER
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

__all__ = [
    "actor_in_session",
    "count_recovery_codes",
    "find_begun_secret",
    "find_passkey",
    "list_own_factors",
    "list_own_passkeys",
    "list_own_sign_ins",
    "list_readmissions",
    "origin_of",
    "own_level",
    "session_digest",
]

MOST_SHOWN: Final = 20
_OWNERS: Final = {"page": SESSION_KEY, "api": API_OWNER}
_THIS: Final = "select session_of_digest(%s)"
_LEVEL: Final = "select session_level()"


def actor_in_session(*, session: Any, face: str, today: date) -> Actor | None:
    """Who acts through a session (Django's store) on a `page` or through the `api`.

    None: nobody has signed in with it. Without their office while a second factor is asked.
    Refuses with NotFound when the account is gone or switched off, or a page's session was
    begun under another password.
    """
    session.day = today
    owner = session.get(_OWNERS[face])
    if owner is None:
        return None
    actor = _actor_behind(session, UUID(owner), face, today)
    if session.get(FACTOR_ASKED):
        actor = without_office(actor)
    return replace(actor, session=session_digest(session.session_key or ""))


def _actor_behind(session: Any, owner: UUID, face: str, today: date) -> Actor:
    comer: Comer | None = session.who_comes()
    if comer is None or comer.account_id != owner:
        # Signed in just now, in this very request.
        return get_actor(account_id=owner, today=today)
    actor = actor_from(owner, comer.told, today)
    if face == "page" and not _is_of_password(session, comer.password):
        raise NotFound("密码改过了，请重新登录。")
    return actor


def _is_of_password(session: Any, password: str) -> bool:
    """As Django's `get_user` looks at it: another password ends what began under the old one."""
    of_account: Any = get_user_model()(password=password)
    begun_under = str(session.get(HASH_SESSION_KEY, ""))
    return constant_time_compare(begun_under, of_account.get_session_auth_hash())


@query
def list_readmissions(*, actor: Actor, body_id: UUID) -> list[ReadmissionCard]:
    """Whom windows of a body let back in, the latest first. Refuses with NotAllowed."""
    require(actor, READMIT_CITIZEN, org_id=body_id)
    rows = Readmission.objects.filter(body_id=body_id).order_by("-made_at", "-id")
    found = list(rows[:MOST_SHOWN])
    used = set(
        ReadmissionUse.objects.filter(
            readmission_id__in=[row.id for row in found]
        ).values_list("readmission_id", flat=True)
    )
    names = list_staff_names(
        actor=actor, person_ids=sorted({row.made_by_id for row in found})
    )
    return [
        ReadmissionCard(
            row.id,
            row.made_at,
            row.papers,
            row.reason,
            names.get(row.made_by_id, ""),
            row.id in used,
        )
        for row in found
    ]


@query
def list_own_sign_ins(*, actor: Actor, key_digest: str) -> list[SignIn]:
    """One's own sessions, those that go on first, then the latest; which one asks."""
    this = fetch_all(_THIS, [key_digest])[0][0]
    rows = AccountSession.objects.filter(account_id=actor.own_account).only(*_COLUMNS)
    listed = [
        SignIn(
            row.id,
            row.kind,
            row.address,
            row.device,
            row.began_at,
            row.seen_at,
            row.ended_at,
            row.ended_because,
            row.id == this,
        )
        for row in rows.order_by("-began_at", "-id")[:MOST_SHOWN]
    ]
    return sorted(listed, key=lambda one: (not one.is_this, one.ended_at is not None))


_COLUMNS: Final = (
    "id",
    "kind",
    "address",
    "device",
    "began_at",
    "seen_at",
    "ended_at",
    "ended_because",
)


@query
def own_level(*, actor: Actor) -> int:
    """The level of assurance that the actor's session has reached: 1 to 4."""
    level: int = fetch_all(_LEVEL)[0][0]
    return level


@query
def list_own_factors(*, actor: Actor) -> list[Factor]:
    """One's own second factors that count, the app first."""
    rows = SecondFactor.objects.filter(
        account_id=actor.own_account, removed_at=None, confirmed_at__isnull=False
    ).defer("secret")
    return [
        Factor(row.id, row.kind, row.name, row.made_at)
        for row in rows.order_by("-kind", "made_at", "id")
    ]


@query
def count_recovery_codes(*, actor: Actor) -> int:
    """How many codes on paper still open."""
    own = RecoveryCode.objects.filter(account_id=actor.own_account, used_at=None)
    return own.count()


@query
def find_begun_secret(*, actor: Actor) -> str:
    """The secret of an app that has not proved itself yet; empty where none is under way."""
    row = own_authenticator(actor, is_confirmed=False)
    return row.secret if row else ""


@query
def list_own_passkeys(*, actor: Actor) -> list[str]:
    """What one's own passkeys registered: a browser is to make no second one."""
    rows = SecondFactor.objects.filter(
        account_id=actor.own_account, kind="passkey", removed_at=None
    )
    return [row.secret for row in rows]


@query
def find_passkey(*, actor: Actor, credential_digest: str) -> Passkey:
    """One's own passkey by the digest of its public name. Refuses with NotFound."""
    row = SecondFactor.objects.filter(
        account_id=actor.own_account,
        kind="passkey",
        credential_digest=credential_digest,
        removed_at=None,
    ).first()
    if row is None:
        raise NotFound("没有找到这个通行密钥，可能已经移除了。")
    return Passkey(row.id, row.secret)
