"""Telling systems that somebody signed out (OpenID Connect Back-Channel Logout).

The address stands in the registration, so the call goes through the one door for calls
outwards: to a public place, or to one that the operator listed.
"""

from datetime import datetime
from typing import Final
from urllib.parse import urlencode, urlsplit

from tongban.capabilities.federation.commands import keep_answer
from tongban.capabilities.federation.joining import begin_joined, finish_joined
from tongban.capabilities.federation.provider import logout_token, provider
from tongban.capabilities.federation.queries import list_untold
from tongban.capabilities.federation.upstream import (
    NotJoined,
    Upstream,
    begin_upstream,
    finish_upstream,
)
from tongban.plumbing.outgoing.calling import NotCalled, Place

__all__ = [
    "NotJoined",
    "Upstream",
    "begin_joined",
    "begin_upstream",
    "finish_joined",
    "finish_upstream",
    "provider",
    "tell_systems",
]

PATIENCE: Final = 5.0
MOST_BYTES: Final = 4096
A_ROUND: Final = 200
_OK: Final = range(200, 205)
_FORM: Final = "application/x-www-form-urlencoded"


def tell_systems(city: str, at: datetime) -> int:
    """Tell what waits, one after another; each answer is kept on its own. How many waited."""
    actor = provider(city)
    waiting = list_untold(actor=actor, at=at, most=A_ROUND)
    for grant, address, tries in waiting:
        statement = logout_token(grant, actor=actor, at=at)
        keep_answer(
            actor=actor,
            grant_id=grant.grant_id,
            trouble=_tell(address, statement),
            tries=tries,
            at=at,
        )
    return len(waiting)


def _tell(address: str, statement: str) -> str:
    """Send it; what stood against it, in words."""
    parts = urlsplit(address)
    place = Place(f"{parts.scheme}://{parts.netloc}", PATIENCE, MOST_BYTES)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    content = urlencode({"logout_token": statement}).encode()
    try:
        told = place.call("POST", path, content, _FORM)
    except NotCalled as error:
        return str(error)
    return "" if told.status in _OK else f"对方回答 {told.status}"
