"""In by an app's ticket: what opens, what does not, and how sure the session is then."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tongban.capabilities.accounts.queries import own_level, session_digest
from tongban.capabilities.containers.adapter import gate
from tongban.capabilities.containers.commands import end_container, use_ticket
from tongban.capabilities.containers.commands.carrying import TicketRefused
from tongban.capabilities.containers.queries import find_container
from tongban.capabilities.containers.testing import (
    come_in,
    make_app,
    make_container,
)
from tongban.capabilities.containers.types import NewContainer
from tongban.capabilities.orgs.testing import CITY, TestCity
from tongban.capabilities.people.queries import find_person_by_document, get_actor
from tongban.capabilities.people.testing import make_citizen, signed_in
from tongban.plumbing.access.actor import Actor
from tongban_simulators.cityapp import CityApp, User
from tongban_simulators.people import Surroundings

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
NOWHERE = UUID(int=0)
ZHANG = User("张秀兰", "690121195603080248", "16969020001")


def say(app: CityApp, statement: str, what: str = "tickets") -> Any:
    body = json.dumps({"app": app.code, "statement": statement})
    address = f"/api/v1/containers/{what}"
    return Client().post(address, body, content_type="application/json")


def claims(user: User = ZHANG, **changes: Any) -> dict[str, Any]:
    told = {
        "name": user.name,
        "id_kind": "citizen_id",
        "id_number": user.id_number,
        "phone": user.phone,
        "level": user.level,
        "to": "/help",
    }
    return told | changes


def ask_ticket(app: CityApp, user: User = ZHANG, **changes: Any) -> str:
    """The path that the web view opens."""
    answer = say(app, app.state("ticket", claims(user, **changes)))
    assert answer.status_code == 201, answer.content.decode()
    return str(answer.json()["address"]).removeprefix(SITE)


def test_the_first_request_has_no_cookie_and_a_session_stands_after_it(
    app: CityApp,
) -> None:
    browser = Client()
    path = ask_ticket(app)
    assert not browser.cookies

    looked = browser.get(path)
    assert "不要继续" in looked.content.decode()
    assert "_auth_user_id" not in browser.session
    answer = come_in(browser, path)

    assert answer["Location"] == "/help"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer.cookies["sessionid"]["samesite"] == "Lax"
    page = browser.get("/inside").content.decode()
    assert "返回安澜通" in page
    assert 'href="https://app.example.gov.cn"' in page
    assert "主导航" not in page
    assert "<footer" not in page
    assert "look/bridge" in page
    # A web view keeps no files: what would be one is shown.
    assert (
        browser.get(f"/my/files/{NOWHERE}")["Location"] == f"/my/files/{NOWHERE}/view"
    )


def test_a_session_that_was_there_before_is_not_taken_over(app: CityApp) -> None:
    """Whoever put a cookie into the browser beforehand holds nothing afterwards."""
    browser = Client()
    session = browser.session
    session["planted"] = "x"
    session.save()
    planted = session.session_key or ""
    browser.cookies["sessionid"] = planted

    come_in(browser, ask_ticket(app))

    assert browser.cookies["sessionid"].value != planted
    assert "planted" not in browser.session
    other = Client()
    other.cookies["sessionid"] = planted
    assert other.get("/my/cases").status_code == 302


def test_one_person_a_document_wherever_they_come_from(app: CityApp) -> None:
    for _time in range(2):
        come_in(Client(), ask_ticket(app))
    found = find_person_by_document(
        actor=gate(CITY),
        id_kind="citizen_id",
        id_number=ZHANG.id_number,
        today=timezone.localdate(),
    )
    assert found is not None
    assert found.name == "张秀兰"


def test_the_session_is_no_surer_than_what_the_app_proved(app: CityApp) -> None:
    browser = Client()
    come_in(browser, ask_ticket(app, replace(ZHANG, level=3)))
    account = UUID(str(browser.session["_auth_user_id"]))
    actor = get_actor(account_id=account, today=timezone.localdate())
    digest = session_digest(browser.session.session_key or "")
    assert own_level(actor=replace(actor, session=digest)) == 2
    # The app's own face check is its word alone: what asks for 3 asks again, in the session.
    page = browser.get("/my/verify?level=3&next=/help").content.decode()
    assert "加强核验" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"level": 1}, "还没有核实"),
        ({"level": 4}, "登记的最高是 3 级"),
        ({"level": "2"}, None),
        ({"id_number": "690121195603080249"}, None),
        ({"aud": "https://elsewhere.example"}, "核对不上"),
        ({"iss": "app-other"}, "核对不上"),
        ({"purpose": "answer"}, "核对不上"),
        ({"jti": "short"}, "核对不上"),
        ({"exp": 4102444800}, "核对不上"),
        ({"iat": 0, "exp": 200}, "核对不上"),
    ],
)
def test_a_word_that_is_not_taken(
    app: CityApp, changes: dict[str, Any], said: str | None
) -> None:
    answer = say(app, app.state("ticket", claims(**changes)))
    assert answer.status_code in {403, 422}
    assert answer["Content-Type"].startswith("application/problem+json")
    if said is not None:
        assert said in str(answer.json())


def test_another_apps_key_opens_nothing(app: CityApp) -> None:
    forger = CityApp(SITE, app.code)
    assert say(app, forger.state("ticket", claims())).status_code == 403
    head, _dot, rest = app.state("ticket", claims()).partition(".")
    body = rest.partition(".")[0]
    for statement in (f"{head}.{body}.", f"{head}.{body}", "", "a.b.c"):
        assert say(app, statement).status_code == 403


def test_whom_the_register_does_not_know_is_told_so(
    app: CityApp, register: Surroundings
) -> None:
    register.strangers.add("张秀兰")
    answer = say(app, app.state("ticket", claims()))
    assert answer.status_code == 422
    assert "对不上" in str(answer.json())


def test_a_known_person_is_let_in_without_the_register(
    app: CityApp, settings: Settings
) -> None:
    ask_ticket(app)
    settings.IDENTITY_URL = "http://127.0.0.1:9"
    assert come_in(Client(), ask_ticket(app))["Location"] == "/help"
    # Somebody new has to wait until it answers again.
    stranger = User("李建国", "690121198107150351", "16969020002")
    assert say(app, app.state("ticket", claims(stranger))).status_code == 503


def test_a_statement_is_used_once(app: CityApp) -> None:
    statement = app.state("ticket", claims())
    assert say(app, statement).status_code == 201
    answer = say(app, statement)
    assert answer.status_code in {409, 422}
    assert answer.json()["rule"] == "a_statement_is_used_once"


def test_a_ticket_is_used_once_and_the_way_on_is_shown(app: CityApp) -> None:
    path = ask_ticket(app)
    assert come_in(Client(), path).status_code == 302
    answer = come_in(Client(), path)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "已经用过了" in page
    assert 'href="/sign-in"' in page
    assert "sessionid" not in answer.cookies


def test_looking_ahead_uses_nothing_up(app: CityApp) -> None:
    path = ask_ticket(app)
    assert Client().head(path).status_code == 405
    assert come_in(Client(), path).status_code == 302


def test_a_ticket_opens_for_its_app_in_time(
    app: CityApp, city: TestCity, operator: Actor
) -> None:
    ticket = ask_ticket(app).partition("ticket=")[2]
    other = make_container(
        operator,
        make_app(operator, city.market, "别的应用"),
        CityApp(SITE).public_key(),
    )
    page = come_in(Client(), f"/inside/{other.code}/enter?ticket={ticket}")
    assert "不是给这个应用的" in page.content.decode()
    late = timezone.now() + timedelta(minutes=2)
    with pytest.raises(TicketRefused, match="过期"):
        use_ticket(actor=gate(CITY), code=app.code, ticket=ticket, at=late)
    assert "不对" in Client().get(f"/inside/{app.code}/enter").content.decode()


def test_an_app_that_has_ended_brings_nobody(
    app: CityApp, operator: Actor, city: TestCity
) -> None:
    path = ask_ticket(app)
    container = gate_container(app)
    end_container(actor=operator, container_id=container, at=timezone.now())
    assert "停用" in come_in(Client(), path).content.decode()
    assert say(app, app.state("ticket", claims())).status_code == 403


def gate_container(app: CityApp) -> UUID:
    found = find_container(actor=gate(CITY), code=app.code, on=timezone.localdate())
    assert found is not None
    return found.container.container_id


def test_somebody_else_who_is_signed_in_here_is_asked_first(app: CityApp) -> None:
    browser = signed_in(make_citizen("王晓燕"))
    path = ask_ticket(app)
    page = browser.get(path).content.decode()
    assert "换一个人登录吗" in page
    assert "王晓燕" in page
    address, ticket = path.split("?ticket=")
    assert browser.post(address, {"ticket": ticket})["Location"] == "/help"
    # The same person again is not asked.
    assert come_in(browser, ask_ticket(app))["Location"] == "/help"


def test_nobody_is_led_elsewhere(app: CityApp) -> None:
    for way in ("https://evil.example/", "//evil.example", "/\\evil.example", ""):
        assert come_in(Client(), ask_ticket(app, to=way))["Location"] == "/my/cases"


def test_valid_days_are_kept(city: TestCity, operator: Actor, app: CityApp) -> None:
    later = CityApp(SITE)
    made: NewContainer = make_container(
        operator,
        make_app(operator, city.market, "明年的应用"),
        later.public_key(),
        valid_from=date(2999, 1, 1),
    )
    later.code = made.code
    assert say(later, later.state("ticket", claims())).status_code == 403
