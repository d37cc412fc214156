"""Makers for tests: a village station with its agent, in office and at home, and its keeper."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from tongban.capabilities.agency.commands import ask_order, register_post
from tongban.capabilities.agency.types import OrderAsked, PostLine
from tongban.capabilities.people.commands import load_accounts
from tongban.capabilities.people.queries import get_actor
from tongban.capabilities.people.testing import (
    TODAY,
    Post,
    make_people_loader,
    make_staff_together,
)
from tongban.capabilities.people.types import AccountLine
from tongban.plumbing.access.actor import Actor


@dataclass(frozen=True)
class Station:
    """A body where somebody serves as agent: their two accounts, and who keeps the roster."""

    body_id: UUID
    agent: Actor
    # The same person, signed in for themselves: so they file for the principal.
    agent_at_home: Actor
    keeper: Actor
    post_id: UUID


def make_station(body_id: UUID, *, at: datetime, kind: str = "village") -> Station:
    """An agent on the roster from today on, for any item."""
    agent, keeper = make_staff_together(
        Post("assistance_agent", (body_id,), "林晓"),
        Post("assistance_keeper", (body_id,), "高明"),
    )
    line = PostLine(
        kind,
        body_id,
        agent.natural_person,
        at.date(),
        at.date() + timedelta(days=200),
    )
    post_id = register_post(actor=keeper, line=line, at=at)
    return Station(body_id, agent, at_home(agent), keeper, post_id)


def at_home(staff: Actor, today: date = TODAY) -> Actor:
    """The citizen account of somebody in office."""
    login = f"home-{staff.natural_person}"
    line = AccountLine(login, "citizen", staff.natural_person)
    keys = load_accounts(actor=make_people_loader(staff.city), accounts=[line])
    return get_actor(account_id=keys[login], today=today)


def ask(principal: Actor, station: Station, *items: UUID, at: datetime) -> UUID:
    """An order to the agent of the station by name: with the mandate for these items."""
    asked = OrderAsked(post_id=station.post_id, items=items)
    return ask_order(actor=principal, asked=asked, at=at)
