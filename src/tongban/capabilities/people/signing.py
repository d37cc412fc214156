"""Signing in: one exact login, argon2, and an actor made from postings and roles."""

from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import connection

from tongban.capabilities.people.models import Account
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.work import working

# Under this name a session of the API keeps whose it is.
API_OWNER = "api_account"


class AccountBackend:
    """Django's sign-in, over the wall: accounts are read by exact login or own key."""

    def authenticate(
        self, request: Any, *, username: str = "", password: str = ""
    ) -> Account | None:
        """The account when login and password are right; else None, in equal time."""
        with working(_nobody(), writing=False), connection.cursor() as cursor:
            cursor.execute("select * from account_for_sign_in(%s)", [username])
            row = cursor.fetchone()
        if row is None:
            make_password(
                password
            )  # as slow as a check: the login's existence is hidden
            return None
        account_id, stored, active = row
        if not check_password(password, stored) or not active:
            return None
        return self.get_user(account_id)

    def get_user(self, user_id: UUID | str) -> Account | None:
        """The account of a session."""
        with working(_nobody(account_id=UUID(str(user_id))), writing=False):
            return Account.objects.filter(pk=user_id, is_active=True).first()


def _nobody(account_id: UUID | None = None) -> Actor:
    return Actor(kind="anonymous", city="", name="登录", account_id=account_id)
