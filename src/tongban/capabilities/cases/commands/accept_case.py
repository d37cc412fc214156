"""Acceptance: it starts the statutory clock."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.cases.commands.moving import (
    hold_case,
    issue_paper,
    move,
    tell,
)
from tongban.capabilities.cases.models import Case
from tongban.capabilities.cases.permissions import ACCEPT_CASE
from tongban.capabilities.cases.queries.pauses import count_due_days, due_facts
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.orgs.queries import get_calendar
from tongban.ground.clock import Due
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.writing import gathered
from tongban.plumbing.evidence.recording import record


@command
def accept_case(
    *, actor: Actor, case_id: UUID, acting_body: UUID, at: datetime
) -> CaseState:
    """Accept a case for a body, which starts the clock (licensing law art. 32, 42).

    `acting_body` is the department itself, or the centre under a registered delegation.
    Refuses with NotFound, NotAllowed, MoveRefused, or a rule of the register
    (`collecting_window_cannot_accept`, `acts_only_by_people_in_office`).
    """
    require(actor, ACCEPT_CASE, org_id=acting_body)
    case = hold_case(actor, case_id)
    guide = get_guide(actor=actor, version_id=case.version_id)

    promised, statutory = count_due_days(guide, at, get_calendar(actor=actor))
    facts = due_facts(promised, statutory) | {"calendar": promised.calendar}
    with gathered():
        event = move(
            case, "accepted", actor=actor, at=at, acting_body=acting_body, facts=facts
        )
        case.promised_due_on = promised.due_on
        if guide.case_kind == "promised":
            issue_paper(case, event, "acceptance", actor=actor, facts=facts)

    _leave_trace(actor, case, promised)
    tell(case, event, guide.name)
    return CaseState.ACCEPTED


def _leave_trace(actor: Actor, case: Case, promised: Due) -> None:
    record(
        actor,
        "cases.case.accepted",
        subject="case",
        subject_id=case.id,
        promised_due_on=promised.due_on,
    )
