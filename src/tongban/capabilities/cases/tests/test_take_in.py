"""Taking in at a window: what follows is the intake mode registered for the hall."""

from dataclasses import replace

import pytest

from tongban.capabilities.cases.commands import (
    accept_case,
    ask_correction,
    decide_case,
    deliver_result,
    refuse_acceptance,
    take_in_at_window,
)
from tongban.capabilities.cases.models import Paper
from tongban.capabilities.cases.numbering import pickup_code
from tongban.capabilities.cases.papering import paper_values, read_source
from tongban.capabilities.cases.queries import get_case, list_taken_in
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import AT, World, make_filing, make_world
from tongban.capabilities.cases.tests.traces import traces_of
from tongban.capabilities.cases.types import (
    LineToMend,
    MaterialEntry,
    PartyEntry,
    Receipt,
)
from tongban.capabilities.catalogue.commands import register_intake_mode
from tongban.capabilities.catalogue.testing import EFFECTIVE_ON, publish_item
from tongban.capabilities.people.testing import make_id_number, make_staff
from tongban.ground.refusals import Invalid, NotAllowed, Refusal
from tongban.plumbing.access.commands import reading

pytestmark = pytest.mark.django_db
PROMISE = {"text": "x", "by": AT.isoformat(), "leaf_hash": "0" * 64}


def _take_in(world: World, **changes: object) -> Receipt:
    return take_in_at_window(
        actor=world.clerk,
        filing=make_filing(world, world.citizen, on_paper=True, **changes),
        venue_id=world.city.hall,
        at=AT,
    )


def test_a_collecting_window_gives_a_receipt_and_nothing_more() -> None:
    world = make_world("collect")

    receipt = _take_in(world)

    left = traces_of(world, receipt.case_id)
    assert receipt.state == left.state == "submitted"
    assert receipt.promised_due_on is None
    assert left.events == left.event_leaves == ("submitted",)
    assert left.papers == ("receipt",)
    assert left.audit == ("cases.application.taken_in",)
    assert left.messages == ("CaseMoved:submitted", "PaperIssued:receipt") or set(
        left.messages
    ) == {"CaseMoved:submitted", "PaperIssued:receipt"}


def test_a_collecting_window_hands_on_what_lacks_and_the_receipt_lists_it() -> None:
    world = make_world("collect")
    filing = make_filing(world, world.citizen, materials=())
    with pytest.raises(Invalid):
        take_in_at_window(
            actor=world.clerk, filing=filing, venue_id=world.city.hall, at=AT
        )

    receipt = take_in_at_window(
        actor=world.clerk,
        filing=filing,
        venue_id=world.city.hall,
        at=AT,
        incomplete=True,
    )

    left = traces_of(world, receipt.case_id)
    assert left.state == "submitted"
    assert left.papers == ("receipt",)
    assert receipt.paper_id
    with reading(world.clerk):
        paper = Paper.objects.get(pk=receipt.paper_id)
        values = paper_values(read_source(world.clerk, paper, PROMISE))
    assert values["missing"] == [
        row.name for row in world.guide.materials if row.key == "m3"
    ]
    # The one notice is the department's, and it can still be sent.
    state = ask_correction(
        actor=world.officer,
        case_id=receipt.case_id,
        acting_body=world.city.market,
        lines=(LineToMend("没有带来。", material="m3"),),
        at=AT,
    )
    assert state is CaseState.CORRECTING


@pytest.mark.parametrize("mode", ["entrusted_acceptance", "instant"])
def test_a_window_that_accepts_takes_nothing_in_as_it_is(mode: str) -> None:
    world = make_world(mode)
    filing = make_filing(world, world.citizen, materials=())

    with pytest.raises(Invalid) as caught:
        take_in_at_window(
            actor=world.clerk,
            filing=filing,
            venue_id=world.city.hall,
            at=AT,
            incomplete=True,
        )

    assert "material_m3" in caught.value.errors


def test_a_collecting_window_cannot_accept() -> None:
    world = make_world("collect")
    receipt = _take_in(world)
    before = traces_of(world, receipt.case_id)

    with pytest.raises(Refusal) as caught:
        accept_case(
            actor=world.clerk,
            case_id=receipt.case_id,
            acting_body=world.city.centre,
            at=AT,
        )

    assert caught.value.rule == "collecting_window_cannot_accept"
    assert "行政许可法" in (caught.value.source or "")
    assert traces_of(world, receipt.case_id) == before


def test_nor_refuse_to_accept() -> None:
    world = make_world("collect")
    receipt = _take_in(world)

    with pytest.raises(Refusal) as caught:
        refuse_acceptance(
            actor=world.clerk,
            case_id=receipt.case_id,
            acting_body=world.city.centre,
            unmet={"c2": "离污水池 10 米。"},
            turn_to="换一处店面再来。",
            at=AT,
        )

    assert caught.value.rule == "collecting_window_cannot_accept"


def test_an_entrusted_window_accepts_at_once_and_does_not_decide() -> None:
    world = make_world("entrusted_acceptance")

    receipt = _take_in(world)

    left = traces_of(world, receipt.case_id)
    assert receipt.state == left.state == "accepted"
    assert receipt.promised_due_on is not None
    assert left.papers == ("receipt", "acceptance")
    view = get_case(actor=world.citizen, case_id=receipt.case_id)
    assert view.venue_name == "安澜市政务服务中心"
    assert [event.who for event in view.events] == ["刘芳", "刘芳"]
    with pytest.raises(Refusal) as caught:
        decide_case(
            actor=world.clerk,
            case_id=receipt.case_id,
            acting_body=world.city.centre,
            grant=True,
            at=AT,
        )
    assert caught.value.rule in {
        "no_decision_before_review",
        "front_office_does_not_decide",
    }


def test_the_department_takes_in_and_accepts_at_its_own_counter() -> None:
    world = make_world()
    register_intake_mode(
        actor=world.office.publisher,
        item_id=world.guide.item_id,
        venue_id=world.city.counter,
        mode="department_own",
        valid_from=EFFECTIVE_ON,
    )

    receipt = take_in_at_window(
        actor=world.officer,
        filing=make_filing(world, world.citizen, on_paper=True),
        venue_id=world.city.counter,
        at=AT,
    )

    assert receipt.state is CaseState.ACCEPTED


def test_an_instant_item_is_granted_at_the_window_and_handed_over() -> None:
    world = make_world("instant")

    receipt = _take_in(world)

    left = traces_of(world, receipt.case_id)
    assert receipt.state == left.state == "granted"
    assert left.events == left.event_leaves == ("submitted", "accepted", "granted")
    assert left.papers == ("receipt", "decision_granted")
    assert receipt.promised_due_on == AT.date()
    deliver_result(
        actor=world.clerk,
        case_id=receipt.case_id,
        acting_body=world.city.centre,
        way="pickup",
        shown=pickup_code(city=world.clerk.city, number=receipt.number),
        at=AT,
    )
    assert traces_of(world, receipt.case_id).state == "delivered"


def test_an_item_that_is_not_registered_for_the_hall_is_turned_away() -> None:
    world = make_world()
    elsewhere = publish_item(world.city, world.office)

    with pytest.raises(NotAllowed) as caught:
        take_in_at_window(
            actor=world.clerk,
            filing=make_filing(
                world, world.citizen, on_paper=True, version_id=elsewhere.version_id
            ),
            venue_id=world.city.hall,
            at=AT,
        )

    assert caught.value.rule == "collecting_window_cannot_accept"


def test_turns_away_who_does_not_work_at_the_hall() -> None:
    world = make_world()
    filing = make_filing(world, world.citizen, on_paper=True)

    for stranger in (world.citizen, world.officer, world.approver):
        with pytest.raises(NotAllowed):
            take_in_at_window(
                actor=stranger, filing=filing, venue_id=world.city.hall, at=AT
            )


def test_the_same_key_gives_the_same_receipt() -> None:
    world = make_world("entrusted_acceptance")

    first = _take_in(world, idempotency_key="window-3/17")
    again = _take_in(world, idempotency_key="window-3/17")

    assert again == first


def test_registers_who_came_to_the_counter_once() -> None:
    world = make_world()
    number = make_id_number(321, "19560308")
    visitor = PartyEntry("applicant", "natural", "张秀兰", "citizen_id", number)

    receipts = [_take_in(world, parties=(visitor,)) for _time in range(2)]

    assert receipts[0].number != receipts[1].number
    with pytest.raises(Invalid):
        _take_in(world, parties=(replace(visitor, name="李建国"),))


def test_a_firm_comes_by_a_natural_person() -> None:
    world = make_world()
    firm = PartyEntry(
        "applicant", "legal", "河畔餐饮有限公司", "uscc", "91690121690200199A"
    )

    with pytest.raises(NotAllowed):
        _take_in(world, parties=(firm,))
    agent = PartyEntry("agent", "natural", "王晓燕", "citizen_id", "690122199204300682")
    receipt = _take_in(world, parties=(firm, agent))

    view = get_case(actor=world.clerk, case_id=receipt.case_id)
    assert [party.name for party in view.parties] == ["河畔餐饮有限公司", "王晓燕"]
    lines = list_taken_in(actor=world.clerk, body_id=world.city.centre, day=AT.date())
    assert [line.applicant for line in lines] == ["河畔餐饮有限公司"]


@pytest.mark.parametrize("form", ["original_seen", "copy_kept", "paper_kept"])
def test_takes_paper_over_the_counter(form: str) -> None:
    world = make_world()

    receipt = _take_in(world, materials=(MaterialEntry("m3", form),))

    view = get_case(actor=world.officer, case_id=receipt.case_id)
    received = {row.key: row.received_form for row in view.materials}
    assert received == {"m1": "waived", "m3": form}


@pytest.mark.parametrize(
    "entry",
    [
        MaterialEntry("m3", "waived"),
        MaterialEntry("m3", "hearsay"),
        MaterialEntry("m3", "paper_kept", copies=0),
        MaterialEntry("m3", "paper_kept", copies=100),
        MaterialEntry("m3", "electronic"),
    ],
)
def test_refuses_a_material_that_was_not_received(entry: MaterialEntry) -> None:
    world = make_world()

    with pytest.raises(Invalid) as caught:
        _take_in(world, materials=(entry,))

    assert "material_m3" in caught.value.errors


def test_the_department_sees_what_the_hall_took_in_and_others_do_not() -> None:
    world = make_world()
    receipt = _take_in(world)

    assert (
        get_case(actor=world.officer, case_id=receipt.case_id).number == receipt.number
    )
    with pytest.raises(Refusal):
        get_case(actor=make_staff("officer", world.city.civil), case_id=receipt.case_id)
