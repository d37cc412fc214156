"""Codes are tried a few times and no more, by whoever types them."""

from typing import Final

from django.conf import settings

from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.limits import MINUTE
from tongban.plumbing.access.tallies import TooMany, count_act

SCOPE: Final = "mandate_code"


def count_try(actor: Actor) -> None:
    """Counted before the code is looked at. Refuses with TooMany."""
    limits = settings.SIGN_IN_LIMITS
    rest = limits.rest_minutes * MINUTE
    seconds = count_act(
        SCOPE, str(actor.own_account), most=limits.tries, span=rest, rest=rest
    )
    if seconds:
        minutes = -(-seconds // MINUTE)
        raise TooMany(
            f"代办码试的次数太多了，请过 {minutes} 分钟再试。", seconds=seconds
        )
