"""Reports of demanded proofs through the API: from anybody, answered by the keepers."""

from datetime import date
from uuid import UUID

from ninja import Router, Schema, Status

from tongban.capabilities.lists import commands, queries
from tongban.capabilities.lists.commands.report_demand import Demand
from tongban.capabilities.lists.types import DemandCard
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED, UNSEEN, Problem
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["proof demands"])


class DemandBody(Schema):
    """A cancelled proof that was demanded."""

    material_type_id: UUID
    demanded_by: str
    told: str
    demanded_on: date | None = None
    phone: str = ""


class AnswerBody(Schema):
    """What came of a report."""

    answer: str


@router.post(
    "",
    response={201: str, 422: Problem},
    summary="Report that a cancelled proof was demanded",
)
def report_demand(request: ActorRequest, body: DemandBody) -> Status[str]:
    """Without a name; gives the receipt number."""
    demand = Demand(**body.dict())
    number = commands.report_demand(
        actor=request.actor, demand=demand, at=request.now, day=request.today
    )
    return Status(201, number)


@router.get(
    "",
    response={200: list[DemandCard], **UNSEEN},
    summary="List reports",
    auth=bearer,
)
def list_demands(request: ActorRequest) -> list[DemandCard]:
    """Those that wait for an answer first."""
    return queries.list_demands(actor=request.actor)


@router.post(
    "/{demand_id}/answer",
    response={204: None, **REFUSED},
    summary="Answer a report",
    auth=bearer,
)
def answer_demand(
    request: ActorRequest, demand_id: UUID, body: AnswerBody
) -> Status[None]:
    """Once."""
    commands.answer_demand(
        actor=request.actor, demand_id=demand_id, answer=body.answer, at=request.now
    )
    return Status(204, None)
