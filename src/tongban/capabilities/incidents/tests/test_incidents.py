"""Incidents under a plan: steps with their moments, closing by another, drills apart."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tongban.capabilities.incidents.commands import (
    close_incident,
    draft_incident_plan,
    open_incident,
    publish_incident_plan,
    reopen_incident,
    report_more,
    write_entry,
)
from tongban.capabilities.incidents.queries import (
    count_incidents,
    find_incident_plan,
    get_drill_state,
    get_incident,
    list_incident_plans,
    list_incidents,
    propose_from_alarm,
)
from tongban.capabilities.incidents.testing import (
    AT,
    PLAN,
    IncidentOffice,
    cities_without_drill,
    make_incident_office,
    open_one,
    overdue_steps,
    publish_plan,
    read_lines,
    settle_all,
    write_lines,
)
from tongban.capabilities.incidents.types import Closure, EntryDraft, IncidentDraft
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import make_citizen, make_staff
from tongban.ground.refusals import Invalid, NotAllowed, NotFound, Refusal
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db
FINDINGS = Closure("账号没有停用", "停用了账号", "离岗当天停用")
HOUR = timedelta(hours=1)


@pytest.fixture
def office(city: TestCity) -> IncidentOffice:
    return make_incident_office(city)


@pytest.fixture
def clerk(city: TestCity) -> Actor:
    return make_staff("clerk", city.centre)


def rule_of(act: Callable[[], object]) -> str | None:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.rule


def done(actor: Actor, key: Any, code: str, **more: Any) -> None:
    steps = get_incident(actor=actor, incident_id=key).steps
    step = next(one.step_id for one in steps if one.code == code)
    entry = EntryDraft("done", "办了", step_id=step, **more)
    write_entry(actor=actor, incident_id=key, entry=entry, at=AT)


def test_a_plan_counts_when_another_has_published_it(office: IncidentOffice) -> None:
    lead, day = office.lead, AT.date()
    key = draft_incident_plan(actor=lead, title="预案", content=PLAN, at=AT)
    assert find_incident_plan(actor=lead, day=day) is None

    def publish(by: Actor, first: Any = day) -> None:
        publish_incident_plan(actor=by, plan_id=key, in_force_from=first, at=AT)

    assert rule_of(lambda: publish(lead)) == "an_incident_plan_is_published_by_another"
    publish(office.admin, day + timedelta(days=1))
    assert find_incident_plan(actor=lead, day=day) is None
    found = find_incident_plan(actor=lead, day=day + timedelta(days=1))
    assert found is not None
    assert found.published_by == "石磊"
    assert rule_of(lambda: publish(office.admin)) is None


def test_drafts_are_shown_to_who_keeps_plans(
    office: IncidentOffice, clerk: Actor
) -> None:
    publish_plan(office)
    draft_incident_plan(actor=office.lead, title="下一版", content=PLAN, at=AT)
    assert len(list_incident_plans(actor=office.admin)) == 2
    assert len(list_incident_plans(actor=clerk)) == 1
    with pytest.raises(NotAllowed):
        list_incident_plans(actor=make_citizen())


@pytest.mark.parametrize("part", ["kinds", "levels", "steps", "notices", "drill_days"])
def test_a_plan_without_a_part_is_none(office: IncidentOffice, part: str) -> None:
    content = {name: value for name, value in PLAN.items() if name != part}

    def draft() -> None:
        draft_incident_plan(actor=office.lead, title="预案", content=content, at=AT)

    assert rule_of(draft) == "an_incident_plan_is_whole"


def test_a_plan_is_written_in_lines_and_read_back() -> None:
    lines = write_lines(PLAN)
    back = read_lines(lines)
    kept = [one for one in PLAN["notices"] if "kinds" not in one]
    assert back["steps"] == PLAN["steps"]
    assert back["levels"] == PLAN["levels"]
    assert [one for one in back["notices"] if one["code"] == "office"] == kept
    with pytest.raises(Invalid) as refused:
        read_lines(lines | {"steps": "stop | 切断 | 值班 | 很快 | 必办", "kinds": ""})
    assert set(refused.value.errors) == {"steps", "kinds"}


def test_the_plan_says_what_is_done_by_when(
    office: IncidentOffice, clerk: Actor
) -> None:
    publish_plan(office)
    key = open_one(clerk)
    card = get_incident(actor=clerk, incident_id=key)
    due = {one.code: one.due_at for one in card.steps}
    found = AT - HOUR
    assert due == {
        "stop": found + HOUR,
        "photo": found + 2 * HOUR,
        "office": found + 4 * HOUR,
        "people": found + 72 * HOUR,
    }
    entry = EntryDraft("level", "确认两万人", level="large")
    write_entry(actor=office.lead, incident_id=key, entry=entry, at=AT)
    card = get_incident(actor=clerk, incident_id=key)
    assert card.line.level == "重大"
    assert {one.code: one.due_at for one in card.steps} == due | {
        "report": AT + 24 * HOUR
    }
    assert overdue_steps(AT + HOUR) == {clerk.city: 1}
    assert overdue_steps(AT - HOUR / 2) == {}


def test_an_estimate_is_put_right_by_a_later_one(
    office: IncidentOffice, clerk: Actor
) -> None:
    publish_plan(office)
    key = open_one(clerk)
    for people, by in ((50, clerk), (120, office.lead)):
        entry = EntryDraft("estimate", "核对了", data="电话", people=people)
        report_more(actor=by, incident_id=key, entry=entry, at=AT)
    card = get_incident(actor=clerk, incident_id=key)
    assert (card.people, card.data) == (120, "电话")
    assert [one.people for one in card.entries] == [50, 120]
    assert [one.number for one in card.entries] == [1, 2]


def test_it_is_closed_by_another_when_all_is_done(
    office: IncidentOffice, clerk: Actor
) -> None:
    publish_plan(office)
    key = open_one(office.lead)

    def close(by: Actor, closure: Closure = FINDINGS) -> None:
        close_incident(actor=by, incident_id=key, closure=closure, at=AT)

    last = "an_incident_is_closed_when_all_is_done"
    assert rule_of(lambda: close(office.second)) == last
    assert (
        rule_of(lambda: done(office.lead, key, "office"))
        == "an_incident_step_is_settled_with_proof"
    )
    done(office.lead, key, "stop")
    once = "an_incident_step_is_settled_once"
    assert rule_of(lambda: done(office.second, key, "stop")) == once
    settle_all(office.lead, key)
    assert rule_of(lambda: close(office.lead)) == "an_incident_is_closed_by_another"
    with pytest.raises(Invalid):
        close(office.second, Closure("x", "", "x"))
    with pytest.raises(NotAllowed):
        close(clerk)
    close(office.auditor)
    again = "a_closed_incident_is_reopened_first"
    assert rule_of(lambda: close(office.second)) == again
    entry = EntryDraft("note", "还有")
    assert (
        rule_of(
            lambda: report_more(actor=office.lead, incident_id=key, entry=entry, at=AT)
        )
        == again
    )
    reopen_incident(actor=office.lead, incident_id=key, words="又有", at=AT)
    report_more(actor=office.lead, incident_id=key, entry=entry, at=AT)
    close(office.second)
    card = get_incident(actor=office.auditor, incident_id=key)
    assert card.line.is_closed
    assert [one.kind for one in card.entries][-4:] == [
        "closed",
        "reopened",
        "note",
        "closed",
    ]


def test_reporters_see_their_own_and_only_the_office_leads(
    office: IncidentOffice, clerk: Actor, city: TestCity
) -> None:
    publish_plan(office)
    key, other = open_one(clerk), make_staff("clerk", city.centre)
    assert [one.incident_id for one in list_incidents(actor=clerk)] == [key]
    assert list_incidents(actor=other) == []
    assert list_incidents(actor=office.admin) == []
    assert [one.incident_id for one in list_incidents(actor=office.auditor)] == [key]
    with pytest.raises(NotFound):
        get_incident(actor=other, incident_id=key)
    with pytest.raises(NotAllowed):
        done(clerk, key, "stop")
    with pytest.raises(NotAllowed):
        open_one(make_citizen())
    with pytest.raises(NotAllowed):
        open_one(clerk, is_drill=True)


def test_a_drill_is_never_counted_among_incidents(
    office: IncidentOffice, clerk: Actor
) -> None:
    lead, today = office.lead, AT.date()
    assert not get_drill_state(actor=lead, today=today).has_plan
    publish_plan(office, drill_days=30)
    open_one(clerk)
    later = today + timedelta(days=31)
    assert cities_without_drill(later) == [clerk.city]

    drill = open_one(lead, is_drill=True)
    assert count_incidents(actor=lead) == {"open": 1, "closed": 0, "drills": 1}
    assert cities_without_drill(later) == [clerk.city]
    settle_all(lead, drill)
    close_incident(actor=office.second, incident_id=drill, closure=FINDINGS, at=AT)

    state = get_drill_state(actor=lead, today=today)
    assert (state.last_on, state.due_on) == (today, today + timedelta(days=30))
    assert cities_without_drill(today + timedelta(days=30)) == []
    assert cities_without_drill(later) == [clerk.city]
    assert [one.is_drill for one in list_incidents(actor=lead, is_drill=False)] == [
        False
    ]


def test_an_alarm_offers_what_the_platform_knows(
    office: IncidentOffice, clerk: Actor
) -> None:
    asked = {"now": AT, "today": AT.date()}
    with pytest.raises(NotFound):
        propose_from_alarm(actor=clerk, alarm="odd_reads_found", **asked)  # type: ignore[arg-type]
    publish_plan(office)
    with pytest.raises(NotFound):
        propose_from_alarm(actor=clerk, alarm="nothing", **asked)  # type: ignore[arg-type]
    draft: IncidentDraft = propose_from_alarm(
        actor=clerk,
        alarm="odd_reads_found",
        **asked,  # type: ignore[arg-type]
    )
    assert (draft.kind, draft.level) == ("misuse", "small")
    key = open_incident(actor=clerk, draft=draft, at=AT)
    assert get_incident(actor=clerk, incident_id=key).alarm == "odd_reads_found"


def test_what_is_missing_is_said_by_field(office: IncidentOffice, clerk: Actor) -> None:
    publish_plan(office)
    draft = IncidentDraft("none", "none", " ", "", AT + HOUR, "", people=-1)
    with pytest.raises(Invalid) as refused:
        open_incident(actor=clerk, draft=draft, at=AT)
    assert set(refused.value.errors) == {
        "kind",
        "level",
        "title",
        "words",
        "found_at",
        "found_how",
        "people",
    }
