"""The one-time correction: told once, in time, whole; answered whole, and nothing else."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from tongban.capabilities.cases.commands import (
    accept_case,
    ask_correction,
    correct_application,
    take_in_at_window,
)
from tongban.capabilities.cases.models import CaseMaterial, Correction
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import (
    AT,
    World,
    make_case,
    make_filing,
    make_upload,
    make_world,
)
from tongban.capabilities.cases.tests.traces import traces_of
from tongban.capabilities.cases.types import LineToMend, MaterialEntry
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, NotFound, Refusal
from tongban.plumbing.access.commands import reading

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)
BLURRED = LineToMend("照片看不清，请重新拍一张。", material="m3")
MISNAMED = LineToMend("与营业执照不一致。", field="shop_name")


def ask(
    world: World, case_id: UUID, *lines: LineToMend, at: datetime = LATER
) -> CaseState:
    """The notice by the officer of the body."""
    return ask_correction(
        actor=world.officer,
        case_id=case_id,
        acting_body=world.city.market,
        lines=lines,
        at=at,
    )


def answer(
    world: World, case_id: UUID, *, at: datetime = LATER + timedelta(days=1)
) -> CaseState:
    """The citizen's answer to both lines."""
    upload = make_upload(world.citizen, world.guide, "m3")
    return correct_application(
        actor=world.citizen,
        case_id=case_id,
        materials=(MaterialEntry("m3", "electronic", upload),),
        values={"shop_name": "河畔小吃店"},
        at=at,
    )


def test_a_notice_leaves_event_leaf_audit_paper_and_messages() -> None:
    world = make_world()
    case = make_case(world)

    state = ask(world, case.case_id, BLURRED, MISNAMED)

    left = traces_of(world, case.case_id)
    assert state == left.state == "correcting"
    assert left.events == left.event_leaves == ("submitted", "correction_asked")
    assert left.papers == ("receipt", "correction")
    assert left.audit[-1] == "cases.case.correction_asked"
    assert {"CaseMoved:correction_asked", "PaperIssued:correction"} <= set(
        left.messages
    )
    notice = get_case(actor=world.citizen, case_id=case.case_id).correction
    assert notice is not None
    assert [(row.name, row.reason) for row in notice.lines] == [
        ("食品安全管理制度目录", BLURRED.reason),
        ("店名", MISNAMED.reason),
    ]
    # 15 working days after Friday 20 November 2026.
    assert str(notice.answer_by) == "2026-12-11"


def test_the_words_of_a_line_stand_only_where_they_can_be_purged() -> None:
    world = make_world()
    case = make_case(world)

    ask(world, case.case_id, BLURRED)

    view = get_case(actor=world.officer, case_id=case.case_id)
    assert BLURRED.reason not in str([row.facts for row in view.events])


def test_an_answer_puts_the_case_back_with_what_is_new() -> None:
    world = make_world()
    case = make_case(world)
    ask(world, case.case_id, BLURRED, MISNAMED)

    state = answer(world, case.case_id)

    left = traces_of(world, case.case_id)
    assert state == left.state == "submitted"
    assert left.audit[-1] == "cases.case.corrected"
    view = get_case(actor=world.officer, case_id=case.case_id)
    assert "河畔小吃店" in {row.text for row in view.values}
    assert view.corrected_at == LATER + timedelta(days=1)
    assert view.correction is not None
    assert view.correction.answered_at == view.corrected_at
    with reading(world.officer):
        rounds = CaseMaterial.objects.filter(case_id=case.case_id, material__key="m3")
        assert sorted(row.round for row in rounds) == [0, 1]
    accept_case(
        actor=world.officer,
        case_id=case.case_id,
        acting_body=world.city.market,
        at=LATER + timedelta(days=3),
    )
    assert traces_of(world, case.case_id).state == "accepted"


def test_a_second_notice_is_refused_with_its_article() -> None:
    world = make_world()
    case = make_case(world)
    ask(world, case.case_id, BLURRED, MISNAMED)
    answer(world, case.case_id)

    with pytest.raises(Refusal) as refused:
        ask(world, case.case_id, BLURRED, at=LATER + timedelta(days=3))

    assert refused.value.rule == "one_correction_notice"
    assert "第三十二条" in (refused.value.source or "")
    assert traces_of(world, case.case_id).state == "submitted"


@pytest.mark.parametrize(
    ("days", "is_in_time"),
    # Filed on Friday 20 November 2026: the fifth working day is Friday the 27th.
    [(7, True), (10, False)],
)
def test_a_notice_comes_within_five_working_days(days: int, is_in_time: bool) -> None:
    world = make_world()
    case = make_case(world)

    def late() -> CaseState:
        return ask(world, case.case_id, BLURRED, at=AT + timedelta(days=days))

    if is_in_time:
        assert late() is CaseState.CORRECTING
        return
    with pytest.raises(Refusal) as refused:
        late()
    assert refused.value.rule == "correction_notice_in_five_days"
    with reading(world.officer):
        assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ((), "lines"),
        ((LineToMend("另外再来一份房产证。", material="m9"),), "material_m9"),
        # Waived for everybody, and not asked in this applicant's situation.
        ((LineToMend("交一份。", material="m1"),), "material_m1"),
        ((LineToMend("交一份。", material="m2"),), "material_m2"),
        ((LineToMend("写一下。", field="income"),), "field_income"),
        ((LineToMend("", material="m3"),), "reason_material_m3"),
        ((LineToMend("长" * 61, material="m3"),), "reason_material_m3"),
        ((LineToMend("缺。"),), "lines"),
        ((BLURRED, BLURRED), "material_m3"),
        ((BLURRED,) * 13, "lines"),
    ],
)
def test_a_notice_asks_only_what_the_guide_asks(
    lines: tuple[LineToMend, ...], field: str
) -> None:
    world = make_world()
    case = make_case(world)

    with pytest.raises(Invalid) as refused:
        ask(world, case.case_id, *lines)

    assert field in refused.value.errors
    assert traces_of(world, case.case_id).state == "submitted"


@pytest.mark.parametrize(
    ("materials", "values", "field"),
    [
        ((), {"shop_name": "河畔小吃店"}, "material_m3"),
        (("m3",), {}, "shop_name"),
        (("m3",), {"shop_name": "店" * 61}, "shop_name"),
        (("m3", "m2"), {"shop_name": "河畔小吃店"}, "material_m2"),
        (("m3", "m3"), {"shop_name": "河畔小吃店"}, "material_m3"),
        (("m3",), {"shop_name": "河畔小吃店", "area": 20}, "area"),
    ],
)
def test_an_answer_is_whole_and_nothing_more(
    materials: tuple[str, ...], values: dict[str, object], field: str
) -> None:
    world = make_world()
    case = make_case(world)
    ask(world, case.case_id, BLURRED, MISNAMED)
    upload = make_upload(world.citizen, world.guide, "m3")

    with pytest.raises(Invalid) as refused:
        correct_application(
            actor=world.citizen,
            case_id=case.case_id,
            materials=tuple(
                MaterialEntry(key, "electronic", upload) for key in materials
            ),
            values=values,
            at=LATER,
        )

    assert field in refused.value.errors
    assert traces_of(world, case.case_id).state == "correcting"


def test_everything_wrong_is_told_at_once_as_the_page_has_it() -> None:
    world = make_world()
    case = make_case(world)
    ask(world, case.case_id, MISNAMED, BLURRED)

    with pytest.raises(Invalid) as refused:
        correct_application(
            actor=world.citizen,
            case_id=case.case_id,
            materials=(MaterialEntry("m2", "electronic"),),
            values={"area": 20, "shop_name": "店" * 61},
            at=LATER,
        )

    assert list(refused.value.errors) == [
        "material_m3",
        "material_m2",
        "shop_name",
        "area",
    ]


def _clerk_of_the_hall(world: World, case_id: UUID) -> None:
    ask_correction(
        actor=world.clerk,
        case_id=case_id,
        acting_body=world.city.centre,
        lines=(BLURRED,),
        at=LATER,
    )


def _approver(world: World, case_id: UUID) -> None:
    ask_correction(
        actor=world.approver,
        case_id=case_id,
        acting_body=world.city.market,
        lines=(BLURRED,),
        at=LATER,
    )


@pytest.mark.parametrize("who", [_clerk_of_the_hall, _approver])
def test_a_notice_is_of_the_office(who: Callable[[World, UUID], None]) -> None:
    world = make_world()
    case = make_case(world)

    with pytest.raises((NotAllowed, NotFound)):
        who(world, case.case_id)

    assert traces_of(world, case.case_id).state == "submitted"


@pytest.mark.parametrize(
    "state", sorted(set(CaseState) - {CaseState.DRAFT, CaseState.SUBMITTED})
)
def test_refuses_from_every_other_state_and_changes_nothing(state: CaseState) -> None:
    world = make_world()
    case = make_case(world, state)
    before = traces_of(world, case.case_id)

    with pytest.raises(MoveRefused):
        ask(world, case.case_id, BLURRED)
    if state is not CaseState.CORRECTING:
        with pytest.raises(MoveRefused):
            answer(world, case.case_id)

    assert traces_of(world, case.case_id) == before


def test_a_window_that_may_accept_takes_in_what_lacks_and_tells_at_once() -> None:
    world = make_world("entrusted_acceptance")
    filing = make_filing(world, world.citizen, materials=())

    receipt = take_in_at_window(
        actor=world.clerk,
        filing=filing,
        venue_id=world.city.hall,
        lines=(LineToMend("没有带来。", material="m3"),),
        at=AT,
    )

    assert receipt.state is CaseState.CORRECTING
    assert traces_of(world, receipt.case_id).papers == ("receipt", "correction")
    state = correct_application(
        actor=world.clerk,
        case_id=receipt.case_id,
        acting_body=world.city.centre,
        materials=(MaterialEntry("m3", "paper_kept"),),
        values={},
        at=LATER,
    )
    assert state is CaseState.SUBMITTED


def test_a_collecting_window_cannot_send_a_notice() -> None:
    world = make_world("collect")
    filing = make_filing(world, world.citizen, materials=())

    with pytest.raises(Refusal) as refused:
        take_in_at_window(
            actor=world.clerk,
            filing=filing,
            venue_id=world.city.hall,
            lines=(LineToMend("没有带来。", material="m3"),),
            at=AT,
        )

    assert refused.value.rule == "collecting_window_cannot_accept"
