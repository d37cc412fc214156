"""Registering by phone: one account a person, codes that wear out, and no telling who is here."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tongban.capabilities.accounts.codes import make_code
from tongban.capabilities.orgs.testing import CITY, TestCity
from tongban.capabilities.people.commands import load_people
from tongban.capabilities.people.testing import (
    TODAY,
    make_id_number,
    make_people_loader,
)
from tongban.capabilities.people.types import PersonLine
from tongban.capabilities.privacy.testing import (
    AT,
    NOTICE,
    make_privacy_office,
    publish,
)
from tongban_simulators.people import Surroundings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("around")]
PHONE, OTHER_PHONE = "16969012345", "16969054321"
NUMBER = make_id_number(901, "19560308")
PASSWORD = "门前有两棵老槐树啊"


def code_of(around: Surroundings, phone: str = PHONE) -> str:
    """What the latest message to a phone says."""
    text = next(text for _at, to, text in around.messages if to == phone)
    found = re.search(r"\d{6}", text)
    assert found
    return found[0]


def ask(phone: str = PHONE, where: str = "/register") -> Any:
    return Client().post(where, {"phone": phone})


def finish(client: Client, code: str, where: str = "/register", **changes: str) -> Any:
    given = {
        "act": "finish",
        "phone": PHONE,
        "code": code,
        "name": "张秀兰",
        "id_number": NUMBER,
        "password": PASSWORD,
    }
    return client.post(where, given | changes)


def register(around: Surroundings, **changes: str) -> Client:
    client = Client()
    phone = changes.get("phone", PHONE)
    assert ask(phone).status_code == 200
    answer = finish(client, code_of(around, phone), **changes)
    assert answer.status_code == 302, answer.content.decode()
    return client


def sign_in(login: str, password: str = PASSWORD) -> int:
    given = {"login": login, "password": password}
    return Client().post("/sign-in", given).status_code


def test_two_steps_and_one_is_signed_in(around: Surroundings) -> None:
    client = register(around)

    page = client.get("/my/cases").content.decode()
    assert "注册好了" in page
    assert "张秀兰" in page
    assert sign_in(PHONE) == 302
    assert sign_in("+8616969012345") == 422


def test_registering_shows_the_notice_and_keeps_that_it_was_seen(
    city: TestCity, around: Surroundings
) -> None:
    publish(make_privacy_office(city), "notice", NOTICE, at=AT)
    assert NOTICE["controller"] in ask().content.decode()
    client = register(around)

    page = client.get("/my/privacy")
    (seen,) = page.context["seen"]
    assert (seen.number, seen.channel) == (1, "web")
    assert page.context["has_seen"]


def test_the_second_step_asks_for_no_more_than_it_must(around: Surroundings) -> None:
    page = ask().content.decode()

    names = set(re.findall(r'<input[^>]* name="(\w+)"', page))
    assert names - {"csrfmiddlewaretoken", "next", "mode", "q"} == {
        *("act", "phone", "code", "name", "id_number", "password"),
    }
    assert 'autocomplete="one-time-code"' in page
    assert 'autocomplete="new-password"' in page


def test_whoever_was_registered_at_a_window_is_found_again(
    around: Surroundings,
) -> None:
    line = PersonLine("x", "张秀兰", "citizen_id", NUMBER)
    keys = load_people(actor=make_people_loader(), people=[line], today=TODAY)
    register(around)

    again = load_people(actor=make_people_loader(), people=[line], today=TODAY)
    assert keys == again


def test_a_person_has_one_account_and_is_led_to_it(around: Surroundings) -> None:
    register(around)
    ask(OTHER_PHONE)
    answer = finish(Client(), code_of(around, OTHER_PHONE), phone=OTHER_PHONE)

    assert answer.status_code == 409
    assert "已经有账号了" in answer.content.decode()
    assert sign_in(OTHER_PHONE) == 422


def test_a_phone_has_one_account(around: Surroundings) -> None:
    register(around)
    ask()
    other = make_id_number(902, "19600101")
    answer = finish(Client(), code_of(around), name="李四", id_number=other)

    assert answer.status_code == 409
    assert "这个手机号已经注册过" in answer.content.decode()


def test_a_known_document_under_another_name_is_refused(around: Surroundings) -> None:
    line = PersonLine("x", "张秀芝", "citizen_id", NUMBER)
    load_people(actor=make_people_loader(), people=[line], today=TODAY)
    ask()
    answer = finish(Client(), code_of(around))

    assert answer.status_code == 422
    assert "另一个姓名" in answer.content.decode()
    assert "张秀芝" not in answer.content.decode()


def test_the_register_must_agree_and_one_may_correct_with_the_same_code(
    around: Surroundings,
) -> None:
    ask()
    code = code_of(around)

    refused = finish(Client(), code, name="查无此人")
    assert refused.status_code == 422
    assert "对不上" in refused.content.decode()
    assert finish(Client(), code).status_code == 302
    assert finish(Client(), code).status_code == 422


def test_a_code_wears_out_after_five_tries(around: Surroundings) -> None:
    ask()
    right = code_of(around)
    wrong = "000000" if right != "000000" else "111111"

    assert {finish(Client(), wrong).status_code for _time in range(5)} == {422}
    assert finish(Client(), right).status_code == 422


def test_a_code_is_for_its_phone_its_purpose_and_only_the_latest(
    around: Surroundings,
) -> None:
    ask()
    first = code_of(around)
    ask(OTHER_PHONE)
    assert finish(Client(), code_of(around, OTHER_PHONE)).status_code == 422
    make_code(city=CITY, purpose="register", phone=PHONE)
    assert finish(Client(), first).status_code == 422
    reset = make_code(city=CITY, purpose="reset", phone=PHONE)
    assert finish(Client(), reset).status_code == 422


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"password": "短"}, "password"),
        ({"password": "password123"}, "password"),
        ({"password": "qwertyuiop"}, "password"),
        ({"password": f"我的{PHONE}号"}, "password"),
        ({"password": "aaaaaaaaaaaaaa"}, "password"),
        ({"name": ""}, "name"),
        ({"id_number": NUMBER[:-1] + "0"}, "id_number"),
        ({"code": "<b>"}, "code"),
    ],
)
def test_what_cannot_be_is_named_at_its_box(
    around: Surroundings, changes: dict[str, str], field: str
) -> None:
    ask()
    answer = finish(Client(), **({"code": code_of(around)} | changes))

    assert answer.status_code == 422
    assert set(answer.context["errors"]) == {field}
    assert PASSWORD not in answer.content.decode()


def test_codes_to_one_phone_and_from_one_address_are_limited(
    around: Surroundings, settings: Settings
) -> None:
    limits = replace(settings.SIGN_IN_LIMITS, codes_a_phone=2, codes_an_address=4)
    settings.SIGN_IN_LIMITS = limits

    assert [ask().status_code for _time in range(3)] == [200, 200, 429]
    assert ask(OTHER_PHONE).status_code == 200
    assert ask("16969000001").status_code == 429
    assert len(around.messages) == 3


def test_asking_for_a_new_password_tells_nobody_who_is_here(
    around: Surroundings,
) -> None:
    register(around)
    known, unknown = ask(PHONE, "/reset"), ask(OTHER_PHONE, "/reset")

    assert known.status_code == unknown.status_code == 200
    tokens = r'value="[\w-]{64}"'
    pages = [re.sub(tokens, "", one.content.decode()) for one in (known, unknown)]
    assert pages[0].replace(PHONE, "") == pages[1].replace(OTHER_PHONE, "")
    assert around.messages[0][2][:12] == around.messages[1][2][:12]


def test_a_new_password_ends_all_other_sessions(around: Surroundings) -> None:
    before = register(around)
    ask(PHONE, "/reset")
    now = Client()
    chosen = "院子里的 第三只 猫"
    answer = finish(now, code_of(around), "/reset", password=chosen)

    assert answer.status_code == 302
    assert now.get("/my/cases").status_code == 200
    assert before.get("/my/cases").status_code == 302
    assert sign_in(PHONE) == 422
    assert sign_in(PHONE, chosen) == 302


def test_the_owner_of_a_phone_without_an_account_is_told(around: Surroundings) -> None:
    ask(PHONE, "/reset")
    answer = finish(Client(), code_of(around), "/reset")

    assert answer.status_code == 422
    assert "没有注册过" in answer.content.decode()


def test_another_password_by_whoever_knows_the_present_one(
    around: Surroundings,
) -> None:
    client, elsewhere = register(around), Client()
    elsewhere.post("/sign-in", {"login": PHONE, "password": PASSWORD})
    chosen = "河水 向东 流 九里"

    wrong = client.post("/my/password", {"old": "不对", "password": chosen})
    assert (wrong.status_code, set(wrong.context["errors"])) == (422, {"old"})
    short = client.post("/my/password", {"old": PASSWORD, "password": "x"})
    assert set(short.context["errors"]) == {"password"}
    done = client.post("/my/password", {"old": PASSWORD, "password": chosen})

    assert (done.status_code, done["Location"]) == (302, "/my/sign-ins")
    assert client.get("/my/cases").status_code == 200
    assert elsewhere.get("/my/cases").status_code == 302
    assert sign_in(PHONE, chosen) == 302


def test_an_own_password_is_not_guessed_by_who_finds_an_open_browser(
    around: Surroundings,
) -> None:
    client = register(around)
    given = {"old": "不对", "password": "河水 向东 流 九里"}
    statuses = [client.post("/my/password", given).status_code for _time in range(6)]

    assert statuses == [422] * 5 + [429]


@pytest.mark.parametrize("where", ["/register", "/reset"])
def test_where_nothing_is_connected_nothing_is_offered(
    settings: Settings, where: str
) -> None:
    settings.SHORT_MESSAGES_URL = ""
    for answer in (Client().get(where), ask(where=where)):
        assert answer.status_code == 200
        assert "还没有开通" in answer.content.decode()
        assert 'name="phone"' not in answer.content.decode()


@pytest.mark.parametrize("where", ["/register", "/reset"])
def test_where_the_province_registers_this_site_does_not(
    settings: Settings, where: str, around: Surroundings
) -> None:
    settings.JOINED_URL = "https://province.example/sign-up"

    page = ask(where=where).content.decode()

    assert 'href="https://province.example/sign-up"' in page
    assert not around.messages


def test_a_carrier_that_is_away_is_said_and_nothing_is_made(settings: Settings) -> None:
    settings.SHORT_MESSAGES_URL = "http://127.0.0.1:9"

    answer = ask()

    assert answer.status_code == 503
    assert "短信没有发出去" in answer.content.decode()


def test_an_inner_address_that_nobody_listed_is_not_called(
    settings: Settings, around: Surroundings
) -> None:
    settings.INNER_HOSTS = ()

    answer = ask()

    assert answer.status_code == 503
    assert "短信没有发出去" in answer.content.decode()
    assert not around.messages
