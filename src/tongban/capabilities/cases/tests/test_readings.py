"""Who of the staff looked: written with what is shown, seen by whose it is."""

from dataclasses import replace

import pytest
from django.db import DatabaseError

from tongban.capabilities.cases.commands import reveal_parties
from tongban.capabilities.cases.queries import get_case, list_readings
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import (
    World,
    make_case,
    make_citizen,
    make_world,
)
from tongban.capabilities.people.queries import get_own_card
from tongban.capabilities.people.testing import make_staff, signed_in
from tongban.ground.refusals import NotAllowed, NotFound
from tongban.plumbing.access.work import working
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.database.prepared import execute

pytestmark = pytest.mark.django_db
FORGED = (
    "insert into case_reading (id, city, application_id, case_id, reader_id, purpose,"
    " read_on) select %s, city, application_id, id, %s, 'handling', current_date"
    ' from "case" where id = %s'
)


@pytest.fixture
def world() -> World:
    return make_world()


def test_the_person_sees_who_looked_once_a_day(world: World) -> None:
    case_id = make_case(world).case_id
    for _ in range(2):
        get_case(actor=world.officer, case_id=case_id)
    get_case(actor=world.citizen, case_id=case_id)

    lines = list_readings(actor=world.citizen, case_id=case_id)

    assert [(row.who, row.purpose) for row in lines] == [(world.officer.name, "办理")]
    assert lines[0].body
    page = signed_in(world.citizen).get(f"/my/cases/{case_id}").content.decode()
    assert "谁看过" in page
    assert world.officer.name in page


def test_a_look_after_the_end_is_told_apart(world: World) -> None:
    case_id = make_case(world, CaseState.WITHDRAWN).case_id
    get_case(actor=world.officer, case_id=case_id)

    purposes = {
        row.purpose for row in list_readings(actor=world.citizen, case_id=case_id)
    }

    assert "办结后查看" in purposes


def test_others_see_nothing_and_auditors_all(world: World) -> None:
    case_id = make_case(world).case_id
    get_case(actor=world.officer, case_id=case_id)
    auditor = make_staff("auditor", world.city.centre, name="钱审计")

    assert list_readings(actor=make_citizen("李四"), case_id=case_id) == []
    assert list_readings(actor=world.clerk, case_id=case_id) == []
    assert len(list_readings(actor=auditor, case_id=case_id)) == 1


def test_whole_numbers_are_shown_for_a_reason_that_the_person_reads(
    world: World,
) -> None:
    case_id = make_case(world).case_id
    number = get_own_card(actor=world.citizen).id_number
    officer = signed_in(world.officer)
    page = officer.get(f"/desk/cases/{case_id}").content.decode()
    assert number not in page
    assert f"/desk/cases/{case_id}/reveal" in page

    bare = officer.post(f"/desk/cases/{case_id}/reveal", {"reason": " "})
    shown = officer.post(f"/desk/cases/{case_id}/reveal", {"reason": "打电话通知核查"})

    assert bare.status_code == 422
    assert number not in bare.content.decode()
    assert number in shown.content.decode()
    lines = list_readings(actor=world.citizen, case_id=case_id)
    assert "打电话通知核查" in {row.reason for row in lines}
    own = signed_in(world.citizen).get(f"/my/cases/{case_id}").content.decode()
    assert "打电话通知核查" in own


def test_nobody_else_is_shown_whole_numbers(world: World) -> None:
    case_id = make_case(world).case_id
    with pytest.raises(NotAllowed):
        reveal_parties(actor=world.citizen, case_id=case_id, reason="看看")
    with pytest.raises(NotFound):
        reveal_parties(actor=make_citizen("李四"), case_id=case_id, reason="看看")
    stranger = make_staff("officer", world.city.approval, name="外人")
    with pytest.raises(NotFound):
        reveal_parties(actor=stranger, case_id=case_id, reason="看看")


def test_nobody_writes_a_look_in_anothers_name(world: World) -> None:
    case_id = make_case(world).case_id
    other = replace(world.officer, person_id=new_key())

    with pytest.raises(DatabaseError), working(world.officer, writing=True):
        execute(FORGED, [new_key(), other.person_id, case_id])
    assert list_readings(actor=world.citizen, case_id=case_id) == []
