"""Special steps of a case through the API: begun, and ended with a result."""

from uuid import UUID

from ninja import Router, Schema

from tongban.capabilities.cases import commands
from tongban.capabilities.cases.states import CaseState
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["cases"], auth=bearer)


class OutcomeBody(Schema):
    """`passed`, `failed`, or `not_needed` where the guide has the step in some cases only."""

    outcome: str
    opinion: str = ""


@router.post(
    "/cases/{case_id}/special-steps/{step}/begin",
    response={200: CaseState, **REFUSED},
    summary="Begin a special step",
)
def begin_special_step(request: ActorRequest, case_id: UUID, step: str) -> CaseState:
    """Begin a special step of the guide, by its key; uncounted time stands still."""
    return commands.begin_special_step(
        actor=request.actor, case_id=case_id, step=step, at=request.now
    )


@router.post(
    "/cases/{case_id}/special-steps/{step}/end",
    response={200: CaseState, **REFUSED},
    summary="End a special step with its result",
)
def end_special_step(
    request: ActorRequest, case_id: UUID, step: str, body: OutcomeBody
) -> CaseState:
    """End a special step; nothing is granted while one has not passed."""
    return commands.end_special_step(
        actor=request.actor,
        case_id=case_id,
        step=step,
        outcome=body.outcome,
        opinion=body.opinion,
        at=request.now,
    )
