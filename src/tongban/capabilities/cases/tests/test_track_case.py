"""Tracking without sign-in: number and code tell the state, and five wrong tries rest."""

from datetime import timedelta

import pytest

from tongban.capabilities.cases.queries import TooManyTries, track_case
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import AT, make_case, make_world
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import anonymous

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


def test_number_and_code_tell_the_state_and_no_person() -> None:
    world = make_world()
    case = make_case(world, CaseState.ACCEPTED)
    nobody = anonymous(world.city.code)
    spaced = " ".join((case.number[:6], case.number[6:]))

    found = track_case(actor=nobody, number=spaced, code=case.query_code, at=LATER)

    assert found.state is CaseState.ACCEPTED
    assert found.promised_due_on is not None
    assert found.answer_by is None
    assert "张" not in str(found)


def test_a_wrong_code_and_a_wrong_number_are_told_alike() -> None:
    world = make_world()
    case = make_case(world)
    nobody = anonymous(world.city.code)
    wrong = "000001" if case.query_code == "000000" else "000000"

    with pytest.raises(Invalid) as code_refused:
        track_case(actor=nobody, number=case.number, code=wrong, at=LATER)
    with pytest.raises(Invalid) as number_refused:
        track_case(actor=nobody, number="1" * 22, code=case.query_code, at=LATER)

    assert code_refused.value.errors == number_refused.value.errors


def test_after_five_wrong_tries_the_number_rests_for_a_while() -> None:
    world = make_world()
    case, other = make_case(world), make_case(world)
    nobody = anonymous(world.city.code)
    for _ in range(5):
        with pytest.raises(Invalid):
            track_case(actor=nobody, number=case.number, code="x", at=LATER)

    with pytest.raises(TooManyTries):
        track_case(actor=nobody, number=case.number, code=case.query_code, at=LATER)

    assert track_case(
        actor=nobody, number=other.number, code=other.query_code, at=LATER
    )
    rested = LATER + timedelta(minutes=16)
    assert track_case(actor=nobody, number=case.number, code=case.query_code, at=rested)
