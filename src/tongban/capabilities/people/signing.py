"""Signing in: one exact login, argon2, and an actor made from postings and roles."""

from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import connection

from tongban.capabilities.people.models import Account
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.addresses import client_address
from tongban.plumbing.access.limits import MINUTE
from tongban.plumbing.access.tallies import TooMany, count_act, forget_acts
from tongban.plumbing.access.work import working
from tongban.plumbing.database.keyed import phone_login

TRIES: Final = "sign_in"
TRIES_AN_ADDRESS: Final = "sign_in_address"
LONGEST_LOGIN: Final = 60
LONGEST_PASSWORD: Final = 200


class AccountBackend:
    """Django's sign-in, over the wall: accounts are read by exact login or own key."""

    def authenticate(
        self, request: Any, *, username: str = "", password: str = ""
    ) -> Account | None:
        """The account when login and password are right; else None, in equal time.

        Refuses with TooMany, before anything is looked up: what nobody is called rests
        after wrong passwords as a login that exists does.
        """
        address = client_address(request.META, settings.TRUSTED_PROXIES)
        _count_try(username, address)
        if not _can_be_right(username, password):
            return None
        row = _find(username) or _find(phone_login(username))
        if row is None:
            # As slow as a check: the login's existence is hidden.
            make_password(password)
            return None
        account_id, stored, active = row
        if not check_password(password, stored) or not active:
            return None
        forget_acts(TRIES, username)
        # One only: else an account of one's own would pay for guesses at others.
        forget_acts(TRIES_AN_ADDRESS, address, 1)
        return self.get_user(account_id)

    def get_user(self, user_id: UUID | str) -> Account | None:
        """The account of a session."""
        with working(_nobody(account_id=UUID(str(user_id))), writing=False):
            return Account.objects.filter(pk=user_id, is_active=True).first()


def _find(login: str) -> tuple[UUID, str, bool] | None:
    with working(_nobody(), writing=False), connection.cursor() as cursor:
        cursor.execute("select * from account_for_sign_in(%s)", [login])
        row: tuple[UUID, str, bool] | None = cursor.fetchone()
    return row


def _count_try(username: str, address: str) -> None:
    """Counted before it is looked at: a hundred at once are no more than one after another."""
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


def _can_be_right(username: str, password: str) -> bool:
    """A megabyte of password is not even hashed."""
    return (
        len(username) <= LONGEST_LOGIN
        and len(password) <= LONGEST_PASSWORD
        and username.isprintable()
    )


def _nobody(account_id: UUID | None = None) -> Actor:
    return Actor(kind="anonymous", city="", name="登录", account_id=account_id)
