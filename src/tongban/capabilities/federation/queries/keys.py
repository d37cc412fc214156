"""Keys that sign what systems are told."""

from datetime import datetime

from tongban.capabilities.federation.models import FederationKey
from tongban.capabilities.federation.permissions import ISSUE_TOKENS
from tongban.capabilities.federation.types import PublicKey
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query


@query
def list_keys(*, actor: Actor, at: datetime) -> list[PublicKey]:
    """The keys that are shown: the one that signs, and those whose statements still count."""
    require(actor, ISSUE_TOKENS)
    rows = FederationKey.objects.filter(city=actor.city).order_by("-made_at")
    return [
        PublicKey(row.id, row.public_jwk, row.made_at, row.signs_to, row.shown_to)
        for row in rows.defer("private")
        if row.shown_to is None or row.shown_to > at
    ]


@query
def signing_key(*, actor: Actor) -> str:
    """The key that signs now, with its private half; empty where none was made yet."""
    require(actor, ISSUE_TOKENS)
    row = FederationKey.objects.filter(city=actor.city, signs_to=None).first()
    return str(row.private) if row else ""
