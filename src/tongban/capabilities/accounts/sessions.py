"""Django's sessions in our own table: by digest, with an end that says why, oldest first.

A request costs one statement here, whether or not anybody has signed in with it: what the
session holds and who acts through it are one answer of the database (`come_in`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import (
    VALID_KEY_CHARS,
    CreateError,
    SessionBase,
    UpdateError,
)
from django.utils.crypto import get_random_string

from tongban.capabilities.accounts.types import SIGNED_IN_FROM
from tongban.capabilities.people.types import API_OWNER
from tongban.plumbing.access.work import current_work
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.database.prepared import execute, fetch_all

_KEY_CHARACTERS: Final = 32
_MINUTES: Final = 60
_READ: Final = "select * from read_session(%s)"
_COME_IN: Final = "select * from come_in(%s, %s)"
_KEEP: Final = "select keep_session(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
_END: Final = "select end_session(%s)"
_FORGET: Final = "select forget_old_sessions()"


def digest_of(key: str) -> str:
    """What stands in the table for a key: whoever reads the table cannot sign in."""
    return sha256(key.encode()).hexdigest()


@dataclass(frozen=True)
class Comer:
    """Who came with a session: the account, its password as kept, and what gives an actor."""

    account_id: UUID
    password: str = field(repr=False)
    told: Sequence[Any] = field(repr=False)


class SessionStore(SessionBase):
    """Django's store; `ended_because` says why a session that was there is not any more.

    With a `day` it also learns, in the same statement, who comes on it.
    """

    ended_because: str = ""
    day: date | None = None
    comer: Comer | None = None

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, under no key, once it has ended."""
        held = self._come_in()
        if not held:
            self._session_key = None
            return {}
        found: dict[str, Any] = self.decode(held)
        return found

    def who_comes(self) -> Comer | None:
        """Who came with this key; asked again where it was first read inside a work."""
        if self.comer is None and self.session_key:
            self._come_in()
        return self.comer

    def _come_in(self) -> str:
        # Inside somebody's work nobody else may come in: the actor would change.
        day = self.day if current_work() is None else None
        rows = fetch_all(_COME_IN, [digest_of(self.session_key or ""), day])
        if not rows:
            return ""
        held, self.ended_because, account_id, password, *told = rows[0]
        if account_id is not None:
            self.comer = Comer(account_id, password or "", told)
        return str(held)

    def flush(self) -> None:
        """Forget it all, and who came with it."""
        super().flush()
        self.comer = None

    def exists(self, session_key: str) -> bool:
        """Say whether a session under this key goes on."""
        rows = fetch_all(_READ, [digest_of(session_key)])
        return bool(rows and rows[0][0])

    def create(self) -> None:
        """Begin an empty session under a key of its own."""
        self._session_key = get_random_string(_KEY_CHARACTERS, VALID_KEY_CHARS)
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:
        """Keep what the session holds; refused where it has ended meanwhile."""
        if self.session_key is None:
            self.create()
            return
        held: dict[str, Any] = self._get_session(no_load=must_create)  # type: ignore[attr-defined]  # not in the stubs
        if not fetch_all(
            _KEEP, _values(self.session_key, held, self.encode(held), must_create)
        )[0][0]:
            raise CreateError if must_create else UpdateError

    def delete(self, session_key: str | None = None) -> None:
        """End a session: the one of this key, or this one."""
        key = session_key or self.session_key
        if key:
            execute(_END, [digest_of(key)])

    @classmethod
    def clear_expired(cls) -> None:
        """Forget what ended long ago."""
        fetch_all(_FORGET)


def _values(key: str, held: Mapping[str, Any], encoded: str, is_new: bool) -> list[Any]:
    limits = settings.SIGN_IN_LIMITS
    api = held.get(API_OWNER)
    owner = api or held.get(SESSION_KEY)
    address, device = held.get(SIGNED_IN_FROM, ("", ""))
    return [
        digest_of(key),
        is_new,
        new_key(),
        UUID(str(owner)) if owner else None,
        "api" if api else "page",
        encoded,
        address,
        device,
        limits.idle_minutes,
        limits.staff_idle_minutes,
        limits.session_hours * _MINUTES,
        limits.tokens if api else limits.sessions,
    ]
