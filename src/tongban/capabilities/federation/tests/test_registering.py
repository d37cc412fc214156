"""Systems and departments' own logins: registered on the desk and through the API."""

import re
from datetime import date, timedelta
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
    }
    return form | changes


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
