"""Special steps of the guide: none is skipped, none added, and uncounted time stands still."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tongban.capabilities.cases.commands import (
    begin_special_step,
    decide_case,
    end_special_step,
    review_case,
)
from tongban.capabilities.cases.queries import get_case, get_clock_facts
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import AT, World, make_case, make_world
from tongban.capabilities.cases.tests.clerks import browser_of
from tongban.capabilities.cases.tests.test_subscribers import relay_all
from tongban.capabilities.cases.tests.traces import traces_of
from tongban.capabilities.notices.queries import list_own_notices
from tongban.capabilities.people.testing import make_staff
from tongban.ground.clock import check_proof, due, encode_proof, make_proof
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, NotFound, Refusal
from tongban.plumbing.evidence.signing import (
    installation_key,
    installation_public_keys,
)

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)
CHECK = {
    "key": "x1",
    "name": "现场核查",
    "basis": "《中华人民共和国行政许可法》第三十四条第三款",
    "limit": {"value": 2, "unit": "working_day"},
    "counts": True,
}
HEARING = {
    "key": "x2",
    "name": "听证",
    "basis": "《中华人民共和国行政许可法》第四十五条",
    "limit": {"value": 5, "unit": "working_day"},
    "counts": False,
    "only_if": "申请人或者利害关系人要求听证。",
}


def begin(world: World, case_id: UUID, step: str = "x1", at: datetime = LATER) -> Any:
    return begin_special_step(actor=world.approver, case_id=case_id, step=step, at=at)


def end(
    world: World,
    case_id: UUID,
    outcome: str = "passed",
    opinion: str = "查过了。",
    *,
    step: str = "x1",
    at: datetime = LATER,
) -> Any:
    return end_special_step(
        actor=world.approver,
        case_id=case_id,
        step=step,
        outcome=outcome,
        opinion=opinion,
        at=at,
    )


def decide(world: World, case_id: UUID, *, grant: bool = True) -> CaseState:
    return decide_case(
        actor=world.approver,
        case_id=case_id,
        acting_body=world.city.market,
        grant=grant,
        unmet={} if grant else {"c2": "离污水池 10 米。"},
        at=LATER + timedelta(days=9),
    )


def reviewed(world: World) -> UUID:
    """A case that was reviewed before anybody went to look."""
    case_id = make_case(world, CaseState.ACCEPTED).case_id
    review_case(actor=world.approver, case_id=case_id, opinion="材料齐全。", at=LATER)
    return case_id


def test_leaves_events_leaves_audit_and_messages() -> None:
    world = make_world()
    case_id = make_case(world, CaseState.ACCEPTED).case_id

    assert begin(world, case_id) is CaseState.ACCEPTED
    assert end(world, case_id) is CaseState.ACCEPTED

    left = traces_of(world, case_id)
    assert (
        left.events[-2:] == left.event_leaves[-2:] == ("special_begun", "special_ended")
    )
    assert left.audit[-2:] == (
        "cases.special_step.begun",
        "cases.special_step.ended",
    )
    assert {"CaseMoved:special_begun", "CaseMoved:special_ended"} <= set(left.messages)
    (line,) = get_case(actor=world.officer, case_id=case_id).special_steps
    assert (line.name, line.outcome, line.opinion) == ("现场核查", "passed", "查过了。")
    assert line.is_settled
    assert line.begun_at == line.ended_at == LATER


def test_the_applicant_reads_the_result_and_not_the_opinion() -> None:
    world = make_world()
    case_id = make_case(world, CaseState.ACCEPTED).case_id
    begin(world, case_id)
    end(world, case_id, opinion="内部的话")

    view = get_case(actor=world.citizen, case_id=case_id)

    assert [row.words for row in view.events][-2:] == ["现场核查开始", "现场核查：通过"]
    assert "内部的话" not in str(view)


def test_nothing_is_granted_before_the_published_step() -> None:
    world = make_world()
    case_id = reviewed(world)
    before = traces_of(world, case_id)

    with pytest.raises(Refusal) as skipped:
        decide(world, case_id)
    assert skipped.value.rule == "no_special_step_is_skipped"
    assert "现场核查" in skipped.value.message
    assert "第三十四条" in str(skipped.value.source)
    assert traces_of(world, case_id) == before

    begin(world, case_id)
    for grant in (True, False):
        with pytest.raises(Refusal) as running:
            decide(world, case_id, grant=grant)
        assert running.value.rule == "no_special_step_is_skipped"
    end(world, case_id)
    assert decide(world, case_id) is CaseState.GRANTED


def test_a_step_that_failed_lets_only_a_refusal_through() -> None:
    world = make_world()
    case_id = reviewed(world)
    begin(world, case_id)
    end(world, case_id, "failed", "后厨没有消毒柜。")

    with pytest.raises(Refusal) as caught:
        decide(world, case_id)
    assert caught.value.rule == "no_special_step_is_skipped"
    assert decide(world, case_id, grant=False) is CaseState.REFUSED


def test_what_is_not_needed_is_said_only_where_the_guide_says_when() -> None:
    world = make_world(special_steps=[CHECK, HEARING])
    case_id = reviewed(world)

    with pytest.raises(Invalid) as caught:
        end(world, case_id, "not_needed")
    assert "outcome" in caught.value.errors
    with pytest.raises(Invalid) as silent:
        end(world, case_id, "not_needed", "", step="x2")
    assert "special_opinion" in silent.value.errors
    end(world, case_id, "not_needed", "没有人要求听证。", step="x2")
    begin(world, case_id)
    end(world, case_id)

    assert decide(world, case_id) is CaseState.GRANTED


@pytest.mark.parametrize(
    ("outcome", "opinion", "field"),
    [
        ("granted", "好", "outcome"),
        ("", "好", "outcome"),
        ("failed", "", "special_opinion"),
        ("passed", "长" * 501, "special_opinion"),
        ("passed", "合格\u0000", "special_opinion"),
    ],
    ids=["unknown", "none", "no reason", "too long", "unseen character"],
)
def test_says_what_is_wrong_with_a_result(
    outcome: str, opinion: str, field: str
) -> None:
    world = make_world()
    case_id = make_case(world, CaseState.ACCEPTED).case_id
    begin(world, case_id)
    before = traces_of(world, case_id)

    with pytest.raises(Invalid) as caught:
        end(world, case_id, outcome, opinion)

    assert set(caught.value.errors) == {field}
    assert traces_of(world, case_id) == before


def test_a_step_begins_once_and_ends_once_and_is_of_the_guide() -> None:
    world = make_world()
    case_id = make_case(world, CaseState.ACCEPTED).case_id
    for wrong in ("p3", "x9", ""):
        with pytest.raises(Invalid):
            begin(world, case_id, wrong)
    with pytest.raises(Refusal) as early:
        end(world, case_id)
    assert early.value.rule == "special_step_of_the_flow"
    begin(world, case_id)
    with pytest.raises(Refusal) as twice:
        begin(world, case_id)
    assert twice.value.rule == "special_step_of_the_flow"
    end(world, case_id)
    with pytest.raises(Refusal) as again:
        end(world, case_id, "failed", "改主意了。")
    assert again.value.rule == "special_step_of_the_flow"


def test_only_the_office_that_handles_it_and_only_in_its_time() -> None:
    world = make_world()
    case_id = make_case(world, CaseState.SUBMITTED).case_id
    with pytest.raises(MoveRefused):
        begin(world, case_id)
    accepted = make_case(world, CaseState.ACCEPTED).case_id
    with pytest.raises(NotAllowed):
        begin_special_step(actor=world.citizen, case_id=accepted, step="x1", at=LATER)
    with pytest.raises(NotFound):
        begin_special_step(
            actor=make_staff("approver", world.city.civil),
            case_id=accepted,
            step="x1",
            at=LATER,
        )


def test_counted_time_moves_no_day() -> None:
    world = make_world()
    case_id = make_case(world, CaseState.ACCEPTED).case_id
    before = get_case(actor=world.officer, case_id=case_id)
    begin(world, case_id)
    end(world, case_id, at=LATER + timedelta(days=3))
    after = get_case(actor=world.officer, case_id=case_id)
    assert after.promised_due_on == before.promised_due_on
    assert get_clock_facts(actor=world.officer, case_id=case_id).pauses == ()


def test_uncounted_time_stands_still_and_what_is_left_of_it_is_given_back() -> None:
    world = make_world(special_steps=[HEARING])
    case_id = make_case(world, CaseState.ACCEPTED).case_id

    def days() -> tuple[date | None, date | None]:
        view = get_case(actor=world.citizen, case_id=case_id)
        facts = get_clock_facts(actor=world.citizen, case_id=case_id)
        assert facts.due(facts.promised, due).due_on == view.promised_due_on
        proof = encode_proof(make_proof(facts, installation_key().private))
        assert all(one.ok for one in check_proof(proof, installation_public_keys()))
        return view.promised_due_on, view.statutory_due_on

    promised, statutory = days()
    # Friday: five working days are told, so both days move out by a week.
    assert (promised, statutory) == (date(2026, 11, 27), date(2026, 12, 18))
    begin(world, case_id, "x2")
    assert days() == (date(2026, 12, 4), date(2026, 12, 25))
    # Done on Tuesday, after two working days: three are given back.
    end(world, case_id, step="x2", at=AT + timedelta(days=4))
    assert days() == (date(2026, 12, 1), date(2026, 12, 22))


def test_longer_than_told_is_counted() -> None:
    world = make_world(special_steps=[HEARING])
    case_id = make_case(world, CaseState.ACCEPTED).case_id
    begin(world, case_id, "x2")
    end(world, case_id, step="x2", at=AT + timedelta(days=30))
    view = get_case(actor=world.citizen, case_id=case_id)
    assert view.promised_due_on == date(2026, 12, 4)


def test_the_applicant_is_told_how_long_and_whether_it_counts() -> None:
    world = make_world(special_steps=[HEARING])
    case_id = make_case(world, CaseState.ACCEPTED).case_id
    begin(world, case_id, "x2")
    end(world, case_id, step="x2")
    relay_all(world)
    told = "".join(
        f"{row.title}{row.text}" for row in list_own_notices(actor=world.citizen)
    )
    assert "听证开始了" in told
    assert "最多 5 个工作日，不计入办理时限" in told
    assert "结果：通过" in told


def act(world: World, case_id: UUID, what: str, **typed: Any) -> Any:
    client = browser_of(world.approver)
    return client.post(f"/desk/cases/{case_id}/act", {"act": what, **typed})


def test_the_page_of_a_case_leads_through_the_steps() -> None:
    world = make_world(special_steps=[CHECK, HEARING])
    case_id = reviewed(world)
    client = browser_of(world.approver)
    href = f"/desk/cases/{case_id}"

    page = client.get(href)
    (grant, _refuse) = page.context["actions"]
    assert "现场核查、听证" in grant["why"]
    assert "现在不能“签发”" in page.content.decode()
    assert act(world, case_id, "grant").status_code == 409
    assert act(world, case_id, "begin_special", step="x1").status_code == 302
    wrong = act(
        world,
        case_id,
        "end_special",
        step="x1",
        outcome="failed",
        special_opinion="",
    )
    assert wrong.status_code == 422
    assert "例如：后厨没有消毒柜" in wrong.content.decode()
    done = {"step": "x1", "outcome": "passed", "special_opinion": "查过了"}
    assert act(world, case_id, "end_special", **done).status_code == 302
    not_needed = {
        "step": "x2",
        "outcome": "not_needed",
        "special_opinion": "没人要求",
    }
    assert act(world, case_id, "end_special", **not_needed).status_code == 302
    # Each act signed in anew: an account has five sessions, and the oldest has ended.
    client = browser_of(world.approver)
    page = client.get(href)
    assert page.context["actions"][0]["why"] == ""
    assert act(world, case_id, "grant").status_code == 302
    assert "现场核查：通过" in client.get(href).content.decode()
