"""Too many requests: 429 with how long to wait, for pages and for the API."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import Settings

from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.testing import (
    make_citizen,
    open_api_session,
    signed_in,
)
from tongban.plumbing.access.permitting import CALLS, PEOPLE, POSTS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few(settings: Settings) -> Iterator[None]:
    make_city()
    settings.SIGN_IN_LIMITS = replace(
        settings.SIGN_IN_LIMITS,
        posts_an_address=2,
        calls_an_address=2,
        calls_a_person=2,
    )
    yield
    for store in (POSTS, CALLS, PEOPLE):
        store.forget()


def test_whoever_writes_without_a_name_waits_whatever_headers_say() -> None:
    answers = [
        Client().post("/track", {}, HTTP_X_FORWARDED_FOR=f"203.0.113.{n}")
        for n in range(3)
    ]

    assert answers[1].status_code != 429
    assert answers[2].status_code == 429
    assert 0 < int(answers[2]["Retry-After"]) <= 60
    assert "请求太快了" in answers[2].content.decode()


def test_reading_pages_is_not_counted() -> None:
    assert {Client().get("/help").status_code for _time in range(5)} == {200}


def test_the_api_says_it_as_a_problem() -> None:
    statuses = [Client().get("/api/v1/lists") for _time in range(3)]

    assert [answer.status_code for answer in statuses] == [200, 200, 429]
    assert statuses[2]["Content-Type"].startswith("application/problem+json")
    assert "Retry-After" in statuses[2]


def test_a_person_is_counted_under_all_tokens_and_alone() -> None:
    mine, other = make_citizen(), make_citizen("李建国")

    def call(token: str) -> int:
        client = Client(headers={"Authorization": f"Bearer {token}"})
        return client.get("/api/v1/session").status_code

    tokens = [open_api_session(mine) for _time in range(3)]
    assert [call(token) for token in tokens] == [200, 200, 429]
    assert call(open_api_session(other)) == 200


def test_tokens_that_nobody_has_are_counted_by_address() -> None:
    statuses = [
        Client(headers={"Authorization": f"Bearer {n}"}).get("/api/v1/session")
        for n in range(3)
    ]

    assert [answer.status_code for answer in statuses] == [401, 401, 429]


def test_a_person_who_writes_too_much_waits() -> None:
    client = signed_in(make_citizen())
    statuses = [client.post("/my/sign-ins", {"act": "others"}) for _time in range(3)]

    assert [answer.status_code for answer in statuses] == [302, 302, 429]
