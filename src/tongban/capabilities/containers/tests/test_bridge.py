"""What a page asks the app around it: with a number of ours, answered by the app's server."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from tongban.capabilities.containers.adapter import gate
from tongban.capabilities.containers.models import ContainerAnswer
from tongban.capabilities.containers.queries import find_answer
from tongban.capabilities.containers.testing import come_in
from tongban.capabilities.orgs.testing import CITY
from tongban.capabilities.people.queries import get_actor
from tongban.capabilities.people.testing import make_citizen, signed_in
from tongban.plumbing.access.commands import reading
from tongban_simulators.cityapp import CityApp, User

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
ZHANG = User("张秀兰", "690121195603080248", "16969020001")


def say(app: CityApp, purpose: str, claims: dict[str, Any]) -> Any:
    what = {"ticket": "tickets", "answer": "answers"}[purpose]
    body = json.dumps({"app": app.code, "statement": app.state(purpose, claims)})
    address = f"/api/v1/containers/{what}"
    return Client().post(address, body, content_type="application/json")


@pytest.fixture
def browser(app: CityApp) -> Client:
    """A web view of the app in which 张秀兰 has come in."""
    claims = {
        "name": ZHANG.name,
        "id_number": ZHANG.id_number,
        "phone": ZHANG.phone,
        "level": 2,
    }
    address = say(app, "ticket", claims).json()["address"]
    made = Client()
    come_in(made, address.removeprefix(SITE))
    return made


def ask(browser: Client, act: str = "scan") -> str:
    answer = browser.post("/inside/requests", {"act": act})
    assert answer.status_code == 200, answer.content.decode()
    return str(answer.json()["id"])


def told(browser: Client, request_id: str) -> dict[str, Any]:
    answer: dict[str, Any] = browser.get(f"/inside/requests/{request_id}").json()
    return answer


def test_a_scan_comes_from_the_apps_server_and_is_sealed(
    app: CityApp, browser: Client
) -> None:
    asked = ask(browser)
    assert told(browser, asked)["state"] == "waiting"

    said = {"request": asked, "outcome": "done", "text": "690121195603080248"}
    assert say(app, "answer", said).status_code == 204

    assert told(browser, asked) == {
        "state": "done",
        "reference": "",
        "text": "690121195603080248",
    }
    with reading(gate(CITY)):
        held = ContainerAnswer.objects.values_list("text", flat=True).get()
    assert str(held).startswith("s1.")


def test_a_payment_is_a_reference_and_nothing_more(
    app: CityApp, browser: Client
) -> None:
    asked = ask(browser, "pay")
    said = {"request": asked, "outcome": "done", "reference": "P-1", "text": "x"}
    assert say(app, "answer", said).status_code == 204
    assert told(browser, asked) == {"state": "done", "reference": "P-1", "text": ""}
    page = browser.get("/inside").content.decode()
    assert "网上缴费还没有开通" in page


def test_an_answer_is_given_once_by_the_app_that_was_asked(
    app: CityApp, browser: Client
) -> None:
    asked = ask(browser, "face_check")
    said = {"request": asked, "outcome": "cancelled"}
    forger = CityApp(SITE, app.code)
    assert say(forger, "answer", said).status_code == 403
    assert say(app, "answer", said | {"outcome": "won"}).status_code == 422
    assert say(app, "answer", {"outcome": "done"}).status_code == 422
    assert told(browser, asked)["state"] == "waiting"
    assert say(app, "answer", said).status_code == 204
    assert say(app, "answer", said | {"outcome": "done"}).status_code == 409
    assert told(browser, asked)["state"] == "cancelled"


def test_nobody_reads_what_another_asked_and_a_browser_asks_nothing(
    browser: Client, app: CityApp
) -> None:
    asked = ask(browser)
    other = signed_in(make_citizen("王晓燕"))
    assert other.get(f"/inside/requests/{asked}").status_code == 404
    assert other.post("/inside/requests", {"act": "scan"}).status_code == 409
    assert browser.post("/inside/requests", {"act": "contacts"}).status_code == 422
    assert Client().get("/inside").status_code == 302


def test_what_was_not_answered_in_time_is_over(browser: Client) -> None:
    asked = ask(browser)
    account = UUID(str(browser.session["_auth_user_id"]))
    actor = get_actor(account_id=account, today=timezone.localdate())
    later = timezone.now() + timedelta(minutes=11)
    assert find_answer(actor=actor, request_id=UUID(asked), at=later).state == "over"
