"""The pages of rights and the API: what people of each office do there, by requests."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import (
    make_staff,
    open_api_session,
    signed_in,
)
from tongban.capabilities.rights.testing import (
    Administrators,
    again,
    given,
    make_administrators,
)
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading

pytestmark = pytest.mark.django_db
PAGES = ("", "/postings", "/roles", "/requests", "/review", "/stand-ins", "/chiefs")
SINCE = {"-year": "2026", "-month": "11", "-day": "22"}


def day(name: str, **parts: str) -> dict[str, str]:
    return {name + part: value for part, value in (SINCE | parts).items()}


def login_of(actor: Actor) -> str:
    with reading(actor), connection.cursor() as cursor:
        cursor.execute("select login from account where id = %s", [actor.account_id])
        return str(cursor.fetchone()[0])


def text(page: Any) -> str:
    said: str = page.content.decode()
    return said


@pytest.fixture
def people(city: TestCity) -> Administrators:
    return make_administrators(city)


def test_administrators_open_every_page_and_others_their_own(
    city: TestCity, people: Administrators
) -> None:
    officer = signed_in(make_staff("officer", city.market))
    for actor in (people.system, people.security, people.audit):
        client = signed_in(actor)
        for page in PAGES:
            assert client.get("/desk/rights" + page).status_code == 200, page
    statuses = {page: officer.get("/desk/rights" + page).status_code for page in PAGES}
    assert statuses == dict.fromkeys(PAGES, 403) | {
        "": 200,
        "/stand-ins": 200,
        "/chiefs": 200,
    }


def test_the_page_says_why_not_and_who_can_give_it(
    city: TestCity, people: Administrators
) -> None:
    officer = make_staff("officer", city.market, name="王强")
    asked = f"?permission=cases.case.decide&body={city.market}"

    said = text(signed_in(officer).get("/desk/rights" + asked))
    assert "王强今天不能在安澜市市场监督管理局“" in said
    assert "审批" in said
    assert "安静" in said
    asked = (
        f"?permission=cases.case.accept&body={city.market}&login={login_of(officer)}"
    )
    assert "王强今天可以在" in text(signed_in(people.audit).get("/desk/rights" + asked))


def test_an_administrator_is_asked_for_on_one_page_and_confirmed_on_another(
    city: TestCity, people: Administrators
) -> None:
    new = make_staff("officer", city.civil, name="新任")
    form = {
        "do": "grant",
        "login": login_of(new),
        "body": str(city.market),
        "role": "system_administrator",
        "document_number": "安政数〔2026〕3号",
        "reason": "补缺",
        **day("valid_from"),
    }
    granting = signed_in(people.security)

    assert granting.post("/desk/rights/postings", form).status_code == 302
    waiting = granting.get("/desk/rights/requests")
    (card,) = waiting.context["requests"]
    assert "任命新任为安澜市市场监督管理局的系统管理员" in text(waiting)
    assert "确认，马上办" not in text(waiting)
    answer = {"do": "confirmed", "request": str(card.request_id)}
    assert granting.post("/desk/rights/requests", answer).status_code == 403
    assert (
        signed_in(people.audit).post("/desk/rights/requests", answer).status_code == 302
    )
    assert again(new, date(2026, 11, 23)).may_anywhere("rights.request.confirm")
    wrong = form | {"login": "nobody", "role": "officer"}
    page = granting.post("/desk/rights/postings", wrong)
    assert page.status_code == 422
    assert "没有这个工作人员账号" in text(page)


def test_leave_is_arranged_and_recalled_on_the_desk(city: TestCity) -> None:
    away = make_staff("approver", city.market, name="陈立")
    deputy = make_staff("officer", city.market, name="周敏")
    client = signed_in(away)
    form = {
        "do": "arrange",
        "kind": "leave",
        "body": str(city.market),
        "deputy": login_of(deputy),
        "reason": "年休假",
        **day("first"),
        **day("last", **{"-year": "2027"}),
    }

    assert client.post("/desk/rights/stand-ins", form).status_code == 302
    page = client.get("/desk/rights/stand-ins")
    (row,) = page.context["rows"]
    assert row["may_recall"]
    assert not given(away, date(2026, 11, 23))
    recalled = {
        "do": "recall",
        "stand_in": str(row["card"].stand_in_id),
        "reason": "提前返岗",
        **day("back_on", **{"-month": "12"}),
    }
    assert client.post("/desk/rights/stand-ins", recalled).status_code == 302
    assert again(away, date(2026, 12, 22)).may_anywhere("cases.case.decide")
    other = signed_in(deputy).post("/desk/rights/stand-ins", recalled)
    assert other.status_code in {403, 409}


def api(actor: Actor) -> Any:
    client = Client(headers={"authorization": f"Bearer {open_api_session(actor)}"})

    def ask(path: str, body: dict[str, Any] | None = None) -> Any:
        if body is None:
            return client.get(f"/api/v1/rights{path}")
        return client.post(f"/api/v1/rights{path}", body, "application/json")

    return ask


def test_the_api_does_what_the_pages_do(city: TestCity, people: Administrators) -> None:
    officer = make_staff("officer", city.civil, name="王强")
    security, audit = api(people.security), api(people.audit)
    line = {
        "person_id": str(officer.person_id),
        "body_id": str(city.market),
        "role": "officer",
        "valid_from": "2026-11-22",
        "document_number": "安政数〔2026〕3号",
    }

    granted = security("/postings", line).json()
    assert granted["request_id"] is None
    why = audit(
        f"/explanation?permission=cases.case.accept&body_id={city.market}"
        f"&person_id={officer.person_id}&on=2026-11-23"
    ).json()
    assert why["is_allowed"]
    assert why["because"][0]["document_number"] == "安政数〔2026〕3号"
    role = {
        "permissions": ["cases.case.see"],
        "document_number": "安政数〔2026〕4号",
        "reason": "分工",
    }
    asked = security("/roles/officer/changes", role).json()["request_id"]
    assert (
        audit(f"/requests/{asked}/answer", {"outcome": "confirmed"}).status_code == 204
    )
    versions = {one["role"]: one["version"] for one in audit("/roles").json()}
    assert versions["officer"] == 1
    kept = {"outcome": "keep", "reason": "还要用"}
    path = f"/postings/{granted['posting_id']}"
    assert audit(f"{path}/review", kept).status_code == 204
    ended = security(f"{path}/end", {"last_day": "2026-12-31", "reason": "调离"})
    assert ended.json() == {"request_id": None}
    chief = line | {"rank": "county", "duty": "局长", "first": "2026-11-22"}
    assert security("/chief-representatives", chief).status_code == 200
    assert {one["person"] for one in audit("/chief-representatives").json()} == {
        "",
        "王强",
    }
    for path in ("/postings", "/reviews", "/requests", "/stand-ins"):
        assert audit(path).status_code == 200
    assert api(officer)("/requests").status_code == 403
