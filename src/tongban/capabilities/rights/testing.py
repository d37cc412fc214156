"""Makers for tests: the three administrators of a city, and a member of staff again."""

from dataclasses import dataclass
from datetime import date

from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.commands import load_postings
from tongban.capabilities.people.queries import get_actor
from tongban.capabilities.people.testing import (
    TODAY,
    Post,
    make_people_loader,
    make_staff_together,
)
from tongban.capabilities.people.types import PostingLine
from tongban.plumbing.access.actor import Actor


@dataclass(frozen=True)
class Administrators:
    """Who runs the system, who grants, who audits; all posted to every body of the city."""

    system: Actor
    security: Actor
    audit: Actor


def make_administrators(city: TestCity) -> Administrators:
    """Three people, each at all four bodies."""
    bodies = (city.approval, city.centre, city.market, city.civil)
    posts = (
        Post("system_administrator", bodies, "石磊"),
        Post("security_administrator", bodies, "安静"),
        Post("audit_administrator", bodies, "沈计"),
    )
    return Administrators(*make_staff_together(*posts))


def again(actor: Actor, today: date = TODAY) -> Actor:
    """The same account, signed in anew: with what its posts give now."""
    assert actor.account_id is not None  # noqa: S101  # a maker for tests
    return get_actor(account_id=actor.account_id, today=today)


def given(actor: Actor, today: date = TODAY) -> set[str]:
    """What posts give this account: without what comes with any account."""
    return {name for name, body in again(actor, today).grants if body is not None}


def post(actor: Actor, role: str, city: TestCity, since: date) -> Actor:
    """The same person with one more post, at the market office."""
    line = PostingLine(actor.natural_person, city.market, role, since)
    load_postings(actor=make_people_loader(city.code), postings=[line])
    return again(actor)
