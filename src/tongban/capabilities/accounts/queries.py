"""What may be asked about one's own sign-ins. Reading only."""

from typing import Final

from tongban.capabilities.accounts.devices import origin_of
from tongban.capabilities.accounts.models import AccountSession
from tongban.capabilities.accounts.sessions import digest_of as session_digest
from tongban.capabilities.accounts.types import SignIn
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

__all__ = ["list_own_sign_ins", "origin_of", "session_digest"]

MOST_SHOWN: Final = 20
_THIS: Final = "select session_of_digest(%s)"


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
