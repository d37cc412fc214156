"""Tries to sign in, with a password or a code: counted together, for a login and an address."""

from typing import Any, Final

from django.conf import settings

from tongban.plumbing.access.addresses import client_address
from tongban.plumbing.access.limits import MINUTE
from tongban.plumbing.access.tallies import TooMany, count_act, forget_acts

TRIES: Final = "sign_in"
TRIES_AN_ADDRESS: Final = "sign_in_address"


def count_try(request: Any, username: str) -> None:
    """Count a password or a code before it is looked at. Refuses with TooMany.

    A hundred at once are no more than one after another.
    """
    address = client_address(request.META, settings.TRUSTED_PROXIES)
    limits = settings.SIGN_IN_LIMITS
    rest = limits.rest_minutes * MINUTE
    times = {"span": rest, "rest": rest}
    seconds = max(
        count_act(TRIES, username, most=limits.tries, **times),
        count_act(TRIES_AN_ADDRESS, address, most=limits.tries_an_address, **times),
    )
    if seconds:
        minutes = -(-seconds // MINUTE)
        message = (
            f"输错的次数太多了，请过 {minutes} 分钟再试。急着办事的，"
            "可以带身份证到任何一个政务服务大厅，或者打 12345 找人帮忙。"
        )
        raise TooMany(message, seconds=seconds)


def forget_tries(request: Any, username: str) -> None:
    """Somebody is in: what they mistyped before holds them back no more."""
    forget_acts(TRIES, username)
    # One only: else an account of one's own would pay for guesses at others.
    address = client_address(request.META, settings.TRUSTED_PROXIES)
    forget_acts(TRIES_AN_ADDRESS, address, 1)
