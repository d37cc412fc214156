"""Signing in to systems: what the provider gives, and everything that it refuses."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from tongban.capabilities.federation.provider import provider
from tongban.capabilities.federation.testing import (
    System,
    agree,
    make_client,
    told_in,
    userinfo,
)
from tongban.capabilities.orgs.testing import CITY, make_city
from tongban.capabilities.people.testing import make_citizen, make_staff, signed_in
from tongban.plumbing.access.permitting import POSTS
from tongban.plumbing.access.work import working

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def city() -> Any:
    return make_city()


@pytest.fixture
def operator(city: Any) -> Any:
    return make_staff("operator", city.centre)


@pytest.fixture
def fund(operator: Any, city: Any) -> System:
    return System(make_client(operator, city.market))


@pytest.fixture
def browser() -> Client:
    return signed_in(make_citizen())


def test_a_person_agrees_and_the_system_is_told_who_came(
    fund: System, browser: Client
) -> None:
    told = agree(browser, fund.asks(scope="openid profile phone offline_access"))
    assert told["state"] == "s1"
    assert told["iss"] == "http://testserver"

    tokens = fund.redeem(told["code"]).json()
    said = userinfo(tokens["access_token"]).json()
    assert said["name"].startswith("*")
    assert tokens["refresh_token"]


def sign_in(fund: System, browser: Client, **asked: str) -> Any:
    """The tokens of an ordinary sign-in."""
    code = agree(browser, fund.asks(**asked))["code"]
    answer = fund.redeem(code)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def refused(answer: Any) -> str:
    assert answer.status_code == 400, answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    return str(answer.json()["error"])


RENEWED = "openid profile offline_access"


def test_one_login_serves_two_systems_which_cannot_compare_the_person(
    fund: System, browser: Client, operator: Any, city: Any
) -> None:
    back = "https://school.example.cn/in"
    other = System(make_client(operator, city.civil, redirects=(back,)), back)

    first, second = sign_in(fund, browser), sign_in(other, browser)
    again = sign_in(fund, browser)

    people = [userinfo(one["access_token"]).json() for one in (first, second, again)]
    assert people[0]["sub"] != people[1]["sub"]
    assert people[0] == people[2]
    # Masked: a phone nobody agreed to hand over whole is not there whole.
    assert people[0]["name"] == "**兰"
    assert "*" in people[0]["id_number"]


def test_a_code_is_good_once_and_its_tokens_die_with_the_second_try(
    fund: System, browser: Client
) -> None:
    code = agree(browser, fund.asks())["code"]
    tokens = fund.redeem(code).json()
    assert userinfo(tokens["access_token"]).status_code == 200

    assert refused(fund.redeem(code)) == "invalid_grant"
    assert userinfo(tokens["access_token"]).status_code == 401
    # Every grant, hand-over and refusal is in the log.
    assert [count_leaves(action) for action in LEFT] == [1] * len(LEFT)


LEFT = (
    "federation.client.registered",
    "federation.consent.given",
    "federation.sign_in.given",
    "federation.tokens.issued",
    "federation.claims.handed_over",
    "federation.token.refused",
    "federation.sign_in.ended",
)


def count_leaves(action: str) -> int:
    with working(provider(CITY), writing=False), connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from evidence_leaf where body like %s",
            [f'%"{action}"%'],
        )
        return int(cursor.fetchone()[0])


def test_a_renewal_token_is_good_once_and_renews(fund: System, browser: Client) -> None:
    first = sign_in(fund, browser, scope=RENEWED)
    second = fund.renew(first["refresh_token"]).json()
    assert userinfo(second["access_token"]).status_code == 200

    assert refused(fund.renew(first["refresh_token"])) == "invalid_grant"
    assert refused(fund.renew(second["refresh_token"])) == "invalid_grant"
    assert userinfo(second["access_token"]).status_code == 401


def test_a_code_needs_its_verifier_its_address_and_its_system(
    fund: System, browser: Client, operator: Any, city: Any
) -> None:
    other = System(make_client(operator, city.civil))
    code = agree(browser, fund.asks())["code"]

    wrong = {"code_verifier": "x" * 43}
    assert refused(fund.redeem(code, **wrong)) == "invalid_grant"
    assert refused(fund.redeem(code, code_verifier="")) == "invalid_grant"
    assert refused(fund.redeem(code, redirect_uri=fund.redirect + "/")) == (
        "invalid_grant"
    )
    other.verifier = fund.verifier
    assert refused(other.redeem(code)) == "invalid_grant"
    assert refused(fund.redeem(code, client_secret="wrong")) == "invalid_client"
    assert refused(fund.redeem(code, client_secret="")) == "invalid_client"
    basic = Client(headers={"Authorization": "Basic eDp4"})
    assert basic.post("/connect/token").status_code == 401
    assert Client().get("/connect/userinfo").status_code == 400
    assert refused(fund.redeem(code, grant_type="password")) == (
        "unsupported_grant_type"
    )
    assert fund.redeem(code).status_code == 200


def test_tokens_of_one_system_are_no_good_to_another(
    fund: System, browser: Client, operator: Any, city: Any
) -> None:
    other = System(make_client(operator, city.civil))
    tokens = sign_in(fund, browser, scope=RENEWED)

    assert refused(other.renew(tokens["refresh_token"])) == "invalid_grant"
    given_back = {"token": tokens["access_token"], **other.own()}
    assert Client().post("/connect/revoke", given_back).status_code == 200
    assert userinfo(tokens["access_token"]).status_code == 200

    given_back = {"token": tokens["refresh_token"], **fund.own()}
    assert Client().post("/connect/revoke", given_back).status_code == 200
    assert userinfo(tokens["access_token"]).status_code == 401


def test_what_is_late_is_refused(fund: System, browser: Client, settings: Any) -> None:
    usual = settings.SIGN_IN_LIMITS
    settings.SIGN_IN_LIMITS = replace(usual, code_seconds=0)
    assert refused(fund.redeem(agree(browser, fund.asks())["code"])) == "invalid_grant"
    settings.SIGN_IN_LIMITS = replace(usual, access_seconds=0)
    assert userinfo(sign_in(fund, browser)["access_token"]).status_code == 401


@pytest.mark.parametrize(
    "changes",
    [
        {"redirect_uri": "https://fund.example.cn/back/"},
        {"redirect_uri": "https://fund.example.cn/back?x=1"},
        {"redirect_uri": "https://evil.example.cn/back"},
        {"redirect_uri": ""},
        {"client_id": "nobody"},
    ],
)
def test_nobody_is_led_where_nothing_was_registered(
    fund: System, browser: Client, changes: dict[str, str]
) -> None:
    answer = browser.get("/connect/authorize", fund.asks(**changes))

    assert answer.status_code == 400
    assert "Location" not in answer
    assert "Refresh" not in answer
    assert 'href="https://evil' not in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": ""}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_mode": "fragment"}, "invalid_request"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"scope": "openid identity"}, "invalid_scope"),
        ({"scope": "openid everything"}, "invalid_scope"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"prompt": "none"}, "consent_required"),
        ({"request": "x"}, "request_not_supported"),
        ({"max_age": "soon"}, "invalid_request"),
    ],
)
def test_what_is_asked_wrongly_is_told_to_the_system(
    fund: System, browser: Client, changes: dict[str, str], error: str
) -> None:
    answer = browser.get("/connect/authorize", fund.asks(**changes))
    address = answer.get("Location") or answer["Refresh"].partition("url=")[2]

    assert address.startswith(fund.redirect)
    assert (told_in(address)["error"], told_in(address)["state"]) == (error, "s1")


def test_whoever_is_not_signed_in_signs_in_first(fund: System) -> None:
    answer = Client().get("/connect/authorize", fund.asks())
    assert answer["Location"].startswith("/sign-in?next=%2Fconnect%2Fauthorize")

    silent = Client().get("/connect/authorize", fund.asks(prompt="none"))
    assert told_in(silent["Location"])["error"] == "login_required"


def test_staff_are_not_signed_in_to_what_serves_citizens(
    fund: System, operator: Any
) -> None:
    page = signed_in(operator).get("/connect/authorize", fund.asks())
    assert "不接待您这一类账号" in page.content.decode()


def test_the_page_says_what_is_handed_over_and_no_is_told(
    fund: System, browser: Client
) -> None:
    asked = fund.asks()
    page = browser.get("/connect/authorize", asked).content.decode()
    assert "**兰" in page
    assert "隐去一部分" in page
    assert "查询和提取公积金" in page
    assert "安澜市市场监督管理局" in page

    form = {"asked": "&".join(f"{k}={v}" for k, v in asked.items()), "act": "refuse"}
    answer = browser.post("/connect/authorize", form)
    assert told_in(answer["Refresh"].partition("url=")[2])["error"] == "access_denied"


def test_the_form_cannot_ask_for_more_than_was_registered(
    fund: System, browser: Client
) -> None:
    asked = fund.asks(scope="openid identity")
    form = {"asked": "&".join(f"{k}={v}" for k, v in asked.items()), "act": "agree"}
    answer = browser.post("/connect/authorize", form)
    assert told_in(answer["Refresh"].partition("url=")[2])["error"] == "invalid_scope"


def test_an_anew_sign_in_is_asked_for_on_a_page(fund: System, browser: Client) -> None:
    sign_in(fund, browser)
    assert agree(browser, fund.asks(max_age="3600"))["code"]
    assert "code" in told_in(
        browser.get("/connect/authorize", fund.asks(prompt="none"))["Location"]
    )


def test_signing_out_ends_the_tokens(fund: System, browser: Client) -> None:
    tokens = sign_in(fund, browser, scope=RENEWED)
    browser.post("/sign-out")

    assert userinfo(tokens["access_token"]).status_code == 401
    assert refused(fund.renew(tokens["refresh_token"])) == "invalid_grant"


def test_taking_back_on_ones_own_page_ends_the_tokens(
    fund: System, browser: Client
) -> None:
    tokens = sign_in(fund, browser)
    page = browser.get("/my/systems")
    assert "公积金网上大厅" in page.content.decode()
    assert "登录着" in page.content.decode()
    consent = str(page.context["visits"][0].consent_id)
    stranger = signed_in(make_citizen("李建国"))
    assert stranger.post("/my/systems", {"consent": consent}).status_code == 404
    assert userinfo(tokens["access_token"]).status_code == 200

    assert browser.post("/my/systems", {"consent": consent}).status_code == 302

    assert userinfo(tokens["access_token"]).status_code == 401
    assert "还没有用这里的账号" in browser.get("/my/systems").content.decode()
    silent = browser.get("/connect/authorize", fund.asks(prompt="none"))
    assert told_in(silent["Location"])["error"] == "consent_required"


def test_a_system_sends_somebody_to_sign_out(fund: System, browser: Client) -> None:
    tokens = sign_in(fund, browser)
    hint = {"id_token_hint": tokens["id_token"], "state": "bye"}
    elsewhere = hint | {"post_logout_redirect_uri": "https://evil.example.cn/"}
    other = signed_in(make_citizen("李建国"))
    assert "要退出登录吗" in other.get("/connect/sign-out", hint).content.decode()
    assert other.get("/my/cases").status_code == 200

    back = hint | {"post_logout_redirect_uri": "https://fund.example.cn/gone"}
    answer = browser.get("/connect/sign-out", back)

    assert answer["Refresh"] == "0; url=https://fund.example.cn/gone?state=bye"
    assert browser.get("/my/cases").status_code == 302
    assert userinfo(tokens["access_token"]).status_code == 401
    assert browser.get("/connect/sign-out", elsewhere)["Location"] == "/"


def test_only_ones_own_button_signs_out_without_the_token(browser: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    for form in ({"act": "leave"}, {"act": "again", "next": "/"}):
        assert strict.post("/connect/sign-out", form).status_code == 403
    assert strict.post("/connect/sign-out").status_code == 200
    assert browser.get("/my/cases").status_code == 200
    assert browser.post("/connect/sign-out", {"act": "leave"})["Location"] == "/"
    assert browser.get("/my/cases").status_code == 302


def test_guesses_at_secrets_are_counted_and_the_system_itself_goes_on(
    fund: System, settings: Settings
) -> None:
    settings.SIGN_IN_LIMITS = replace(settings.SIGN_IN_LIMITS, posts_an_address=2)
    POSTS.forget()
    wrong = [fund.redeem("x", client_secret="y").status_code for _time in range(3)]
    own = [fund.redeem("x").status_code for _time in range(3)]
    POSTS.forget()

    assert wrong == [400, 400, 429]
    assert own == [400, 400, 400]
