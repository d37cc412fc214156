"""Where somebody has signed in with the city's identity: their own list."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Max

from tongban.capabilities.federation.models import (
    FederationConsent,
    FederationGrant,
)
from tongban.capabilities.federation.types import SCOPES, Visit
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

MOST_SHOWN: Final = 100
_SESSION: Final = "select session_of_digest(%s)"
_SINCE: Final = "select own_session_since(session_of_digest(%s))"


@query
def own_session(*, actor: Actor, browser: str) -> UUID | None:
    """The session of this browser, if it is one's own."""
    found: UUID | None = fetch_all(_SESSION, [browser])[0][0]
    return found


@query
def signed_in_since(*, actor: Actor, browser: str) -> datetime | None:
    """Since when one is signed in in this browser."""
    since: datetime | None = fetch_all(_SINCE, [browser])[0][0]
    return since


@query
def list_own_visits(*, actor: Actor) -> list[Visit]:
    """The systems one agreed to, the latest first; which of them one is signed in to now."""
    consents = list(
        FederationConsent.objects.filter(
            account_id=actor.own_account, withdrawn_at=None
        )
        .select_related("client__body")
        .order_by("-given_at")[:MOST_SHOWN]
    )
    grants = FederationGrant.objects.filter(consent__in=[one.id for one in consents])
    last = dict(
        grants.values("consent_id")
        .annotate(last=Max("given_at"))
        .values_list("consent_id", "last")
    )
    on = set(grants.filter(end=None).values_list("consent_id", flat=True))
    return [
        Visit(
            consent_id=one.id,
            client=one.client.name,
            body=one.client.body.name,
            hands_over=[SCOPES[scope] for scope in SCOPES if scope in one.scopes],
            agreed_at=one.given_at,
            last_at=last.get(one.id),
            is_open=one.id in on,
        )
        for one in consents
    ]
