"""The desk's door: who is no member of staff is turned away before any page is asked."""

from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.testing import (
    make_citizen,
    make_staff,
    signed_in,
)

pytestmark = pytest.mark.django_db
NOBODYS = "/desk/cases/00000000-0000-7000-8000-000000000000"


@pytest.mark.parametrize("path", ["/desk/", "/desk/items/nothing", NOBODYS])
def test_who_is_not_signed_in_is_asked_to_and_comes_back(path: str) -> None:
    make_city()

    answer = Client().get(f"{path}?page=2")

    assert answer.status_code == HTTPStatus.FOUND
    place = urlsplit(answer["Location"])
    assert place.path == "/sign-in"
    assert parse_qs(place.query) == {"next": [f"{path}?page=2"]}


@pytest.mark.parametrize("path", ["/desk/", "/desk/items/nothing", NOBODYS])
def test_a_citizen_gets_the_same_words_everywhere(path: str) -> None:
    make_city()

    answer = signed_in(make_citizen()).get(path)

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "请用工作人员账号登录" in answer.content.decode()


def test_staff_reach_the_pages_and_addresses_outside_are_nobodys_business() -> None:
    city = make_city()
    officer = signed_in(make_staff("officer", city.market))

    assert officer.get(NOBODYS).status_code == HTTPStatus.NOT_FOUND
    assert Client().get("/desk-of-nobody").status_code == HTTPStatus.NOT_FOUND
    assert Client().get("/help").status_code == HTTPStatus.OK


def test_the_desk_is_found_without_its_slash() -> None:
    answer = Client().get("/desk")

    assert answer.status_code == HTTPStatus.MOVED_PERMANENTLY
    assert answer["Location"] == "/desk/"
