"""What pages and endpoints get from the door: who is asking, and what time it is."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from django.http import HttpRequest

from tongban.plumbing.access.actor import Actor


class ActorRequest(HttpRequest):
    """A request that knows the actor, and the moment and office day of the clock port.

    The faces' middleware fills these in; nothing below asks the time itself.
    """

    actor: Actor
    now: datetime
    today: date
    # For people who see less well pages are made otherwise.
    mode: Literal["standard", "elder"]
    # The app inside which pages are shown: its key, code, name, origin; empty: a browser.
    inside: Mapping[str, str]
