"""Systems and departments' own logins: registered on the desk and through the API."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tongban.capabilities.federation.testing import BACK, System, agree, make_client
from tongban.capabilities.federation.types import NewClient
from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.testing import (
    make_citizen,
    make_staff,
    open_api_session,
    signed_in,
)
from tongban.capabilities.privacy.testing import make_sharing_assessment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def city() -> Any:
    return make_city()


@pytest.fixture
def operator(city: Any) -> Any:
    return make_staff("operator", city.centre)


def form_of(city: Any, **changes: Any) -> dict[str, Any]:
    form = {
        "name": "公积金网上大厅",
        "body": str(city.market),
        "purpose": "查询和提取公积金",
        "kind": "confidential",
        "serves": "citizen",
        "scopes": ["profile", "phone", "offline_access"],
        "redirects": f"{BACK}\nhttps://fund.example.cn/again",
        "assessment": str(assess(city.market)),
    }
    return form | changes


def assess(body_id: Any, *claims: str, days: int = 900) -> Any:
    told = claims or ("profile", "phone")
    return make_sharing_assessment(body_id, told, at=timezone.now(), days=days)


def test_a_system_is_registered_signs_in_gets_another_secret_and_ends(
    operator: Any, city: Any
) -> None:
    desk = signed_in(operator)
    page = desk.post("/desk/systems/new", form_of(city)).content.decode()
    secret = re.findall(r'<p class="code">([\w-]{43})</p>', page)[0]
    code = re.findall(r"tb-[0-9a-f]{32}", page)[0]
    key = re.findall(r'action="/desk/systems/([0-9a-f-]{36})"', page)[0]
    where = f"/desk/systems/{key}"
    assert secret not in desk.get(where).content.decode()
    assert "公积金网上大厅" in desk.get("/desk/systems").content.decode()
    fund = System(NewClient(key, code, secret))
    browser = signed_in(make_citizen())
    first = agree(browser, fund.asks())["code"]

    changed = desk.post(where, {"act": "secret"}).content.decode()

    assert fund.redeem(first).json()["error"] == "invalid_client"
    fund.client = NewClient(
        fund.client.client_id,
        code,
        re.findall(r'<p class="code">([\w-]{43})</p>', changed)[0],
    )
    assert fund.redeem(first).status_code == 200
    assert desk.post(where, {"act": "end"}).status_code == 302
    assert "已停用" in desk.get(where).content.decode()
    assert browser.get("/connect/authorize", fund.asks()).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "http://fund.example.cn/back",
        "https://fund.example.cn/*",
        "https://fund.example.cn/#x",
        "javascript:alert(1)",
        "https://fund.example.cn",
        "data:text/html,x",
        "https://user@fund.example.cn/",
    ],
)
def test_an_address_that_is_not_safe_is_not_registered(
    operator: Any, city: Any, address: str
) -> None:
    answer = signed_in(operator).post(
        "/desk/systems/new", form_of(city, redirects=address)
    )

    assert answer.status_code == 422
    assert not is_safe(address)
    assert is_safe(BACK)


def is_safe(address: str) -> bool:
    """What the constraint of the table says."""
    with connection.cursor() as cursor:
        cursor.execute("select is_way_back(%s)", [address])
        return bool(cursor.fetchone()[0])


def test_logins_are_merged_into_a_system_of_the_same_body_once(
    operator: Any, city: Any
) -> None:
    api = Client(headers={"Authorization": f"Bearer {open_api_session(operator)}"})
    own, other = make_client(operator, city.market), make_client(operator, city.civil)
    past = (timezone.now() - timedelta(days=9)).date()

    def register(name: str, due_on: date) -> str:
        body = {
            "body_id": str(city.market),
            "name": name,
            "people": 120000,
            "due_on": due_on.isoformat(),
        }
        told = api.post("/api/v1/systems/logins", body, content_type="application/json")
        assert told.status_code == 201, told.content.decode()
        return str(told.json()["login_id"])

    def settle(login: str, client: Any) -> int:
        body = {"client_id": str(client) if client else None}
        where = f"/api/v1/systems/logins/{login}/settled"
        return api.post(where, body, content_type="application/json").status_code

    late, kept = register("旧大厅", past), register("新大厅", date(2099, 1, 1))
    page = signed_in(operator).get("/desk/systems/logins").content.decode()
    assert "一共 2 个，已经归并 0 个，停用 0 个，逾期没有归并 1 个" in page
    assert settle(late, other.client_id) == 409
    assert settle(late, own.client_id) == 204
    assert settle(late, None) == 409
    assert settle(kept, None) == 204

    figure = api.get("/api/v1/systems/logins").json()["figure"]
    assert figure == {"total": 2, "merged": 1, "closed": 1, "late": 0}


def test_the_api_takes_back_what_the_page_does(operator: Any, city: Any) -> None:
    citizen = make_citizen()
    fund = System(make_client(operator, city.market))
    agree(signed_in(citizen), fund.asks())
    api = Client(headers={"Authorization": f"Bearer {open_api_session(citizen)}"})
    where = "/api/v1/session/systems"
    listed = api.get(where).json()
    assert [one["client"] for one in listed] == ["公积金网上大厅"]

    assert api.delete(f"{where}/{listed[0]['consent_id']}").status_code == 204
    assert api.delete(f"{where}/{listed[0]['consent_id']}").status_code == 404
    assert api.get(where).json() == []


TOLD = ("openid", "profile", "phone")


def test_a_system_that_is_told_of_people_rests_on_an_assessment(
    operator: Any, city: Any
) -> None:
    desk = signed_in(operator)

    def register(**changes: Any) -> Any:
        return desk.post("/desk/systems/new", form_of(city, **changes))

    for wrong in ("", assess(city.civil), assess(city.market, "profile")):
        answer = register(assessment=str(wrong))
        assert answer.status_code == 409
        assert "没有核准了的、还在有效期内的" in answer.content.decode()
    assert (
        register(assessment="6f1c1c1e-0000-4000-8000-000000000000").status_code == 422
    )
    assert register(assessment=str(assess(city.market, days=-1))).status_code == 409
    # A number of its own names nobody: no assessment is asked for.
    assert register(assessment="", scopes=[]).status_code == 200
    assert register().status_code == 200


def test_an_assessment_that_ran_out_ends_sign_ins_until_there_is_another(
    operator: Any, city: Any, settings: Any, tmp_path: Any
) -> None:
    soon = assess(city.market, days=10)
    fund = System(make_client(operator, city.market, scopes=TOLD, assessment_id=soon))
    where = f"/desk/systems/{fund.client.client_id}"
    desk, browser = signed_in(operator), signed_in(make_citizen())
    assert agree(browser, fund.asks())["code"]
    settings.SAMPLE_CITY, settings.TONGBAN_DATA = True, tmp_path
    (tmp_path / "moved-days.txt").write_text("30")

    assert "缺影响评估" in desk.get(where).content.decode()
    other = signed_in(make_citizen())
    page = other.get("/connect/authorize", fund.asks()).content.decode()
    asked = re.findall(r'name="asked" value="([^"]*)"', page)[0]
    form = {"asked": unescape(asked), "act": "agree"}
    refused = other.post("/connect/authorize", form)
    assert refused.status_code == 409
    assert "没有核准了的、还在有效期内的" in refused.content.decode()

    next_one = assess(city.market)
    assert (
        desk.post(where, {"act": "cover", "assessment": str(soon)}).status_code == 409
    )
    api = Client(headers={"Authorization": f"Bearer {open_api_session(operator)}"})
    told = api.post(
        f"/api/v1/systems/{fund.client.client_id}/assessment",
        {"assessment_id": str(next_one)},
        content_type="application/json",
    )
    assert told.status_code == 204
    listed = api.get("/api/v1/systems/assessments").json()
    assert str(next_one) in {one["assessment_id"] for one in listed}
    assert "缺影响评估" not in desk.get(where).content.decode()
    assert agree(signed_in(make_citizen()), fund.asks())["code"]
