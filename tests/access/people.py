"""Who asks: one person for each column of the matrix, signed in for pages and for the API."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from tests.access.matrix import ANONYMOUS
from tongban.capabilities.cases.testing import World
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.commands import load_postings
from tongban.capabilities.people.queries import get_actor
from tongban.capabilities.people.roles import known_roles
from tongban.capabilities.people.testing import (
    TODAY,
    make_citizen,
    make_people_loader,
    make_staff,
    open_api_session,
    open_page_session,
)
from tongban.capabilities.people.types import PostingLine
from tongban.plumbing.access.actor import Actor, anonymous

APPLICANT: Final = "applicant"
# 三员: nobody may be two of them, so strangers are told apart by the last one.
ADMINISTRATORS: Final = (
    "system_administrator",
    "security_administrator",
    "audit_administrator",
)
# What somebody may be at one body; the other roles are one office's for the whole city.
BODY_ROLES: Final = (
    "clerk",
    "officer",
    "approver",
    "catalogue_drafter",
    "catalogue_first_reviewer",
    "paper_editor",
    "paper_approver",
    "assistance_agent",
    "assistance_keeper",
    *ADMINISTRATORS,
)
# The roles that the people of the centre and of the city's office have.
# Who acts for the applicant; within the mandate's items, for other things, and no more.
AGENT, AGENT_ELSEWHERE, FORMER_AGENT = "agent", "agent_elsewhere", "former_agent"
AGENTS: Final = (AGENT, AGENT_ELSEWHERE, FORMER_AGENT)
AT_THE_CENTRE: Final = ("clerk", "supervisor", "auditor", "operator")
# They hold every role at their own body, so nothing but the wall and the body stops them.
STRANGERS: Final = (
    "other_citizen",
    "another_department",
    "another_region",
    "another_city",
)
_SINCE: Final = date(2020, 1, 2)


@dataclass(frozen=True)
class Person:
    """A column: the actor, and what opens the pages and the API to this person."""

    name: str
    actor: Actor
    cookie: str = ""
    token: str = ""

    @property
    def body_id(self) -> UUID | None:
        """The body for which this person acts, where there is one."""
        return self.actor.org_ids[0] if self.actor.org_ids else None


def make_people(world: World, region_body: UUID, abroad: TestCity) -> dict[str, Person]:
    """Everybody of the matrix: anybody, two citizens, each role, three kinds of strangers."""
    made: dict[str, Actor] = {
        APPLICANT: world.citizen,
        "other_citizen": make_citizen("邻居"),
        "clerk": world.clerk,
        "officer": world.officer,
        "approver": world.approver,
        "catalogue_drafter": world.office.drafter,
        "catalogue_first_reviewer": world.office.first_reviewer,
        "catalogue_legality_reviewer": world.office.lawyer,
        "catalogue_gatekeeper": world.office.gatekeeper,
        "catalogue_publisher": world.office.publisher,
    }
    for role in known_roles():
        if role != "citizen" and role not in made:
            made[role] = make_staff(role, _body_of(role, world.city), name=role)
    strangers: dict[str, Callable[[], Actor]] = {
        "another_department": lambda: _holds_all(world.city.civil, BODY_ROLES),
        "another_region": lambda: _holds_all(region_body, BODY_ROLES),
        "another_city": lambda: _holds_all(
            abroad.market, tuple(known_roles()), abroad.code
        ),
    }
    made |= {name: make() for name, make in strangers.items()}
    people = {ANONYMOUS: Person(ANONYMOUS, anonymous(world.city.code))}
    for name, actor in made.items():
        cookie, token = open_page_session(actor), open_api_session(actor)
        people[name] = Person(name, actor, cookie, token)
    return people


def _body_of(role: str, city: TestCity) -> UUID:
    if role in AT_THE_CENTRE:
        return city.centre
    return city.market if role in BODY_ROLES else city.approval


def _holds_all(body: UUID, roles: tuple[str, ...], city: str = "690100") -> Actor:
    """Somebody posted to one body in all of these roles but two: of 三员 one alone."""
    spared = {"citizen", *ADMINISTRATORS[::2]}
    first, *more = (role for role in roles if role not in spared)
    actor = make_staff(first, body, name="外人", city=city)
    if actor.person_id is None or actor.account_id is None:
        raise LookupError(actor.name)
    lines = [PostingLine(actor.person_id, body, role, _SINCE) for role in more]
    load_postings(actor=make_people_loader(city), postings=lines)
    return get_actor(account_id=actor.account_id, today=TODAY)
