"""Everything that writes about signing in to other systems."""

from tongban.capabilities.federation.commands.clients import (
    cover_client,
    end_client,
    register_client,
    renew_secret,
)
from tongban.capabilities.federation.commands.consenting import (
    give_sign_in,
    withdraw_consent,
)
from tongban.capabilities.federation.commands.issuing import (
    end_grant,
    note_refusal,
    redeem_code,
    renew_tokens,
)
from tongban.capabilities.federation.commands.keeping_keys import rotate_key
from tongban.capabilities.federation.commands.logins import (
    register_login,
    settle_login,
)
from tongban.capabilities.federation.commands.telling import keep_answer, note_handed

__all__ = [
    "cover_client",
    "end_client",
    "end_grant",
    "give_sign_in",
    "keep_answer",
    "note_handed",
    "note_refusal",
    "redeem_code",
    "register_client",
    "register_login",
    "renew_secret",
    "renew_tokens",
    "rotate_key",
    "settle_login",
    "withdraw_consent",
]
