"""Whose a token is: asked by the identity provider alone."""

from datetime import datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.federation.models import (
    FederationGrant,
    FederationIssue,
    FederationLogout,
)
from tongban.capabilities.federation.permissions import ISSUE_TOKENS
from tongban.capabilities.federation.secrets import digest
from tongban.capabilities.federation.types import Grant
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

_HOLDS: Final = "select federation_holds(%s)"


@query
def find_by_access(*, actor: Actor, access: str, at: datetime) -> Grant | None:
    """The sign-in of an access token that counts now."""
    require(actor, ISSUE_TOKENS)
    issue = (
        FederationIssue.objects.filter(
            access_digest=digest(access), access_ends_at__gt=at
        )
        .select_related("grant__client")
        .first()
    )
    if issue is None or not fetch_all(_HOLDS, [issue.grant_id])[0][0]:
        return None
    return grant_value(issue.grant)


@query
def find_by_any_token(*, actor: Actor, token: str) -> Grant | None:
    """The sign-in of an access or renewal token, whether it counts or not."""
    require(actor, ISSUE_TOKENS)
    held = FederationIssue.objects.select_related("grant__client")
    issue = (
        held.filter(access_digest=digest(token)).first()
        or held.filter(refresh_digest=digest(token)).first()
    )
    return grant_value(issue.grant) if issue else None


@query
def find_grant(*, actor: Actor, grant_id: UUID) -> tuple[Grant, UUID] | None:
    """A sign-in by its key, and the session it came from."""
    require(actor, ISSUE_TOKENS)
    row = (
        FederationGrant.objects.filter(pk=grant_id, city=actor.city)
        .select_related("client")
        .first()
    )
    return (grant_value(row), row.session_id) if row else None


@query
def list_untold(
    *, actor: Actor, at: datetime, most: int
) -> list[tuple[Grant, str, int]]:
    """Ends that a system is to be told of now: the sign-in, where to, how often tried."""
    require(actor, ISSUE_TOKENS)
    rows = FederationLogout.objects.filter(
        city=actor.city, told_at=None, next_at__lte=at
    ).select_related("grant__client")
    return [
        (grant_value(row.grant), row.grant.client.logout_address, row.tries)
        for row in rows.order_by("next_at")[:most]
    ]


def grant_value(row: FederationGrant) -> Grant:
    """The value of a row whose client was read with it."""
    return Grant(
        grant_id=row.id,
        client_id=row.client_id,
        account_id=row.account_id,
        client_code=row.client.code,
        scopes=tuple(row.scopes),
        nonce=row.nonce,
        subject=row.subject,
        issuer=row.issuer,
        level=row.level,
        signed_in_at=row.signed_in_at,
    )
