"""Makers for tests: people with accounts, in office or not, as actors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from itertools import count
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from tongban.capabilities.people.commands import (
    load_accounts,
    load_people,
    load_postings,
)
from tongban.capabilities.people.permissions import LOAD_PEOPLE
from tongban.capabilities.people.queries import get_actor
from tongban.capabilities.people.signing import AccountBackend
from tongban.capabilities.people.types import (
    API_OWNER,
    AccountLine,
    PersonLine,
    PostingLine,
)
from tongban.ground.codes.check_digits import mod_11_2
from tongban.plumbing.access.actor import Actor, system

CITY = "690100"
TODAY = date(2026, 11, 22)
_SINCE = date(2020, 1, 2)
_serial = count(1)


class QuickArgon2(Argon2PasswordHasher):
    """The hasher of service at its lowest cost: tests sign in thousands of times."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1


@dataclass(frozen=True)
class Post:
    """What somebody is to be: a role at these bodies."""

    role: str
    body_ids: tuple[UUID, ...]
    name: str


def make_people_loader(city: str = CITY) -> Actor:
    """The named system actor that may load people."""
    return system("loading", city=city, grants=frozenset({(LOAD_PEOPLE, None)}))


def make_id_number(serial: int, born: str = "19800101") -> str:
    """A number with a right check digit, on a prefix that no real place has."""
    first = f"690121{born}{serial % 1000:03d}"
    return first + mod_11_2(first)


def make_person(name: str = "张秀兰", *, city: str = CITY) -> UUID:
    """A person with a number of their own."""
    return _load_people([name], city)[0]


def make_citizen(name: str = "张秀兰", *, city: str = CITY) -> Actor:
    """A citizen who has signed in."""
    return _sign_in([make_person(name, city=city)], "citizen", city)[0]


def make_staff(
    role: str, *body_ids: UUID, name: str = "刘芳", city: str = CITY
) -> Actor:
    """A person in office, posted to the bodies in one role, signed in."""
    return make_staff_together(Post(role, body_ids, name), city=city)[0]


def make_staff_together(*posts: Post, city: str = CITY) -> list[Actor]:
    """People in office, signed in: no more commands for all of them than for one."""
    loader = make_people_loader(city)
    person_ids = _load_people([post.name for post in posts], city)
    postings = [
        PostingLine(person_id, body, post.role, _SINCE)
        for person_id, post in zip(person_ids, posts, strict=True)
        for body in post.body_ids
    ]
    load_postings(actor=loader, postings=postings)
    return _sign_in(person_ids, "staff", city)


def _load_people(names: Sequence[str], city: str) -> list[UUID]:
    lines = []
    for name in names:
        serial = next(_serial)
        born = f"{1950 + serial // 1000 % 50}0101"
        number = make_id_number(serial, born)
        lines.append(PersonLine(number, name, "citizen_id", number, ""))
    keys = load_people(actor=make_people_loader(city), people=lines, today=TODAY)
    return [keys[line.key] for line in lines]


def _sign_in(person_ids: Sequence[UUID], kind: str, city: str) -> list[Actor]:
    lines = [
        AccountLine(f"{kind}-{next(_serial)}-{person_id}", kind, person_id)
        for person_id in person_ids
    ]
    keys = load_accounts(actor=make_people_loader(city), accounts=lines)
    return [get_actor(account_id=keys[line.login], today=TODAY) for line in lines]


def signed_in(actor: Actor) -> Client:
    """A browser in which this person has signed in, without going through the page."""
    client = Client()
    client.cookies["sessionid"] = open_page_session(actor)
    return client


def open_page_session(actor: Actor) -> str:
    """The cookie of a browser in which this person has signed in already."""
    account = AccountBackend().get_user(str(actor.account_id))
    if account is None:
        raise LookupError(f"no account for {actor.name}")
    backend = f"{AccountBackend.__module__}.{AccountBackend.__name__}"
    return _keep_session(
        {
            SESSION_KEY: str(account.pk),
            BACKEND_SESSION_KEY: backend,
            HASH_SESSION_KEY: account.get_session_auth_hash(),
        }
    )


def open_api_session(actor: Actor) -> str:
    """The bearer token of this person."""
    return _keep_session({API_OWNER: str(actor.account_id)})


def _keep_session(values: dict[str, str]) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session.update(values)
    session.create()
    return str(session.session_key)
