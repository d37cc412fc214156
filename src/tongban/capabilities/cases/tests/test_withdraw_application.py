"""Withdrawing: the applicant's own act, before the decision; nothing is left to do."""

from datetime import timedelta

import pytest

from tongban.capabilities.cases.commands import withdraw_application
from tongban.capabilities.cases.queries import list_worklist
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import AT, make_case, make_citizen, make_world
from tongban.capabilities.cases.tests.traces import traces_of
from tongban.ground.refusals import MoveRefused, NotAllowed, NotFound

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)
BEFORE_DECISION = {
    CaseState.SUBMITTED,
    CaseState.CORRECTING,
    CaseState.ACCEPTED,
    CaseState.REVIEWED,
}


@pytest.mark.parametrize("state", sorted(BEFORE_DECISION))
def test_before_the_decision_it_closes_and_leaves_its_traces(state: CaseState) -> None:
    world = make_world()
    case = make_case(world, state)

    reached = withdraw_application(actor=world.citizen, case_id=case.case_id, at=LATER)

    left = traces_of(world, case.case_id)
    assert reached == left.state == "withdrawn"
    assert left.events[-1] == left.event_leaves[-1] == "withdrawn"
    assert left.audit[-1] == "cases.case.withdrawn"
    assert "CaseMoved:withdrawn" in left.messages
    worklist = list_worklist(actor=world.officer, body_id=world.city.market)
    assert case.case_id not in {line.case_id for line in worklist}


@pytest.mark.parametrize(
    "state", sorted(set(CaseState) - BEFORE_DECISION - {CaseState.DRAFT})
)
def test_afterwards_it_is_refused(state: CaseState) -> None:
    world = make_world()
    case = make_case(world, state)

    with pytest.raises(MoveRefused) as refused:
        withdraw_application(actor=world.citizen, case_id=case.case_id, at=LATER)

    # The rule that the database holds the same act to, with its article.
    assert refused.value.rule == "no_step_outside_the_flow"
    assert refused.value.source == "《行政许可法》第四章"
    assert traces_of(world, case.case_id).state == state


def test_nobody_withdraws_for_somebody_else() -> None:
    world = make_world()
    case = make_case(world)

    with pytest.raises(NotFound):
        withdraw_application(actor=make_citizen(), case_id=case.case_id, at=LATER)
    with pytest.raises(NotAllowed):
        withdraw_application(actor=world.officer, case_id=case.case_id, at=LATER)

    assert traces_of(world, case.case_id).state == "submitted"
