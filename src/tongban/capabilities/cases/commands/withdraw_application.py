"""Withdrawal by the applicant: nothing is left to do for anybody."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.cases.commands.moving import hold_case, move, tell
from tongban.capabilities.cases.permissions import WITHDRAW_APPLICATION
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.catalogue.queries import get_guide
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def withdraw_application(*, actor: Actor, case_id: UUID, at: datetime) -> CaseState:
    """Withdraw an own application before it is decided.

    Refuses with NotFound, NotAllowed, MoveRefused, or `only_the_applicant_withdraws`.
    """
    require(actor, WITHDRAW_APPLICATION)
    case = hold_case(actor, case_id)
    guide = get_guide(actor=actor, version_id=case.version_id)

    event = move(case, "withdrawn", actor=actor, at=at, acting_body=None)

    record(actor, "cases.case.withdrawn", subject="case", subject_id=case.id)
    tell(case, event, guide.name)
    return CaseState.WITHDRAWN
