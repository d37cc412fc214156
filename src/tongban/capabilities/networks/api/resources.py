"""Data resources with their six links, and labels of columns, through the API."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from ninja import Field, Router, Schema, Status

from tongban.capabilities.networks import commands, queries
from tongban.capabilities.networks.types import (
    FieldLabel,
    ResourceCard,
    ResourceDraft,
    SafeguardSaid,
)
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED, UNSEEN
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["networks"], auth=bearer)


class SafeguardBody(Schema):
    """What is said of one of the six links."""

    control: str = Field("", max_length=300)
    body_id: UUID | None = None
    requirement: str = Field("", max_length=300)


class DataResourceBody(Schema):
    """A version of a data resource; a link that is left out is a gap."""

    code: str = Field(max_length=40)
    name: str = Field(max_length=60)
    about: str = Field(max_length=300)
    keeper_id: UUID
    links: dict[str, SafeguardBody] = Field({}, max_length=6)


class ResourceInForceBody(Schema):
    """From which day it counts."""

    in_force_from: date


class ResourceKeyMade(Schema):
    """The key of the draft."""

    id: UUID


@router.get(
    "", response={200: list[ResourceCard], **UNSEEN}, summary="List data resources"
)
def resources(
    request: ActorRequest, on: date | None = None, code: str = "", every: bool = False
) -> list[ResourceCard]:
    """Those with gaps first; with `every` all versions."""
    return queries.list_resources(
        actor=request.actor, day=on or request.today, code=code, every=every
    )


@router.get(
    "/matrix.csv",
    response={200: None, **UNSEEN},
    summary="Data resources by link as CSV",
)
def take_matrix(request: ActorRequest, on: date | None = None) -> HttpResponse:
    """Those with gaps first."""
    content = queries.download_matrix(actor=request.actor, day=on or request.today)
    return HttpResponse(content, content_type="text/csv; charset=utf-8")


@router.get(
    "/labels",
    response={200: list[FieldLabel], **UNSEEN},
    summary="Sensitivity labels of columns",
)
def labels(
    request: ActorRequest, resource: str = "", table: str = ""
) -> list[FieldLabel]:
    """Of one data resource, of one table, or all."""
    return queries.list_labels(actor=request.actor, resource=resource, table=table)


@router.get(
    "/{resource_id}",
    response={200: ResourceCard, **UNSEEN},
    summary="One version of a data resource",
)
def show(request: ActorRequest, resource_id: UUID) -> ResourceCard:
    """With its six links."""
    return queries.get_resource(actor=request.actor, resource_id=resource_id)


@router.post(
    "", response={201: ResourceKeyMade, **REFUSED}, summary="Draft a data resource"
)
def draft(request: ActorRequest, body: DataResourceBody) -> Status[ResourceKeyMade]:
    """It counts once another person has published it."""
    said = {name: SafeguardSaid(**one.dict()) for name, one in body.links.items()}
    asked = ResourceDraft(body.code, body.name, body.about, body.keeper_id, said)
    made = commands.draft_resource(actor=request.actor, draft=asked, at=request.now)
    return Status(201, ResourceKeyMade(id=made))


@router.post(
    "/{resource_id}/publication",
    response={204: None, **REFUSED},
    summary="Publish a data resource",
)
def publish(
    request: ActorRequest, resource_id: UUID, body: ResourceInForceBody
) -> Status[None]:
    """By another natural person than who drafted it; not with a blank."""
    commands.publish_resource(
        actor=request.actor,
        resource_id=resource_id,
        in_force_from=body.in_force_from,
        at=request.now,
    )
    return Status(204, None)
