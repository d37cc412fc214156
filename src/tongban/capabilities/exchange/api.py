"""The exchange with the province through the API: what the page shows, and a run right now."""

from ninja import Router, Schema, Status

from tongban.capabilities.exchange.adapter import ask_for_a_run
from tongban.capabilities.exchange.queries import get_package, get_status
from tongban.capabilities.exchange.types import ExchangeStatus, PackageCard
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
