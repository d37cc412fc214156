"""What may be asked about signing in to other systems. Reading only."""

from tongban.capabilities.federation.queries.clients import (
    check_client,
    find_client,
    get_client,
    list_clients,
)
from tongban.capabilities.federation.queries.keys import list_keys, signing_key
from tongban.capabilities.federation.queries.logins import (
    count_logins,
    list_logins,
)
from tongban.capabilities.federation.queries.tokens import (
    find_by_access,
    find_by_any_token,
    find_grant,
    list_untold,
)
from tongban.capabilities.federation.queries.visits import (
    list_own_visits,
    own_session,
    signed_in_since,
)

__all__ = [
    "check_client",
    "count_logins",
    "find_by_access",
    "find_by_any_token",
    "find_client",
    "find_grant",
    "get_client",
    "list_clients",
    "list_keys",
    "list_logins",
    "list_own_visits",
    "list_untold",
    "own_session",
    "signed_in_since",
    "signing_key",
]
