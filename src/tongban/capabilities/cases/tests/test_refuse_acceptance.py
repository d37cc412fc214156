"""Refusing to accept: a condition of the guide, what was found, and whom to turn to."""

from datetime import timedelta
from typing import Any

import pytest

from tongban.capabilities.cases.commands import refuse_acceptance
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import AT, make_case, make_world
from tongban.capabilities.cases.tests.traces import traces_of
from tongban.ground.refusals import Invalid, NotAllowed, Refusal

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)
UNMET = {"c2": "离污水池 10 米，不足 25 米。"}
TURN_TO = "换一处店面再来。"


def test_leaves_event_leaf_audit_paper_and_messages() -> None:
    world = make_world()
    case = make_case(world)

    state = refuse_acceptance(
        actor=world.officer,
        case_id=case.case_id,
        acting_body=world.city.market,
        unmet=UNMET,
        turn_to=TURN_TO,
        at=LATER,
    )

    left = traces_of(world, case.case_id)
    assert state == left.state == "not_accepted"
    assert left.events == left.event_leaves == ("submitted", "not_accepted")
    assert left.papers == ("receipt", "non_acceptance")
    assert left.audit[-1] == "cases.case.not_accepted"
    assert {"CaseMoved:not_accepted", "PaperIssued:non_acceptance"} <= set(
        left.messages
    )
    view = get_case(actor=world.citizen, case_id=case.case_id)
    assert [row.is_met for row in view.conditions] == [None, False]
    assert view.promised_due_on is None


@pytest.mark.parametrize(
    ("unmet", "turn_to", "field"),
    [
        ({}, TURN_TO, "conditions"),
        ({"c9": "没有这一条。"}, TURN_TO, "conditions"),
        ({"c2": ""}, TURN_TO, "finding_c2"),
        ({"c2": "长" * 201}, TURN_TO, "finding_c2"),
        (UNMET, " ", "turn_to"),
        (UNMET, "长" * 201, "turn_to"),
        (UNMET, "县局\u0000", "turn_to"),
    ],
)
def test_names_a_condition_of_the_guide_and_a_way_on(
    unmet: dict[str, str], turn_to: str, field: str
) -> None:
    world = make_world()
    case = make_case(world)
    before = traces_of(world, case.case_id)

    with pytest.raises(Invalid) as caught:
        refuse_acceptance(
            actor=world.officer,
            case_id=case.case_id,
            acting_body=world.city.market,
            unmet=unmet,
            turn_to=turn_to,
            at=LATER,
        )

    assert field in caught.value.errors
    assert traces_of(world, case.case_id) == before


GROUPED: dict[str, Any] = {
    "condition_groups": [{"key": "g1", "title": "店面属于以下情形", "need": "any"}],
    "conditions": [
        {"key": "c1", "text": "已经领到营业执照。"},
        {"key": "c2", "text": "店面是自己的。", "group": "g1"},
        {"key": "c3", "text": "店面租期在一年以上。", "group": "g1"},
    ],
}


@pytest.mark.parametrize("unmet", [("c2",), ("c1", "c3")])
def test_one_of_a_group_of_which_one_is_enough_is_no_reason(
    unmet: tuple[str, ...],
) -> None:
    world = make_world(**GROUPED)
    case = make_case(world)

    with pytest.raises(Invalid) as caught:
        refuse_acceptance(
            actor=world.officer,
            case_id=case.case_id,
            acting_body=world.city.market,
            unmet=dict.fromkeys(unmet, "没有查到。"),
            turn_to=TURN_TO,
            at=LATER,
        )

    assert "“店面属于以下情形”这一组满足其一就行" in caught.value.errors["conditions"]
    assert traces_of(world, case.case_id).state == "submitted"


def test_the_whole_group_is_a_reason_and_each_of_it_is_on_record() -> None:
    world = make_world(**GROUPED)
    case = make_case(world)

    refuse_acceptance(
        actor=world.officer,
        case_id=case.case_id,
        acting_body=world.city.market,
        unmet={"c2": "店面是别人的。", "c3": "租期只有三个月。"},
        turn_to=TURN_TO,
        at=LATER,
    )

    view = get_case(actor=world.citizen, case_id=case.case_id)
    assert [row.is_met for row in view.conditions] == [None, False, False]
    assert [row.lead for row in view.conditions] == [
        "",
        "店面属于以下情形（满足其一就行）",
        "",
    ]


@pytest.mark.parametrize("who", ["citizen", "approver"])
def test_turns_away_who_has_no_such_office(who: str) -> None:
    world = make_world()
    case = make_case(world)

    with pytest.raises(NotAllowed):
        refuse_acceptance(
            actor=getattr(world, who),
            case_id=case.case_id,
            acting_body=world.city.market,
            unmet=UNMET,
            turn_to=TURN_TO,
            at=LATER,
        )

    assert traces_of(world, case.case_id).state == "submitted"


@pytest.mark.parametrize(
    "state", sorted(set(CaseState) - {CaseState.DRAFT, CaseState.SUBMITTED})
)
def test_refuses_from_every_other_state_and_changes_nothing(state: CaseState) -> None:
    world = make_world()
    case = make_case(world, state)
    before = traces_of(world, case.case_id)

    with pytest.raises(Refusal) as caught:
        refuse_acceptance(
            actor=world.officer,
            case_id=case.case_id,
            acting_body=world.city.market,
            unmet=UNMET,
            turn_to=TURN_TO,
            at=LATER,
        )

    assert caught.value.status == 409
    assert traces_of(world, case.case_id) == before
