"""The identity provider at work: the one actor that signs, and what it says."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError

from tongban.capabilities.federation.commands import rotate_key
from tongban.capabilities.federation.levels import acr_of
from tongban.capabilities.federation.permissions import ISSUE_TOKENS
from tongban.capabilities.federation.queries import list_keys, signing_key
from tongban.capabilities.federation.secrets import token_mark
from tongban.capabilities.federation.signing import read, sign
from tongban.capabilities.federation.types import (
    ID_SECONDS,
    IDENTITY,
    PHONE,
    PROFILE,
    REAL_NAME,
    Grant,
)
from tongban.capabilities.people.types import PersonCard
from tongban.ground.codes.mask import mask_identity_number, mask_mobile, mask_name
from tongban.plumbing.access.actor import Actor, system
from tongban.plumbing.database.keys import new_key

LOGOUT_EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"
LOGOUT_KIND: Final = "logout+jwt"


def provider(city: str) -> Actor:
    """The named system actor of a city that issues tokens."""
    grants = frozenset({(ISSUE_TOKENS, None)})
    return system("identity-provider", city=city, grants=grants)


def _private_key(actor: Actor, at: datetime) -> str:
    """The key that signs; the first one is made when it is first needed."""
    found = signing_key(actor=actor)
    if not found:
        # Somebody else may make the first one at the same moment: theirs it is then.
        with suppress(IntegrityError):
            rotate_key(actor=actor, at=at)
        found = signing_key(actor=actor)
    return found


def id_token(grant: Grant, access: str, *, actor: Actor, at: datetime) -> str:
    """Who signed in to a system, signed for that system alone."""
    now = int(at.timestamp())
    claims: dict[str, Any] = {
        "iss": grant.issuer,
        "sub": grant.subject,
        "aud": grant.client_code,
        "iat": now,
        "exp": now + ID_SECONDS,
        "auth_time": int(grant.signed_in_at.timestamp()),
        "acr": acr_of(grant.level),
        "sid": str(grant.grant_id),
        "at_hash": token_mark(access),
    }
    if grant.nonce:
        claims["nonce"] = grant.nonce
    return sign(_private_key(actor, at), claims)


def logout_token(grant: Grant, *, actor: Actor, at: datetime) -> str:
    """That a sign-in is over, signed for the system that it was to."""
    now = int(at.timestamp())
    claims = {
        "iss": grant.issuer,
        "aud": grant.client_code,
        "iat": now,
        "exp": now + int(timedelta(minutes=2).total_seconds()),
        "jti": str(new_key()),
        "sub": grant.subject,
        "sid": str(grant.grant_id),
        "events": {LOGOUT_EVENT: {}},
    }
    return sign(_private_key(actor, at), claims, LOGOUT_KIND)


def read_id_token(statement: str, *, actor: Actor, at: datetime) -> dict[str, Any]:
    """What an id token says that we gave, however old. Raises NotOurs."""
    return read(statement, [key.jwk for key in list_keys(actor=actor, at=at)])


def public_keys(*, actor: Actor, at: datetime) -> list[dict[str, str]]:
    """The keys that systems check with; there is always one."""
    _private_key(actor, at)
    return [key.jwk for key in list_keys(actor=actor, at=at)]


def claims_of(card: PersonCard, scopes: tuple[str, ...]) -> dict[str, str]:
    """A person's values for these scopes: the whole of what is named, the rest masked."""
    claims: dict[str, str] = {}
    if PROFILE in scopes:
        claims = {
            "name": mask_name(card.name),
            "id_kind": card.id_kind,
            "id_number": mask_identity_number(card.id_number, public=True),
            "phone_number": mask_mobile(card.phone),
        }
    if REAL_NAME in scopes:
        claims["name"] = card.name
    if IDENTITY in scopes:
        claims |= {"id_kind": card.id_kind, "id_number": card.id_number}
    if PHONE in scopes:
        claims["phone_number"] = card.phone
    return {name: value for name, value in claims.items() if value}
