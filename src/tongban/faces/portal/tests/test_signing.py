"""Signing in and out: equal words and equal work, a safe way on, and a wall for guessers."""

from dataclasses import replace
from typing import ClassVar

import pytest
from django.test import Client
from pytest_django import Settings

from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.commands import load_accounts
from tongban.capabilities.people.testing import (
    QuickArgon2,
    make_citizen,
    make_people_loader,
    make_person,
)
from tongban.capabilities.people.types import AccountLine

pytestmark = pytest.mark.django_db
PASSWORD = "一句 很长的 口令 42"


@pytest.fixture(autouse=True)
def _people() -> None:
    make_city()
    loader = make_people_loader()
    make_citizen()  # with what its role may do
    lines = [
        AccountLine("zhang", "citizen", make_person("张秀兰"), PASSWORD),
        AccountLine("liufang", "staff", make_person("刘芳"), PASSWORD),
    ]
    load_accounts(actor=loader, accounts=lines)


def sign_in(
    client: Client, login: str = "zhang", **others: str
) -> tuple[int, str, str]:
    """Status, where to, and the page."""
    given = {"login": login, "password": PASSWORD} | others
    answer = client.post("/sign-in", given)
    return answer.status_code, answer.get("Location", ""), answer.content.decode()


def test_a_citizen_comes_to_the_own_cases_and_staff_to_the_desk() -> None:
    assert sign_in(Client())[:2] == (302, "/my/cases")
    assert sign_in(Client(), "liufang")[:2] == (302, "/desk/")


def test_one_goes_on_where_one_was_going() -> None:
    client = Client()
    asked = client.get("/my/cases")
    page = client.get(asked["Location"]).content.decode()
    assert 'name="next" value="/my/cases"' in page

    wanted = "/apply/1169?from=guide"
    assert sign_in(client, next=wanted)[:2] == (302, wanted)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "\x00/",
        "evil",
    ],
)
def test_nobody_is_led_to_another_site(elsewhere: str) -> None:
    assert sign_in(Client(), next=elsewhere)[:2] == (302, "/my/cases")


def test_unknown_login_and_wrong_password_look_alike() -> None:
    unknown = sign_in(Client(), "nobody")
    wrong = sign_in(Client(), password="不对")

    assert unknown[0] == wrong[0] == 422
    words = "登录名和密码对不上"
    assert words in unknown[2]
    assert words in wrong[2]
    assert len(unknown[2]) - len("nobody") == len(wrong[2]) - len("zhang")


class Counting(QuickArgon2):
    """Says how often it worked: that is what takes the time."""

    worked: ClassVar[list[str]] = []

    def encode(self, password: str, salt: str) -> str:
        self.worked.append("hashed")
        return str(super().encode(password, salt))

    def verify(self, password: str, encoded: str) -> bool:
        self.worked.append("hashed")
        return bool(super().verify(password, encoded))


def test_unknown_login_costs_as_much_as_a_wrong_password(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting"]

    for login in ("zhang", "nobody"):
        Counting.worked.clear()
        sign_in(Client(), login, password="不对")
        assert Counting.worked == ["hashed"]


def wrong(login: str = "zhang", **meta: str) -> int:
    """A try from a browser that keeps no cookies."""
    given = {"login": login, "password": "不对"}
    return Client().post("/sign-in", given, **meta).status_code  # type: ignore[arg-type]  # headers of the server


def test_five_wrong_tries_are_enough_whoever_throws_cookies_away() -> None:
    assert [wrong() for _time in range(6)] == [422] * 5 + [429]

    status, _where, page = sign_in(Client())

    assert status == 429
    assert "输错的次数太多" in page
    assert "请过 15 分钟再试" in page
    assert "12345" in page


def test_what_nobody_is_called_rests_in_the_same_words() -> None:
    for _time in range(5):
        wrong()
        wrong("nobody")
    known, unknown = sign_in(Client()), sign_in(Client(), "nobody")

    assert known[0] == unknown[0] == 429
    assert len(unknown[2]) - len("nobody") == len(known[2]) - len("zhang")


def test_another_person_still_signs_in_while_one_rests() -> None:
    for _time in range(6):
        wrong()

    assert sign_in(Client(), "liufang")[0] == 302


def test_an_address_that_tries_many_logins_rests(settings: Settings) -> None:
    settings.SIGN_IN_LIMITS = replace(settings.SIGN_IN_LIMITS, tries_an_address=3)
    statuses = [wrong(f"guess-{n}") for n in range(4)]

    assert statuses == [422] * 3 + [429]
    assert sign_in(Client())[0] == 429
    assert wrong("guess", REMOTE_ADDR="192.0.2.7") == 422


def test_an_own_account_pays_for_no_guesses(settings: Settings) -> None:
    settings.SIGN_IN_LIMITS = replace(settings.SIGN_IN_LIMITS, tries_an_address=3)
    wrong("guess-1")
    wrong("guess-2")
    assert sign_in(Client())[0] == 302

    assert wrong("guess-3") == 422
    assert wrong("guess-4") == 429


def test_a_header_is_no_other_address(settings: Settings) -> None:
    settings.SIGN_IN_LIMITS = replace(settings.SIGN_IN_LIMITS, tries_an_address=2)
    statuses = [
        wrong(f"guess-{n}", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}") for n in range(3)
    ]

    assert statuses == [422, 422, 429]


def test_a_trusted_proxy_tells_who_asks(settings: Settings) -> None:
    settings.SIGN_IN_LIMITS = replace(settings.SIGN_IN_LIMITS, tries_an_address=1)
    settings.TRUSTED_PROXIES = ("127.0.0.0/8",)
    first, forged = "198.51.100.1", "203.0.113.9, 198.51.100.1"

    assert wrong("guess-1", HTTP_X_FORWARDED_FOR=first) == 422
    # What the client wrote itself stands to the left of what the proxy saw.
    assert wrong("guess-2", HTTP_X_FORWARDED_FOR=forged) == 429
    assert wrong("guess-3", HTTP_X_FORWARDED_FOR="198.51.100.2") == 422


def test_a_right_password_forgets_the_wrong_tries() -> None:
    for _time in range(4):
        wrong()
    assert sign_in(Client())[0] == 302

    assert [wrong() for _time in range(5)] == [422] * 5


def test_the_session_gets_a_new_key() -> None:
    client = Client()
    sign_in(client)
    before = client.cookies["sessionid"].value

    client.cookies["sessionid"] = before
    sign_in(client, "liufang")

    assert client.cookies["sessionid"].value != before


def test_signing_out_is_a_post_and_ends_the_session() -> None:
    client = Client()
    sign_in(client)
    assert client.get("/sign-out").status_code == 405
    assert client.get("/my/cases").status_code == 200

    client.post("/sign-out")

    assert client.get("/my/cases").status_code == 302


def test_empty_boxes_are_named() -> None:
    answer = Client().post("/sign-in", {})

    assert answer.status_code == 422
    assert set(answer.context["errors"]) == {"login", "password"}


@pytest.mark.parametrize("login", ["\x00", "' or 1=1 --", "长" * 9999, "<i>x"])
def test_hostile_logins_are_wrong_logins(login: str) -> None:
    status, _where, page = sign_in(Client(), login)

    assert status == 422
    assert "<i>x" not in page


def test_a_very_long_password_is_not_even_hashed() -> None:
    assert sign_in(Client(), password="长" * 1_000_000)[0] == 422


def test_browsers_may_fill_in_and_nothing_is_pasted_over() -> None:
    page = Client().get("/sign-in").content.decode()

    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page
    assert "为什么要登录" in page
    assert "短信" not in page


def test_whoever_is_signed_in_is_not_asked_again() -> None:
    client = Client()
    sign_in(client)

    answer = client.get("/sign-in?next=/my/cases")

    assert (answer.status_code, answer["Location"]) == (302, "/my/cases")
