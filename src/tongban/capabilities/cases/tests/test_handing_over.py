"""How results reach people: the wish, the courier, the window for results, the code."""

from datetime import timedelta
from uuid import UUID

import pytest

from tongban.capabilities.cases.commands import (
    deliver_result,
    dispatch_result,
    file_application,
)
from tongban.capabilities.cases.models import (
    ApplicationForm,
    CaseMaterial,
    HandOver,
)
from tongban.capabilities.cases.numbering import pickup_code
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.queries.issuing import find_results, list_results
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import (
    AT,
    World,
    make_case,
    make_filing,
    make_world,
)
from tongban.capabilities.cases.tests.traces import traces_of
from tongban.capabilities.cases.types import Wish
from tongban.capabilities.people.queries import get_own_card
from tongban.capabilities.people.testing import make_staff
from tongban.ground.refusals import Invalid, MoveRefused, NotFound, Refusal
from tongban.plumbing.access.commands import reading

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


def send(
    world: World, case_id: UUID, courier: str = "邮政特快专递", number: str = "E1"
) -> CaseState:
    return dispatch_result(
        actor=world.officer,
        case_id=case_id,
        acting_body=world.city.market,
        courier=courier,
        tracking_number=number,
        at=LATER,
    )


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (Wish("carrier_pigeon"), "wish_way"),
        (Wish("post", "", "13912345678", "百花巷8号"), "wish_name"),
        (Wish("post", "张秀兰", "12", "百花巷8号"), "wish_phone"),
        (Wish("post", "张秀兰", "13912345678", " "), "wish_address"),
    ],
)
def test_a_wish_is_one_of_the_guide_and_whole(wish: Wish, field: str) -> None:
    world = make_world()

    with pytest.raises(Invalid) as refused:
        file_application(
            actor=world.citizen,
            filing=make_filing(world, wish=wish),
            channel="web",
            at=AT,
        )

    assert field in refused.value.errors


def test_what_was_wished_is_sent_and_signed_for() -> None:
    world = make_world()
    case = make_case(world, CaseState.DISPATCHED)

    view = get_case(actor=world.citizen, case_id=case.case_id)
    assert view.delivery is not None
    assert view.delivery.tracking_number == "1234567890123"
    assert view.delivery.address == "安澜市青渡县百花巷8号"
    reached = deliver_result(
        actor=world.officer,
        case_id=case.case_id,
        acting_body=world.city.market,
        way="post",
        taken_by="张秀兰",
        at=LATER,
    )

    assert reached is CaseState.DELIVERED
    assert traces_of(world, case.case_id).events[-2:] == ("dispatched", "delivered")


def test_nothing_is_sent_to_who_did_not_ask_for_it() -> None:
    world = make_world()
    case = make_case(world, CaseState.GRANTED)

    with pytest.raises(Refusal) as refused:
        send(world, case.case_id)

    assert refused.value.rule == "posted_only_where_asked"
    assert traces_of(world, case.case_id).state == "granted"


@pytest.mark.parametrize(
    ("courier", "number", "field"),
    [
        ("", "E1", "courier"),
        ("快递", " ", "tracking_number"),
        ("快" * 61, "E1", "courier"),
    ],
)
def test_a_parcel_can_be_tracked(courier: str, number: str, field: str) -> None:
    world = make_world()
    case = make_case(world, CaseState.GRANTED)

    with pytest.raises(Invalid) as refused:
        send(world, case.case_id, courier, number)

    assert field in refused.value.errors


def test_posting_is_no_way_around_the_courier() -> None:
    world = make_world()
    case = make_case(world, CaseState.GRANTED)

    with pytest.raises(Refusal) as refused:
        deliver_result(
            actor=world.officer,
            case_id=case.case_id,
            acting_body=world.city.market,
            way="post",
            at=LATER,
        )

    assert refused.value.rule == "a_delivery_says_how"


@pytest.mark.parametrize("state", [CaseState.SUBMITTED, CaseState.DISPATCHED])
def test_is_sent_once_and_after_the_decision(state: CaseState) -> None:
    world = make_world()
    case = make_case(world, state)

    with pytest.raises(MoveRefused):
        send(world, case.case_id)


@pytest.mark.parametrize("shown", ["", "000000", "69012119560308024X", "张秀兰"])
def test_a_result_is_not_handed_to_who_shows_nothing_that_fits(shown: str) -> None:
    world = make_world()
    case = make_case(world, CaseState.GRANTED)

    with pytest.raises(Invalid) as refused:
        deliver_result(
            actor=world.officer,
            case_id=case.case_id,
            acting_body=world.city.market,
            way="pickup",
            shown=shown,
            at=LATER,
        )

    assert "shown" in refused.value.errors
    assert traces_of(world, case.case_id).state == "granted"


def test_the_card_of_a_party_fetches_the_result() -> None:
    world = make_world()
    case = make_case(world, CaseState.GRANTED)
    card = get_own_card(actor=world.citizen)

    deliver_result(
        actor=world.officer,
        case_id=case.case_id,
        acting_body=world.city.market,
        way="pickup",
        shown=f" {card.id_number[:6]} {card.id_number[6:].lower()} ",
        at=LATER,
    )

    with reading(world.officer):
        assert HandOver.objects.get(case_id=case.case_id).taken_by == card.name


def test_what_was_filed_on_the_web_waits_at_the_hall_of_its_item_too() -> None:
    world = make_world()
    open_one = make_case(world, CaseState.REVIEWED)
    case = make_case(world, CaseState.GRANTED)
    centre = world.city.centre

    waiting = list_results(actor=world.clerk, body_id=centre)
    assert [row.line.case_id for row in waiting] == [case.case_id]
    code = pickup_code(city=world.city.code, number=case.number)
    found = find_results(actor=world.clerk, body_id=centre, shown=code)
    assert found == [case.case_id]
    seen = get_case(actor=world.clerk, case_id=case.case_id)
    assert seen.parties
    with reading(world.clerk):
        assert not ApplicationForm.objects.exists()
        assert not CaseMaterial.objects.exists()
    with pytest.raises(NotFound):
        get_case(actor=world.clerk, case_id=open_one.case_id)

    with pytest.raises(Refusal) as refused:
        deliver_result(
            actor=world.clerk,
            case_id=case.case_id,
            acting_body=centre,
            way="pickup",
            shown=code,
            at=LATER,
        )
    assert refused.value.rule == "handed_out_at_the_issue_window"
    state = deliver_result(
        actor=world.clerk,
        case_id=case.case_id,
        acting_body=centre,
        way="pickup",
        shown=code,
        window_id=world.city.window,
        at=LATER,
    )
    assert state is CaseState.DELIVERED
    # The hall still sees what it handed out.
    seen = get_case(actor=world.clerk, case_id=case.case_id)
    assert seen.state is CaseState.DELIVERED
    assert list_results(actor=world.clerk, body_id=centre) == []


def test_a_hall_that_does_not_serve_the_item_sees_no_result_of_it() -> None:
    world = make_world()
    case = make_case(world, CaseState.GRANTED)
    elsewhere = make_staff("window_clerk", world.city.civil, name="外人")

    with pytest.raises(NotFound):
        get_case(actor=elsewhere, case_id=case.case_id)
