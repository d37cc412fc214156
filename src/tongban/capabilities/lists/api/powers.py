"""What halls do themselves of resident items, through the API: the gaps, and saying it."""

from datetime import date
from uuid import UUID

from ninja import Router, Schema, Status

from tongban.capabilities.catalogue.queries import find_item_id
from tongban.capabilities.lists import commands, queries
from tongban.capabilities.lists.types import PowerCard
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.problems import REFUSED, Problem
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["windows"])


class PowerBody(Schema):
    """What of an item a hall does itself from a day on: accept, review, decide; or none."""

    handling_code: str
    venue_id: UUID
    powers: list[str] = []
    document_number: str
    effective_on: date


@router.get(
    "/hall-powers",
    response={200: list[PowerCard], 422: Problem},
    summary="List what halls do themselves of resident items",
)
def list_powers(
    request: ActorRequest,
    venue_id: UUID | None = None,
    only_gaps: bool = False,
    on: date | None = None,
) -> list[PowerCard]:
    """Of all halls or of one; all, or what moved in without the power to decide it."""
    with reading(request.actor):
        return queries.list_powers(
            actor=request.actor,
            day=on or request.today,
            venue_id=venue_id,
            only_gaps=only_gaps,
        )


@router.post(
    "/hall-powers",
    auth=bearer,
    response={201: UUID, **REFUSED},
    summary="Say what of an item a hall does itself",
)
def keep_power(request: ActorRequest, body: PowerBody) -> Status[UUID]:
    """From a day on, by the department's document; the item must be resident there."""
    item_id = find_item_id(actor=request.actor, handling_code=body.handling_code)
    if item_id is None:
        raise NotFound("没有这个事项，请核对业务办理项编码。")
    key = commands.keep_power(
        actor=request.actor,
        item_id=item_id,
        venue_id=body.venue_id,
        powers=body.powers,
        document_number=body.document_number,
        effective_on=body.effective_on,
        at=request.now,
    )
    return Status(201, key)
