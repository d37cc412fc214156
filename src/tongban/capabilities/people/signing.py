"""Signing in: one exact login, argon2, and an actor made from postings and roles."""

from typing import Any, Final
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import connection

from tongban.capabilities.people.models import Account
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.tries import count_try
from tongban.plumbing.access.work import working
from tongban.plumbing.database.keyed import phone_login

LONGEST_LOGIN: Final = 60
LONGEST_PASSWORD: Final = 200


class AccountBackend:
    """Django's sign-in, over the wall: accounts are read by exact login or own key."""

    def authenticate(
        self, request: Any, *, username: str = "", password: str = ""
    ) -> Account | None:
        """The account when login and password are right; else None, in equal time.

        Refuses with TooMany, before anything is looked up: what nobody is called rests
        after wrong passwords as a login that exists does. A right password alone forgets
        no try: a code may still be asked for, and is counted with it (`forget_tries`).
        """
        count_try(request, username)
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


def _can_be_right(username: str, password: str) -> bool:
    """A megabyte of password is not even hashed."""
    return (
        len(username) <= LONGEST_LOGIN
        and len(password) <= LONGEST_PASSWORD
        and username.isprintable()
    )


def _nobody(account_id: UUID | None = None) -> Actor:
    return Actor(kind="anonymous", city="", name="登录", account_id=account_id)
