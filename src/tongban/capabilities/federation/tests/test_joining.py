"""Joined mode: another city's site asks this one's provider, as it would ask a province's."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tongban.capabilities.federation.testing import agree, make_client, told_in
from tongban.capabilities.orgs.commands import load_city
from tongban.capabilities.orgs.testing import make_city, make_loader
from tongban.capabilities.orgs.types import CityLine
from tongban.capabilities.people.testing import make_citizen, make_staff, signed_in

pytestmark = pytest.mark.django_db(transaction=True)
OTHER, HOST = "690200", "other.example"
SCOPES = ("openid", "real_name", "identity", "phone")


@pytest.fixture
def province(live_server: Any, settings: Settings, tmp_path: Path) -> Client:
    """A browser that is signed in at the province, where the other city is registered."""
    city = make_city()
    line = CityLine(OTHER, "别的市", host=HOST, is_sample=True)
    load_city(actor=make_loader(OTHER), city=line)
    made = make_client(
        make_staff("operator", city.centre),
        city.approval,
        scopes=SCOPES,
        redirects=(f"https://{HOST}/connect/joined/back",),
    )
    secret = tmp_path / "joined.secret"
    secret.write_text(made.secret)
    settings.ALLOWED_HOSTS = ["*"]
    settings.INNER_HOSTS = ("localhost", "127.0.0.1")
    settings.JOINED_ISSUER = live_server.url
    settings.JOINED_CLIENT = made.code
    settings.JOINED_SECRET_FILE = secret
    browser = signed_in(make_citizen())
    browser.defaults["HTTP_HOST"] = live_server.url.removeprefix("http://")
    return browser


def site() -> Client:
    """A browser at the other city's site."""
    return Client(headers={"Host": HOST})


def go(here: Client, province: Client) -> dict[str, str]:
    way = here.get("/connect/joined?next=/my/sign-ins", secure=True)
    assert way.status_code == 302, way.content.decode()
    return agree(province, told_in(way["Location"]))


def come_back(here: Client, told: dict[str, str]) -> Any:
    return here.get("/connect/joined/back", told, secure=True)


def test_who_is_known_at_the_province_is_signed_in_here_as_one_person(
    province: Client,
) -> None:
    first, second = site(), site()
    page = first.get("/sign-in", secure=True).content.decode()
    assert "用全省统一身份登录" in page

    answer = come_back(first, go(first, province))
    assert (answer.status_code, answer["Location"]) == (302, "/my/sign-ins")
    assert come_back(second, go(second, province)).status_code == 302

    listed = second.get("/my/sign-ins", secure=True)
    assert "张秀兰" in listed.content.decode()
    # Both browsers are the same account's.
    assert len(listed.context["sign_ins"]) == 2


def test_what_comes_back_is_believed_once_and_by_whom_it_was_asked(
    province: Client,
) -> None:
    here, victim = site(), site()
    told = go(here, province)
    # Another browser, led here with somebody's code, is not signed in by it.
    assert come_back(victim, told).status_code == 409
    go(victim, province)
    assert come_back(victim, told).status_code == 503
    assert come_back(here, told | {"iss": "https://evil.example"}).status_code == 503
    assert come_back(here, told).status_code == 409

    again = go(here, province)
    assert come_back(here, again | {"code": "x"}).status_code == 503
    assert come_back(here, {"error": "access_denied"}).status_code == 409
    assert here.get("/my/sign-ins", secure=True).status_code == 302
