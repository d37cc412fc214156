"""The exchange with the province through the API: what the page shows, and a run right now."""

from typing import Literal

from django.http import HttpResponse
from ninja import Field, File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from tongban.capabilities.exchange.adapter import (
    Carried,
    answer_parcel,
    ask_for_a_run,
    carrier,
    read_parcel_part,
    receive_parcel,
    send_parcel,
)
from tongban.capabilities.exchange.queries import (
    get_package,
    get_parcel,
    get_parcel_health,
    get_status,
    list_parcels,
    may_carry,
    may_see,
    parcel_keys,
)
from tongban.capabilities.exchange.types import (
    ExchangeStatus,
    PackageCard,
    ParcelCard,
    ParcelHealth,
)
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED, UNSEEN
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["exchange"], auth=bearer)


class RunAsked(Schema):
    """A run that was asked for; what came of it stands in the next comparison."""

    peer: str


@router.get(
    "",
    response={200: ExchangeStatus, **UNSEEN},
    summary="Read how the exchange with the province stands",
)
def read_status(request: ActorRequest) -> ExchangeStatus:
    """The last packages with their receipts, and the last comparisons of both sides."""
    return get_status(actor=request.actor)


@router.get(
    "/packages/{number}",
    response={200: PackageCard, **UNSEEN},
    summary="Read a package",
)
def read_package(request: ActorRequest, number: int) -> PackageCard:
    """Its manifest as it was signed, and the receipt."""
    return get_package(actor=request.actor, number=number)


@router.post(
    "/runs",
    response={202: RunAsked, **REFUSED},
    summary="Send and compare now",
)
def ask_run(request: ActorRequest) -> Status[RunAsked]:
    """The same run as every night, in the background, as soon as a worker is free."""
    return Status(202, RunAsked(peer=ask_for_a_run(actor=request.actor)))


class NetworkParcelBody(Schema):
    """Where a parcel goes, and the published items in it, by their code."""

    to: str = Field(max_length=40)
    items: list[str] = Field([], max_length=200)


class ParcelDone(Schema):
    """What an act on a parcel came to."""

    parcel: str
    is_new: bool
    entries: int
    # What was not taken, by digest, and why.
    refused: dict[str, str] = {}


@router.get(
    "/parcels",
    response={200: list[ParcelCard], **UNSEEN},
    summary="List parcels between networks",
)
def read_parcels(request: ActorRequest) -> list[ParcelCard]:
    """What was sent, received and refused; those without a receipt first."""
    return list_parcels(actor=request.actor)


@router.get(
    "/parcels/health",
    response={200: ParcelHealth, **UNSEEN},
    summary="Parcels that wait for a receipt",
)
def read_health(request: ActorRequest) -> ParcelHealth:
    """How many, and since when the oldest."""
    may_see(request.actor)
    return get_parcel_health(actor=request.actor)


@router.post("/parcels", response={201: ParcelDone, **REFUSED}, summary="Make a parcel")
def make_parcel(
    request: ActorRequest,
    body: Form[NetworkParcelBody],
    files: File[list[UploadedFile]] = [],  # noqa: B006  # the framework copies it
) -> Status[ParcelDone]:
    """Published items by their code, and files; the same again is the same parcel."""
    by = request.actor
    done = send_parcel(
        actor=carrier(by.city),
        to=body.to,
        items=body.items,
        files=[(one.name or "", one.read()) for one in files],
        by=by,
        day=request.today,
        at=request.now,
    )
    return Status(201, _told(done))


@router.post(
    "/parcels/received",
    response={200: ParcelDone, **REFUSED},
    summary="Take a parcel in",
)
def take_parcel(request: ActorRequest, file: File[UploadedFile]) -> ParcelDone:
    """From a network whose key is registered; its receipt is then at its address."""
    by = request.actor
    may_carry(by)
    done = receive_parcel(
        actor=carrier(by.city),
        archive=file.read(),
        trusted=parcel_keys(),
        by=by,
        at=request.now,
    )
    return _told(done)


@router.post(
    "/parcels/receipts",
    response={200: ParcelDone, **REFUSED},
    summary="Keep the receipt of a parcel",
)
def keep_parcel_receipt(request: ActorRequest, file: File[UploadedFile]) -> ParcelDone:
    """Signed by a network whose key is registered."""
    by = request.actor
    may_carry(by)
    done = answer_parcel(
        actor=carrier(by.city),
        text=file.read(),
        trusted=parcel_keys(),
        by=by,
        at=request.now,
    )
    return _told(done)


@router.get(
    "/parcels/{parcel}",
    response={200: ParcelCard, **UNSEEN},
    summary="Read a parcel",
)
def read_parcel(request: ActorRequest, parcel: str) -> ParcelCard:
    """With what it carries, and what was not taken."""
    return get_parcel(actor=request.actor, parcel=parcel)


@router.get(
    "/parcels/{parcel}/{part}",
    response={200: None, **UNSEEN},
    summary="The archive of a parcel, or its receipt",
)
def take_parcel_part(
    request: ActorRequest, parcel: str, part: Literal["archive", "receipt"]
) -> HttpResponse:
    """To be carried to the other network."""
    content = read_parcel_part(by=request.actor, parcel=parcel, part=part)
    kinds = {"archive": "application/zip", "receipt": "application/json"}
    return HttpResponse(content, content_type=kinds[part])


def _told(done: Carried) -> ParcelDone:
    return ParcelDone(
        parcel=done.parcel,
        is_new=done.is_new,
        entries=len(done.entries),
        refused=dict(done.refused),
    )
