"""Makers for tests: the three administrators of a city, and a member of staff again."""

from dataclasses import dataclass
from datetime import date

from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.commands import load_postings
from tongban.capabilities.people.queries import get_actor
from tongban.capabilities.people.testing import (
    TODAY,
    make_people_loader,
    make_staff,
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
    return Administrators(
        system=make_staff("system_administrator", *bodies, name="石磊"),
        security=make_staff("security_administrator", *bodies, name="安静"),
        audit=make_staff("audit_administrator", *bodies, name="沈计"),
    )


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
