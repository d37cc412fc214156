"""Bearer tokens of the API: the key of a server-side session, revocable at any time.

The API takes no cookies, so a foreign page cannot make a browser act through it.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from tongban.plumbing.access.actor import Actor

ActorFromToken = Callable[[HttpRequest, str], Actor | None]
_resolvers: list[ActorFromToken] = []


def resolve_tokens_with(resolver: ActorFromToken) -> ActorFromToken:
    """Let a higher floor say whom a token belongs to; it registers at start-up."""
    _resolvers[:] = [resolver]
    return resolver


def actor_for(request: HttpRequest, token: str) -> Actor | None:
    """The actor of a token, or None when it is unknown or has ended."""
    return _resolvers[0](request, token) if _resolvers else None


def bearer(request: Any) -> Actor | None:
    """Ninja's `auth` callable: takes `Authorization: Bearer …`, sets `request.actor`."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        return None
    actor = actor_for(request, token.strip())
    if actor is not None:
        request.actor = actor
    return actor
