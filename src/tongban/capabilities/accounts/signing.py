"""From an account that has proved itself to a browser that is signed in."""

from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model, login

from tongban.capabilities.accounts.commands import note_sign_in
from tongban.capabilities.accounts.devices import origin_of
from tongban.capabilities.accounts.types import SIGNED_IN_FROM
from tongban.capabilities.people.queries import get_actor
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest


def begin_session(request: ActorRequest, account_id: UUID) -> str:
    """Let this browser be the account's, under a new key; whose kind it is."""
    # The day of the last sign-in is written: the wall asks whose account it is.
    own = Actor(kind="anonymous", city="", name="登录", account_id=account_id)
    with reading(own):
        account: Any = get_user_model().objects.get(pk=account_id)
        # Whatever was in this browser before is not the person's who signs in.
        request.session.flush()
        login(request, account)
    request.session[SIGNED_IN_FROM] = origin_of(request)
    actor = get_actor(account_id=account_id, today=request.today)
    note_sign_in(actor=actor, face="page")
    return actor.kind
