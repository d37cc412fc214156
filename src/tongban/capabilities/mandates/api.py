"""Mandates through the API: everything that the pages can do."""

from datetime import date
from typing import Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Field, File, Form, Router, Schema, Status
from ninja.files import UploadedFile

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
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.problems import REFUSED, UNSEEN, Problem
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.files.checking import KINDS
from tongban.plumbing.files.sending import document_file, send_file
from tongban.plumbing.files.storing import open_file

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


class ShownMandateBody(ScopeBody):
    """A written mandate as it was shown at a window of `acting_body`."""

    kind: Literal["family", "agent", "village_agent", "firm_agent"]
    acting_body: UUID
    # A firm is named with its credit code, and the kind `uscc`; its agent is a `firm_agent`.
    principal: DocumentBody
    agent: DocumentBody
    papers: str = Field(max_length=200)
    scan_id: UUID | None = None


class MandateKey(Schema):
    """The key of a mandate."""

    mandate_id: UUID


class ScanKey(Schema):
    """The key of a scan that was kept."""

    scan_id: UUID


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
        scan_id=body.scan_id,
        at=request.now,
    )
    return Status(201, MandateKey(mandate_id=key))


@router.post(
    "/mandates/scans",
    # 503: the virus scanner does not answer, and nothing is taken unseen.
    response={201: ScanKey, **REFUSED, 503: Problem},
    summary="Keep the scan of a written mandate",
)
def keep_mandate_scan(
    request: ActorRequest, file: File[UploadedFile], acting_body: Form[UUID]
) -> Status[ScanKey]:
    """Before the mandate is registered, which names it; PDF, JPEG, PNG, OFD."""
    key = commands.keep_mandate_scan(
        actor=request.actor,
        body_id=acting_body,
        content=file.read(),
        name=file.name or "",
        declared_type=file.content_type or "",
        at=request.now,
    )
    return Status(201, ScanKey(scan_id=key))


@router.get(
    "/mandates/{mandate_id}/scan",
    response=UNSEEN,
    summary="Open the scan of a written mandate",
    openapi_extra=document_file(*(kind.media_type for kind in KINDS)),
)
def open_scan(request: ActorRequest, mandate_id: UUID) -> HttpResponse:
    """By both sides, and where it was registered."""
    with reading(request.actor):
        facts = queries.get_scan(actor=request.actor, mandate_id=mandate_id)
        with open_file(facts.id) as content:
            answer = send_file(content.read(), facts.media_type, facts.name)
    answer["Cache-Control"] = "no-store"
    return answer


@router.get(
    "/bodies/{body_id}/mandates",
    response={200: list[MandateCard], **REFUSED},
    summary="What windows of a body registered",
)
def list_registered(request: ActorRequest, body_id: UUID) -> list[MandateCard]:
    """The newest first; those of another body are not shown."""
    return queries.list_registered_at(actor=request.actor, body_ids=[body_id])


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
