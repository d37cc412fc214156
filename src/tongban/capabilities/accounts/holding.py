"""What this room keeps of a person: where and when they signed in."""

from typing import Any, Final

from tongban.capabilities.accounts.models import AccountSession
from tongban.capabilities.privacy.types import tells_of
from tongban.plumbing.access.actor import Actor

_FIELDS: Final = (
    "kind",
    "address",
    "device",
    "began_at",
    "seen_at",
    "ended_at",
    "ended_because",
)


@tells_of("50_sign_ins", "登录")
def tell_sign_ins(actor: Actor) -> list[dict[str, Any]]:
    """Every sign-in that is kept, the newest first."""
    if actor.account_id is None:
        return []
    rows = AccountSession.objects.filter(account_id=actor.account_id)
    return list(rows.order_by("-began_at").values(*_FIELDS))
