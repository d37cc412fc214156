"""Accepting a case: what it starts, what it leaves behind, and who is turned away."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from tongban.capabilities.cases.commands import accept_case
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import (
    AT,
    make_case,
    make_world,
)
from tongban.capabilities.cases.tests.traces import traces_of
from tongban.capabilities.people.testing import make_staff
from tongban.ground.refusals import MoveRefused, NotAllowed, NotFound, Refusal

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


def test_starts_the_clock_on_the_working_day_after() -> None:
    world = make_world()
    case = make_case(world)

    state = accept_case(
        actor=world.officer,
        case_id=case.case_id,
        acting_body=world.city.market,
        at=LATER,
    )

    view = get_case(actor=world.citizen, case_id=case.case_id)
    assert state is view.state is CaseState.ACCEPTED
    # Friday 20 November; five working days on, two weekends between for twenty.
    assert view.promised_due_on == date(2026, 11, 27)
    assert view.statutory_due_on == date(2026, 12, 18)
    assert view.accepted_at == LATER


def test_the_promise_stands_alone_where_no_law_sets_a_limit() -> None:
    no_law = {"value": 0, "unit": "working_day", "basis": "法律没有规定办结时限。"}
    world = make_world(statutory_limit=no_law)
    case = make_case(world, CaseState.ACCEPTED)

    view = get_case(actor=world.citizen, case_id=case.case_id)
    assert view.promised_due_on == view.statutory_due_on == date(2026, 11, 27)


def test_leaves_event_leaf_audit_paper_and_messages() -> None:
    world = make_world()
    case = make_case(world)

    accept_case(
        actor=world.officer,
        case_id=case.case_id,
        acting_body=world.city.market,
        at=LATER,
    )

    left = traces_of(world, case.case_id)
    assert left.events == left.event_leaves == ("submitted", "accepted")
    assert left.papers == ("receipt", "acceptance")
    assert left.audit[-1] == "cases.case.accepted"
    assert "CaseMoved:accepted" in left.messages
    assert "PaperIssued:acceptance" in left.messages


def test_says_that_days_of_an_unpublished_year_are_provisional() -> None:
    world = make_world()
    eve = datetime(2026, 12, 30, 2, 0, tzinfo=UTC)
    case = make_case(world, at=eve)

    accept_case(
        actor=world.officer, case_id=case.case_id, acting_body=world.city.market, at=eve
    )

    assert get_case(actor=world.citizen, case_id=case.case_id).is_provisional


@pytest.mark.parametrize("who", ["citizen", "clerk", "approver"])
def test_turns_away_who_has_no_such_office(who: str) -> None:
    world = make_world()
    case = make_case(world)
    before = traces_of(world, case.case_id)

    with pytest.raises(NotAllowed):
        accept_case(
            actor=getattr(world, who),
            case_id=case.case_id,
            acting_body=world.city.market,
            at=LATER,
        )

    assert traces_of(world, case.case_id) == before


def test_hides_the_case_from_another_office() -> None:
    world = make_world()
    case = make_case(world)
    other = make_staff("officer", world.city.civil)

    with pytest.raises(NotFound):
        accept_case(
            actor=other, case_id=case.case_id, acting_body=world.city.civil, at=LATER
        )
    with pytest.raises(NotFound):
        accept_case(
            actor=world.officer,
            case_id=uuid4(),
            acting_body=world.city.market,
            at=LATER,
        )


@pytest.mark.parametrize(
    "state", sorted(set(CaseState) - {CaseState.DRAFT, CaseState.SUBMITTED})
)
def test_refuses_from_every_other_state_and_changes_nothing(state: CaseState) -> None:
    world = make_world()
    case = make_case(world, state)
    before = traces_of(world, case.case_id)

    with pytest.raises(MoveRefused):
        accept_case(
            actor=world.officer,
            case_id=case.case_id,
            acting_body=world.city.market,
            at=LATER,
        )

    assert traces_of(world, case.case_id) == before


def test_refuses_a_day_before_the_filing() -> None:
    world = make_world()
    case = make_case(world)

    with pytest.raises(Refusal) as caught:
        accept_case(
            actor=world.officer,
            case_id=case.case_id,
            acting_body=world.city.market,
            at=AT - timedelta(days=1),
        )

    assert caught.value.rule == "events_in_their_order"
    assert traces_of(world, case.case_id).state == "submitted"
