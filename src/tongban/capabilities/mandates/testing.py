"""Makers for tests: mandates between people, and firms with a head."""

from datetime import date, datetime, timedelta
from uuid import UUID

from tongban.capabilities.mandates.commands import (
    keep_mandate_scan,
    offer_mandate,
    register_mandate,
    take_mandate,
)
from tongban.capabilities.mandates.types import Scope
from tongban.capabilities.people.commands import load_firms_and_agents
from tongban.capabilities.people.queries import get_own_card
from tongban.capabilities.people.testing import make_people_loader
from tongban.capabilities.people.types import AgentLine, FirmLine
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.files.testing import make_png

FIRM, USCC = "河畔餐饮有限公司", "91690121690200199A"
EVERYTHING = Scope()


def give_mandate(
    principal: Actor,
    agent: Actor,
    *,
    at: datetime,
    scope: Scope = EVERYTHING,
    days: int = 30,
) -> UUID:
    """A mandate by code, from today on."""
    given = offer_mandate(
        actor=principal,
        kind="family",
        scope=scope,
        until=at.date() + timedelta(days=days),
        at=at,
        today=at.date(),
    )
    return take_mandate(actor=agent, name=principal.name, code=given.code, at=at)


def make_firm(head: Actor, *agents: Actor, scope: str = "*") -> UUID:
    """A firm that somebody leads, with agents whom the register of firms names."""
    since = date(2020, 1, 2)
    people = {"head": head.natural_person}
    people |= {str(one.person_id): one.natural_person for one in agents}
    lines = [AgentLine("firm", "head", "legal_representative", "*", since)]
    lines += [
        AgentLine("firm", str(one.person_id), "agent", scope, since) for one in agents
    ]
    keys = load_firms_and_agents(
        actor=make_people_loader(head.city),
        firms=[FirmLine("firm", FIRM, USCC, "enterprise", "河沿街9号", "", "head")],
        agents=lines,
        people=people,
    )
    return keys["firm"]


def register_shown(
    clerk: Actor, body_id: UUID, principal: Actor, agent: Actor, *, at: datetime
) -> UUID:
    """A written mandate as a window registers it, scan and all."""
    scan = keep_mandate_scan(
        actor=clerk,
        body_id=body_id,
        content=make_png(),
        name="委托书.png",
        declared_type="image/png",
        at=at,
    )
    return register_mandate(
        actor=clerk,
        body_id=body_id,
        principal=document_of(principal),
        agent=document_of(agent),
        kind="agent",
        scope=EVERYTHING,
        until=at.date() + timedelta(days=30),
        papers="授权委托书原件",
        scan_id=scan,
        at=at,
    )


def document_of(actor: Actor) -> tuple[str, str, str]:
    """Name, kind and number, as a clerk reads them from somebody's document."""
    card = get_own_card(actor=actor)
    return card.name, card.id_kind, card.id_number
