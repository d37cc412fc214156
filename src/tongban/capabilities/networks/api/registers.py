"""Access to networks, and how departments' networks are joined, through the API."""

from datetime import date
from typing import Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Field, File, Router, Schema, Status
from ninja.files import UploadedFile

from tongban.capabilities.networks import commands, queries
from tongban.capabilities.networks.types import (
    AccessCard,
    AccessFileSeen,
    AccessLine,
    NetworkCoverage,
    NetworkLinkCard,
    NetworkLinkSaid,
)
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED, UNSEEN
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["networks"], auth=bearer)


class AccessBody(Schema):
    """Since when a body is on a network; with `replaces` it corrects that row."""

    body_id: UUID
    network: Literal["extranet", "intranet", "internet", "private"]
    line: Literal["fibre", "leased", "tunnel", "wireless"]
    since: date
    last_on: date | None = None
    note: str = Field("", max_length=200)
    replaces: UUID | None = None
    is_void: bool = False


class NetworkLinkBody(Schema):
    """How a department's network stands from a day on."""

    network: str = Field(max_length=24)
    state: Literal["planned", "connected", "stopped"]
    since: date
    body_id: UUID
    protocol: str = Field("", max_length=120)
    due_on: date | None = None
    note: str = Field("", max_length=200)


class NetworkKeyMade(Schema):
    """The key of what was written."""

    id: UUID


@router.get(
    "", response={200: NetworkCoverage, **UNSEEN}, summary="Coverage of a network"
)
def coverage(
    request: ActorRequest, network: str = "extranet", on: date | None = None
) -> NetworkCoverage:
    """By level as of a day, and the bodies that are not on it."""
    return queries.get_coverage(
        actor=request.actor, network=network, day=on or request.today
    )


@router.get(
    "/accesses",
    response={200: list[AccessCard], **UNSEEN},
    summary="List accesses to networks",
)
def accesses(
    request: ActorRequest, network: str = "", body_id: UUID | None = None
) -> list[AccessCard]:
    """What is on record of one's own bodies, or of those one looks after."""
    return queries.list_accesses(actor=request.actor, network=network, body_id=body_id)


@router.get("/accesses.csv", response={200: None, **UNSEEN}, summary="Accesses as CSV")
def take_accesses(request: ActorRequest) -> HttpResponse:
    """The same rows."""
    content = queries.download_accesses(actor=request.actor)
    return HttpResponse(content, content_type="text/csv; charset=utf-8")


@router.post(
    "/accesses",
    response={201: NetworkKeyMade, **REFUSED},
    summary="Record an access, or correct one",
)
def record_access(request: ActorRequest, body: AccessBody) -> Status[NetworkKeyMade]:
    """Nothing on record is changed: a correction is a row."""
    line = AccessLine(**body.dict())
    made = commands.record_access(actor=request.actor, line=line, at=request.now)
    return Status(201, NetworkKeyMade(id=made))


@router.post(
    "/accesses/preview",
    response={200: AccessFileSeen, **REFUSED},
    summary="See what a file of accesses would do",
)
def preview(request: ActorRequest, file: File[UploadedFile]) -> AccessFileSeen:
    """Line by line; writes nothing."""
    return queries.preview_accesses(actor=request.actor, content=file.read())


@router.post(
    "/accesses/import",
    response={200: AccessFileSeen, **REFUSED},
    summary="Record what a file says",
)
def take_in(request: ActorRequest, file: File[UploadedFile]) -> AccessFileSeen:
    """A line that cannot be taken in hinders no other."""
    return commands.import_accesses(
        actor=request.actor, content=file.read(), at=request.now
    )


@router.get(
    "/links",
    response={200: list[NetworkLinkCard], **UNSEEN},
    summary="List networks of departments",
)
def links(request: ActorRequest, on: date | None = None) -> list[NetworkLinkCard]:
    """Each named network, and how it stands on a day."""
    return queries.list_network_links(actor=request.actor, day=on or request.today)


@router.post(
    "/links",
    response={201: NetworkKeyMade, **REFUSED},
    summary="Record how a department's network stands",
)
def record_link(request: ActorRequest, body: NetworkLinkBody) -> Status[NetworkKeyMade]:
    """From a day on."""
    said = NetworkLinkSaid(**body.dict())
    made = commands.record_link(actor=request.actor, said=said, at=request.now)
    return Status(201, NetworkKeyMade(id=made))
