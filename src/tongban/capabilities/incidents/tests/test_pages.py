"""Incidents on the desk and through the API: reported, settled, closed by another."""

import re
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from tongban.capabilities.incidents.lines import write_lines
from tongban.capabilities.incidents.queries import get_incident, list_incidents
from tongban.capabilities.incidents.testing import (
    PLAN,
    IncidentOffice,
    make_incident_office,
    open_one,
    publish_plan,
)
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import (
    make_citizen,
    make_staff,
    open_api_session,
    signed_in,
)
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db
ROOM = "/desk/incidents"


def now() -> datetime:
    return datetime.now(OFFICE_ZONE)


def today() -> date:
    return now().date()


@pytest.fixture
def office(city: TestCity) -> IncidentOffice:
    return make_incident_office(city)


@pytest.fixture
def clerk(city: TestCity) -> Actor:
    return make_staff("clerk", city.centre)


def text(answer: Any) -> str:
    said: str = answer.content.decode()
    return said


def day_of(name: str) -> dict[str, str]:
    day = today()
    parts = {"year": day.year, "month": day.month, "day": day.day}
    return {f"{name}-{part}": str(value) for part, value in parts.items()}


def found(**changes: str) -> dict[str, str]:
    typed = {"do": "open", "title": "账号被盗用", "kind": "leak", "level": "small"}
    typed |= day_of("found_at")
    typed |= {"found_at_time": "00:00", "found_how": "值班", "words": "有人登录"}
    return typed | changes


def test_a_plan_is_drafted_in_lines_and_published_by_another(
    office: IncidentOffice, clerk: Actor
) -> None:
    lead, admin = signed_in(office.lead), signed_in(office.admin)
    page = f"{ROOM}/plans"
    assert signed_in(clerk).post(page, {"do": "draft"}).status_code == 403
    lines = write_lines(PLAN)
    wrong = lead.post(page, {"do": "draft", "title": "预案", **lines, "steps": "x"})
    assert wrong.status_code == 422
    assert "这一行看不懂：x" in text(wrong)
    assert "市网信办" in text(wrong)
    assert lead.post(page, {"do": "draft", "title": "预案", **lines}).status_code == 302
    assert "要由另一个人公布" in text(lead.get(page))
    (key,) = re.findall(r'name="plan" value="([0-9a-f-]{36})"', text(admin.get(page)))
    publish = {"do": "publish", "plan": key, **day_of("in_force_from")}
    refused = lead.post(page, publish)
    assert refused.status_code == 409
    assert "由编制人以外的另一个人公布" in text(refused)
    assert admin.post(page, publish).status_code == 302
    assert "石磊公布" in text(lead.get(page))


def test_a_clerk_reports_the_office_settles_another_closes(
    office: IncidentOffice, clerk: Actor
) -> None:
    desk, lead = signed_in(clerk), signed_in(office.lead)
    assert "还没有公布应急预案" in text(desk.get(f"{ROOM}/new"))
    publish_plan(office, at=now())
    wrong = desk.post(f"{ROOM}/new", found(found_at_time="很早", people="许多"))
    assert wrong.status_code == 422
    assert "有人登录" in text(wrong)
    done = desk.post(f"{ROOM}/new", found(people="1,200"))
    assert done.status_code == 302, text(done)
    where = done["Location"]
    assert "大约 1200 人" in text(desk.get(where))
    assert 'value="done"' not in text(desk.get(where))

    page = text(lead.get(where))
    steps = re.findall(r'name="step" value="([0-9a-f-]{36})"', page)
    assert len(steps) == 4
    blank = lead.post(where, {"do": "done", "step": steps[0], "words": ""})
    assert blank.status_code == 422
    assert "必办的都办了或者写明不用办，才能关闭" in text(lead.get(where))
    for step in steps:
        typed = {"do": "done", "step": step, "words": "办了", "receipt": "王主任"}
        assert lead.post(where, typed).status_code == 302
    said = {"do": "close", "cause": "没有停用", "measures": "停用", "lessons": "当天停"}
    assert desk.post(where, said).status_code == 403
    assert lead.post(where, said | {"lessons": ""}).status_code == 422
    assert lead.post(where, said).status_code == 302
    page = text(desk.get(where))
    assert "已关闭" in page
    assert "教训：当天停" in page
    assert "账号被盗用" in text(desk.get(f"{ROOM}?which=closed"))
    assert lead.post(where, {"do": "reopen", "words": "又有"}).status_code == 302


def test_strangers_see_nothing(office: IncidentOffice, clerk: Actor) -> None:
    publish_plan(office, at=now())
    key = open_one(clerk, at=now())
    other = signed_in(make_staff("clerk", clerk.org_ids[0]))
    assert str(key) not in text(other.get(f"{ROOM}?which=all"))
    assert other.get(f"{ROOM}/{key}").status_code == 404
    assert signed_in(make_citizen()).get(ROOM).status_code == 403
    assert str(key) in text(signed_in(office.auditor).get(ROOM))


def test_the_api_does_what_the_pages_do(office: IncidentOffice, clerk: Actor) -> None:
    def api(actor: Actor, path: str, body: Any = None) -> Any:
        asked = Client(headers={"Authorization": f"Bearer {open_api_session(actor)}"})
        where = f"/api/v1/incidents{path}"
        if body is None:
            return asked.get(where)
        return asked.post(where, body, content_type="application/json")

    made = api(office.lead, "/plans", {"title": "预案", "content": PLAN})
    assert made.status_code == 201, text(made)
    first = {"in_force_from": today().isoformat()}
    where = f"/plans/{made.json()['id']}/publication"
    assert api(office.lead, where, first).status_code == 409
    assert api(office.admin, where, first).status_code == 204

    known = api(clerk, "/alarms/odd_reads_found").json()
    assert known["alarm"] == "odd_reads_found"
    assert api(clerk, "/alarms/nothing").status_code == 404
    key = api(clerk, "", known).json()["id"]
    note = {"kind": "estimate", "words": "数过", "people": 9}
    assert api(clerk, f"/{key}/notes", note).status_code == 204
    card = api(office.auditor, f"/{key}").json()
    assert (card["people"], card["line"]["kind"]) == (9, "超权限查看")
    for step in card["steps"]:
        body = {"kind": "done", "words": "办了", "step_id": step["step_id"]}
        sent = api(office.lead, f"/{key}/entries", body | {"receipt": "王主任"})
        assert sent.status_code == 204, text(sent)
    closure = {"cause": "x", "measures": "x", "lessons": "x"}
    assert api(clerk, f"/{key}/closure", closure).status_code == 403
    assert api(office.lead, f"/{key}/closure", closure).status_code == 204
    assert api(office.lead, "?which=closed").json()["counts"] == {
        "open": 0,
        "closed": 1,
        "drills": 0,
    }
    assert api(office.lead, f"/{key}/reopening", {"words": "又有"}).status_code == 204
    assert api(office.lead, "/drills").json()["last_on"] is None


def test_odd_reads_lead_to_a_report_that_is_filled_in(
    office: IncidentOffice, clerk: Actor
) -> None:
    publish_plan(office, at=now())
    page = text(signed_in(office.auditor).get(f"{ROOM}/new?alarm=odd_reads_found"))
    assert "异常查看个人信息" in page
    assert 'name="alarm" value="odd_reads_found"' in page
    assert signed_in(clerk).get(f"{ROOM}/new?alarm=nothing").status_code == 404


def test_pages_ask_no_more_for_ten_than_for_one(
    office: IncidentOffice, clerk: Actor, django_assert_max_num_queries: Any
) -> None:
    publish_plan(office, at=now())
    for _ in range(10):
        open_one(clerk, at=now())
    desk = signed_in(office.lead)
    (line, *_others) = list_incidents(actor=office.lead)
    with django_assert_max_num_queries(40):
        assert desk.get(ROOM).status_code == 200
    with django_assert_max_num_queries(30):
        assert desk.get(f"{ROOM}/{line.incident_id}").status_code == 200
    assert get_incident(actor=clerk, incident_id=line.incident_id).must_wait
