"""The pages and the API: a citizen asks for a copy and receives it; the office does its part."""

from typing import Any

import pytest
from django.test import Client

from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.queries import get_own_card
from tongban.capabilities.people.testing import (
    make_citizen,
    make_staff,
    open_api_session,
    signed_in,
)
from tongban.capabilities.privacy.queries import list_own_requests
from tongban.capabilities.privacy.testing import (
    AT,
    CLOCK,
    CONSENT,
    NOTICE,
    WATCH,
    make_privacy_office,
    publish,
)
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db
HERE, DESK = "/my/privacy", "/desk/privacy"
SINCE = {"-year": "2026", "-month": "11", "-day": "23"}


def text(page: Any) -> str:
    said: str = page.content.decode()
    return said


def day(name: str, **parts: str) -> dict[str, str]:
    return {name + part: value for part, value in (SINCE | parts).items()}


def test_consents_are_given_and_taken_back_on_the_page(city: TestCity) -> None:
    office = make_privacy_office(city)
    publish(office, "notice", NOTICE, at=AT)
    key = publish(office, "consent", CONSENT, at=AT)
    client = signed_in(make_citizen())

    assert "我看过了" in text(client.get(HERE))
    assert client.post(HERE, {"act": "seen"}).status_code == 302
    assert "我看过了" not in text(client.get(HERE))
    assert client.post(HERE, {"act": "agree", "text": str(key)}).status_code == 302
    page = client.get(HERE)
    (line,) = page.context["consents"]
    assert client.post(HERE, {"act": "agree", "text": str(key)}).status_code == 409
    back = {"act": "withdraw", "consent": str(line.consent_id)}
    assert client.post(HERE, back).status_code == 302
    assert "没有同意" in text(client.get(HERE))
    assert client.post(HERE, {"act": "ask", "kind": "correct"}).status_code == 422
    assert client.post(HERE, {"act": "x"}).status_code == 422


def test_the_notice_is_open_to_everybody(city: TestCity) -> None:
    anybody = Client()
    assert "还没有公布告知" in text(anybody.get("/privacy"))
    office = make_privacy_office(city)
    publish(office, "notice", NOTICE, at=AT)
    publish(office, "notice", NOTICE | {"contact": "12345"}, at=AT)

    assert "12345" in text(anybody.get("/privacy"))
    assert "0699-6012345" in text(anybody.get("/privacy?version=1"))
    assert Client().get("/api/v1/privacy/notice").json()["number"] == 2


def test_the_office_publishes_by_two_and_answers_on_the_desk(city: TestCity) -> None:
    office = make_privacy_office(city)
    drafting, publishing = signed_in(office.drafter), signed_in(office.publisher)
    clock = CLOCK["working_days"] | {"act": "draft", "kind": "clock", "title": "期限"}

    wrong = drafting.post(f"{DESK}/texts", clock | {"delete": "很快"})
    assert wrong.status_code == 422
    assert drafting.post(f"{DESK}/texts", clock).status_code == 302
    page = drafting.get(f"{DESK}/texts?kind=retention")
    (row,) = page.context["rows"]
    put = {
        "act": "publish",
        "text": str(row["card"].text_id),
        **day("in_force_from", **{"-year": "2027"}),
    }
    assert drafting.post(f"{DESK}/texts", put).status_code == 409
    assert publishing.post(f"{DESK}/texts", put).status_code == 302
    citizen = make_citizen()
    asking = {"act": "ask", "kind": "explain", "words": "为什么要地址"}
    assert signed_in(citizen).post(HERE, asking).status_code == 302
    assert "为什么要地址" in text(drafting.get(DESK))
    (asked,) = list_own_requests(actor=citizen)
    bare = {"act": "refused", "request": str(asked.request_id), "reason": "见指南"}
    assert drafting.post(DESK, bare).status_code == 422
    whole = bare | {"article": "第四十八条", "remedy": "向市网信办投诉"}
    assert drafting.post(DESK, whole).status_code == 302
    assert "向市网信办投诉" in text(signed_in(citizen).get(HERE))
    assert drafting.get(f"{DESK}/retention").status_code == 200


def test_assessments_are_filed_and_approved_on_the_desk(city: TestCity) -> None:
    office = make_privacy_office(city)
    form = {
        "act": "file",
        "processing": "人脸核验",
        "necessity": "确认本人",
        "risk": "high",
        "risks": "照片泄露",
        "measures": "不留照片",
        "conclusion": "可以处理",
        **day("valid_from"),
        **day("valid_until", **{"-year": "2027"}),
    }
    client = signed_in(office.drafter)

    assert client.post(f"{DESK}/assessments", form | {"risks": ""}).status_code == 422
    assert client.post(f"{DESK}/assessments", form).status_code == 302
    page = client.get(f"{DESK}/assessments")
    (row,) = page.context["rows"]
    assert "要由另一个人核准" in text(page)
    approval = {"act": "approve", "assessment": str(row["card"].assessment_id)}
    other = signed_in(office.publisher)
    assert other.post(f"{DESK}/assessments", approval).status_code == 302
    assert "严谨" in text(client.get(f"{DESK}/assessments"))


def test_who_has_no_work_here_is_turned_away(city: TestCity) -> None:
    approver = signed_in(make_staff("approver", city.market))
    clerk = signed_in(make_staff("clerk", city.centre))
    auditor = signed_in(make_staff("audit_administrator", city.market))

    for page in ("", "/window", "/texts", "/assessments", "/retention", "/odd-reads"):
        assert approver.get(DESK + page).status_code == 403, page
    assert clerk.get(DESK)["Location"] == f"{DESK}/window"
    assert auditor.get(DESK)["Location"] == f"{DESK}/odd-reads"
    assert auditor.get(f"{DESK}/odd-reads").status_code == 200
    assert clerk.get(f"{DESK}/window").status_code == 200
    assert clerk.get(f"{DESK}/texts").status_code == 403


def api(actor: Actor) -> Any:
    client = Client(headers={"authorization": f"Bearer {open_api_session(actor)}"})

    def ask(path: str, body: dict[str, Any] | None = None) -> Any:
        if body is None:
            return client.get(f"/api/v1/privacy{path}")
        return client.post(f"/api/v1/privacy{path}", body, "application/json")

    return ask


def test_people_ask_and_agree_through_the_api(city: TestCity) -> None:
    office = make_privacy_office(city)
    drafting, publishing = api(office.drafter), api(office.publisher)
    citizen = make_citizen()
    own = api(citizen)

    for kind, content in (("notice", NOTICE), ("consent", CONSENT), ("misuse", WATCH)):
        said = {"kind": kind, "title": "文本", "content": content, "code": "survey"}
        key = drafting("/texts", said).json()["id"]
        put = {"in_force_from": "2026-11-23"}
        assert publishing(f"/texts/{key}/publication", put).status_code == 204
    texts = {one["kind"]: one for one in own("/texts").json()}
    assert own("/mine/notice", {}).status_code == 204
    key = texts["consent"]["text_id"]
    consent = own(f"/texts/{key}/consent", {}).json()["id"]
    token = open_api_session(citizen)
    gone = Client(headers={"authorization": f"Bearer {token}"}).delete(
        f"/api/v1/privacy/consents/{consent}"
    )
    assert gone.status_code == 204
    asked = own("/mine/requests", {"kind": "access"}).json()
    mine = own("/mine").json()
    assert [one["number"] for one in mine["requests"]] == [asked["number"]]
    path = f"/mine/requests/{asked['request_id']}/copy"
    assert own(path).status_code == 404
    clerk = api(make_staff("clerk", city.centre))
    card = get_own_card(actor=citizen)
    at_window = {
        "kind": "delete",
        "acting_body": str(city.centre),
        "name": card.name,
        "id_kind": card.id_kind,
        "id_number": card.id_number,
    }
    assert clerk("/requests", at_window).status_code == 201
    assert len(drafting("/requests").json()) == 2
    done = {"outcome": "done", "reason": "请看网页"}
    answered = f"/requests/{asked['request_id']}/answer"
    assert drafting(answered, done).status_code == 204
    assert len(drafting("/requests?is_open=false").json()) == 1


def test_registers_are_kept_through_the_api(city: TestCity) -> None:
    office = make_privacy_office(city)
    drafting, publishing = api(office.drafter), api(office.publisher)
    assessed = {
        "processing": "人脸核验",
        "necessity": "x",
        "risk": "low",
        "risks": "x",
        "measures": "x",
        "conclusion": "x",
        "valid_from": "2026-11-23",
        "valid_until": "2027-11-22",
    }
    key = drafting("/assessments", assessed).json()["id"]
    assert publishing(f"/assessments/{key}/approval", {}).status_code == 204
    assert drafting("/assessments").json()[0]["approved_by"] == "严谨"
    assert drafting("/retention").json()["runs"] == []
    auditor = api(make_staff("audit_administrator", city.market))
    assert auditor("/odd-reads").json()["waiting"] == 0
    wanted = "/odd-reads/00000000-0000-7000-8000-000000000000/verdict"
    verdict = {"verdict": "explained", "words": "x"}
    assert auditor(wanted, verdict).status_code == 404
    clerk = api(make_staff("clerk", city.centre))
    assert clerk("/odd-reads").status_code == 403
