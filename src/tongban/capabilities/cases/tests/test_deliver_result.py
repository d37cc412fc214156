"""Delivering a result: it closes the case."""

from datetime import timedelta

import pytest

from tongban.capabilities.cases.commands import deliver_result
from tongban.capabilities.cases.numbering import pickup_code
from tongban.capabilities.cases.queries import get_case, list_worklist
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import AT, make_case, make_world
from tongban.capabilities.cases.tests.traces import traces_of
from tongban.ground.refusals import MoveRefused, NotAllowed

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


@pytest.mark.parametrize("state", [CaseState.GRANTED, CaseState.REFUSED])
def test_leaves_event_leaf_audit_and_message_and_closes(state: CaseState) -> None:
    world = make_world()
    case = make_case(world, state)

    reached = deliver_result(
        actor=world.officer,
        case_id=case.case_id,
        acting_body=world.city.market,
        way="pickup",
        shown=pickup_code(city=world.officer.city, number=case.number),
        at=LATER,
    )

    left = traces_of(world, case.case_id)
    assert reached == left.state == "delivered"
    assert left.events[-1] == left.event_leaves[-1] == "delivered"
    assert left.audit[-1] == "cases.case.delivered"
    assert "CaseMoved:delivered" in left.messages
    view = get_case(actor=world.citizen, case_id=case.case_id)
    assert view.events[-1].facts == {"way": "pickup"}
    worklist = list_worklist(actor=world.officer, body_id=world.city.market)
    assert case.case_id not in {line.case_id for line in worklist}


@pytest.mark.parametrize("who", ["citizen", "approver", "clerk"])
def test_turns_away_who_has_no_such_office(who: str) -> None:
    world = make_world()
    case = make_case(world, CaseState.GRANTED)

    with pytest.raises(NotAllowed):
        deliver_result(
            actor=getattr(world, who),
            case_id=case.case_id,
            acting_body=world.city.market,
            way="post",
            at=LATER,
        )

    assert traces_of(world, case.case_id).state == "granted"


@pytest.mark.parametrize(
    "state",
    sorted(
        set(CaseState)
        - {
            CaseState.DRAFT,
            CaseState.GRANTED,
            CaseState.REFUSED,
            CaseState.DISPATCHED,
        }
    ),
)
def test_refuses_from_every_other_state_and_changes_nothing(state: CaseState) -> None:
    world = make_world()
    case = make_case(world, state)
    before = traces_of(world, case.case_id)

    with pytest.raises(MoveRefused):
        deliver_result(
            actor=world.officer,
            case_id=case.case_id,
            acting_body=world.city.market,
            way="electronic",
            at=LATER,
        )

    assert traces_of(world, case.case_id) == before
