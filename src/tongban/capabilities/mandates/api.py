"""Mandates through the API: everything that the pages can do."""

from datetime import date
from typing import Literal
from uuid import UUID

from ninja import Field, Router, Schema, Status

from tongban.capabilities.mandates import commands, queries
from tongban.capabilities.mandates.trying import count_try
from tongban.capabilities.mandates.types import (
    FirmAgentCard,
    GivenCode,
    MandateCard,
    Scope,
)
from tongban.capabilities.people.types import FirmCard
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED, UNSEEN
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["mandates"], auth=bearer)


class ScopeBody(Schema):
    """What is entrusted, and the last day: everything, items by key, or themes."""

    scope_kind: Literal["all", "items", "themes"] = "all"
    scope: list[str] = Field(default=[], max_length=100)
    until: date

    @property
    def value(self) -> Scope:
        """The value that commands take."""
        return Scope(self.scope_kind, tuple(self.scope))


class OfferBody(ScopeBody):
    """Who shall act for oneself."""

    kind: Literal["family", "agent", "village_agent"]


class CodeBody(Schema):
    """The principal's name, and the code that they gave."""

    name: str = Field(max_length=50)
    code: str = Field(max_length=20)


class DocumentBody(Schema):
    """A person by their document."""

    name: str = Field(max_length=50)
    id_kind: str = Field(max_length=40)
    id_number: str = Field(max_length=40)

    @property
    def value(self) -> tuple[str, str, str]:
        """Name, kind, number."""
        return self.name, self.id_kind, self.id_number


class FirmAgentBody(ScopeBody):
    """Who shall act for the firm."""

    agent: DocumentBody


class ShownMandateBody(OfferBody):
    """A written mandate as it was shown at a window of `acting_body`."""

    acting_body: UUID
    principal: DocumentBody
    agent: DocumentBody
    papers: str = Field(max_length=200)


class MandateKey(Schema):
    """The key of a mandate."""

    mandate_id: UUID


class OwnMandates(Schema):
    """Who acts for one, for whom one acts, and the firms one acts for."""

    given: list[MandateCard]
    held: list[MandateCard]
    firms: list[FirmCard]


class FirmAgents(Schema):
    """Who acts for a firm: by mandate, and by the register of firms."""

    mandates: list[MandateCard]
    registered: list[FirmAgentCard]


@router.get("/mandates", response={200: OwnMandates, **REFUSED}, summary="My mandates")
def list_mandates(request: ActorRequest) -> OwnMandates:
    """Both sides: given and held, those that are over too."""
    actor = request.actor
    return OwnMandates(
        given=queries.list_given(actor=actor),
        held=queries.list_held(actor=actor),
        firms=queries.list_firms(actor=actor, today=request.today),
    )


@router.post(
    "/mandates/offers", response={201: GivenCode, **REFUSED}, summary="Make a code"
)
def offer_mandate(request: ActorRequest, body: OfferBody) -> Status[GivenCode]:
    """A code for somebody who shall act for oneself; told once."""
    given = commands.offer_mandate(
        actor=request.actor,
        kind=body.kind,
        scope=body.value,
        until=body.until,
        at=request.now,
        today=request.today,
    )
    return Status(201, given)


@router.post(
    "/mandates", response={201: MandateKey, **REFUSED}, summary="Take a mandate"
)
def take_mandate(request: ActorRequest, body: CodeBody) -> Status[MandateKey]:
    """Become somebody's agent by name and code; five tries a quarter of an hour."""
    count_try(request.actor)
    key = commands.take_mandate(
        actor=request.actor, name=body.name, code=body.code, at=request.now
    )
    return Status(201, MandateKey(mandate_id=key))


@router.post(
    "/mandates/shown",
    response={201: MandateKey, **REFUSED},
    summary="Register a written mandate at a window",
)
def register_mandate(
    request: ActorRequest, body: ShownMandateBody
) -> Status[MandateKey]:
    """By somebody posted to the body, with what was shown."""
    key = commands.register_mandate(
        actor=request.actor,
        body_id=body.acting_body,
        principal=body.principal.value,
        agent=body.agent.value,
        kind=body.kind,
        scope=body.value,
        until=body.until,
        papers=body.papers,
        at=request.now,
    )
    return Status(201, MandateKey(mandate_id=key))


@router.delete(
    "/mandates/{mandate_id}", response={204: None, **UNSEEN}, summary="End a mandate"
)
def end_mandate(request: ActorRequest, mandate_id: UUID) -> Status[None]:
    """By the principal, who leads the firm, or the agent; at once."""
    commands.end_mandate(actor=request.actor, mandate_id=mandate_id, at=request.now)
    return Status(204, None)


@router.get(
    "/firms/{firm_id}/agents",
    response={200: FirmAgents, **UNSEEN},
    summary="Who acts for a firm",
)
def list_firm_agents(request: ActorRequest, firm_id: UUID) -> FirmAgents:
    """Told to who leads the firm; nothing to anybody else."""
    actor = request.actor
    if not queries.leads_firm(actor=actor, firm_id=firm_id):
        raise NotFound("没有找到这家单位，或者您不是它的法定代表人。")
    return FirmAgents(
        mandates=queries.list_given_by_firm(actor=actor, firm_id=firm_id),
        registered=queries.list_registered_agents(actor=actor, firm_id=firm_id),
    )


@router.post(
    "/firms/{firm_id}/agents",
    response={201: MandateKey, **UNSEEN},
    summary="Let somebody act for a firm",
)
def appoint_firm_agent(
    request: ActorRequest, firm_id: UUID, body: FirmAgentBody
) -> Status[MandateKey]:
    """By its legal representative."""
    name, id_kind, id_number = body.agent.value
    key = commands.appoint_firm_agent(
        actor=request.actor,
        firm_id=firm_id,
        name=name,
        id_kind=id_kind,
        id_number=id_number,
        scope=body.value,
        until=body.until,
        at=request.now,
    )
    return Status(201, MandateKey(mandate_id=key))
