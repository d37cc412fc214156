"""Signing in through the API: a token that works, ends, and is not guessed."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.commands import load_accounts
from tongban.capabilities.people.testing import make_people_loader, make_person
from tongban.capabilities.people.types import AccountLine

pytestmark = pytest.mark.django_db
SESSION = "/api/v1/session"
PASSWORD = "百花巷 8 号 的 猫"
TODAY = date(2026, 11, 22)


@pytest.fixture
def login() -> str:
    """The login of a citizen with a password."""
    make_city()
    loader = make_people_loader()
    line = AccountLine("zhangxiulan", "citizen", make_person(), PASSWORD)
    load_accounts(actor=loader, accounts=[line])
    return line.login


def _sign_in(login: str, password: str) -> Any:
    body = {"login": login, "password": password}
    return Client().post(SESSION, body, content_type="application/json")


def _with(token: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {token}"})


def test_gives_a_token_that_says_who_one_is(login: str) -> None:
    answer = _sign_in(login, PASSWORD)

    assert answer.status_code == 200, answer.content.decode()
    assert answer.json()["name"] == "张秀兰"
    assert not answer.cookies
    own = _with(answer.json()["token"]).get(SESSION).json()
    assert own["kind"] == "citizen"
    assert own["id_kind"] == "citizen_id"
    assert own["postings"] == []


def test_a_token_ends_when_one_signs_out(login: str) -> None:
    client = _with(_sign_in(login, PASSWORD).json()["token"])

    assert client.delete(SESSION).status_code == 204
    assert client.get(SESSION).status_code == 401


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("zhangxiulan", "wrong"),
        ("nobody", PASSWORD),
        ("zhang\u0000", PASSWORD),
        ("", ""),
    ],
)
def test_wrong_values_are_one_refusal(login: str, name: str, password: str) -> None:
    answer = _sign_in(name, password)

    assert answer.status_code == 403
    assert answer["Content-Type"].startswith("application/problem+json")
    assert answer.json()["title"] == "账号或密码不对，请核对后再试。"


def test_a_machine_that_guesses_is_stopped_and_nobody_else(login: str) -> None:
    answers = [_sign_in(login, f"guess {n}") for n in range(6)]

    assert [answer.status_code for answer in answers] == [403] * 5 + [429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 15 * 60
    assert _sign_in(login, PASSWORD).status_code == 429
    assert _sign_in("liufang", "guess").status_code == 403


def test_values_too_long_to_be_right_are_not_looked_at(login: str) -> None:
    answer = _sign_in(login, "x" * 201)

    assert answer.status_code == 422
    assert answer["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize("token", ["", "x", "' OR 1=1", "x" * 500])
def test_no_token_is_no_entry(token: str) -> None:
    answer = Client(headers={"Authorization": f"Bearer {token}"}).get(SESSION)

    assert answer.status_code == 401
    assert answer["Content-Type"].startswith("application/problem+json")
