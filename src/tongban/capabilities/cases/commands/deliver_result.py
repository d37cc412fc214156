"""Delivery: the result reaches the applicant, which closes the case."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from tongban.capabilities.cases.commands.moving import hold_case, move, tell
from tongban.capabilities.cases.permissions import DELIVER_RESULT
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.catalogue.queries import get_guide
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

Way = Literal["pickup", "post", "electronic"]


@command
def deliver_result(
    *, actor: Actor, case_id: UUID, acting_body: UUID, way: Way, at: datetime
) -> CaseState:
    """Deliver the result by a way of the guide (art. 44: within ten working days).

    Refuses with NotFound, NotAllowed, MoveRefused, or `no_result_before_decision`.
    """
    require(actor, DELIVER_RESULT, org_id=acting_body)
    case = hold_case(actor, case_id)
    guide = get_guide(actor=actor, version_id=case.version_id)

    event = move(
        case,
        "delivered",
        actor=actor,
        at=at,
        acting_body=acting_body,
        facts={"way": way},
    )

    record(actor, "cases.case.delivered", subject="case", subject_id=case.id, way=way)
    tell(case, event, guide.name)
    return CaseState.DELIVERED
