"""Reviewing a case: steps of the published flow only, by the office that handles it."""

from datetime import timedelta

import pytest

from tongban.capabilities.cases.commands import review_case
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import AT, make_case, make_world
from tongban.capabilities.cases.tests.traces import traces_of
from tongban.capabilities.people.testing import make_staff
from tongban.ground.refusals import Invalid, NotAllowed, NotFound, Refusal

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


def test_leaves_event_leaf_audit_and_message() -> None:
    world = make_world()
    case = make_case(world, CaseState.ACCEPTED)

    state = review_case(
        actor=world.approver,
        case_id=case.case_id,
        opinion="现场核查合格。",
        steps_taken=("p3",),
        at=LATER,
    )

    left = traces_of(world, case.case_id)
    assert state == left.state == "reviewed"
    assert left.events[-1] == left.event_leaves[-1] == "reviewed"
    assert left.audit[-1] == "cases.case.reviewed"
    assert left.papers == ("receipt", "acceptance")
    assert "CaseMoved:reviewed" in left.messages


@pytest.mark.parametrize(
    ("opinion", "steps", "field"),
    [
        ("长" * 501, (), "opinion"),
        ("合格\u0000", (), "opinion"),
        ("合格。", ("x9",), "steps"),
        ("合格。", ("p3", "p3"), "steps"),
        ("合格。", ("x1",), "steps"),
    ],
    ids=["too long", "unseen character", "outside the flow", "twice", "special"],
)
def test_takes_steps_of_the_flow_only(
    opinion: str, steps: tuple[str, ...], field: str
) -> None:
    world = make_world()
    case = make_case(world, CaseState.ACCEPTED)
    before = traces_of(world, case.case_id)

    with pytest.raises(Invalid) as caught:
        review_case(
            actor=world.officer,
            case_id=case.case_id,
            opinion=opinion,
            steps_taken=steps,
            at=LATER,
        )

    assert field in caught.value.errors
    assert traces_of(world, case.case_id) == before


def test_turns_away_the_applicant_and_hides_the_case_from_others() -> None:
    world = make_world()
    case = make_case(world, CaseState.ACCEPTED)

    with pytest.raises(NotAllowed):
        review_case(actor=world.citizen, case_id=case.case_id, opinion="", at=LATER)
    with pytest.raises(NotFound):
        review_case(
            actor=make_staff("approver", world.city.civil),
            case_id=case.case_id,
            opinion="",
            at=LATER,
        )


@pytest.mark.parametrize(
    "state", sorted(set(CaseState) - {CaseState.DRAFT, CaseState.ACCEPTED})
)
def test_refuses_from_every_other_state_and_changes_nothing(state: CaseState) -> None:
    world = make_world()
    case = make_case(world, state)
    before = traces_of(world, case.case_id)

    with pytest.raises(Refusal) as caught:
        review_case(
            actor=world.approver,
            case_id=case.case_id,
            opinion="合格。",
            steps_taken=("p3",),
            at=LATER,
        )

    assert caught.value.status == 409
    assert traces_of(world, case.case_id) == before
