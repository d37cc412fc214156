"""The doors that a browser is led through: hosts, ways back, sessions, caches, headers."""

from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.conf import settings as installed
from django.test import Client
from pytest_django import Settings

from tests.outside.crawling import Fields, headers_missing
from tongban.capabilities.catalogue.testing import make_office, publish_item
from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.testing import (
    make_citizen,
    open_api_session,
    open_page_session,
)

pytestmark = pytest.mark.django_db

ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "https:evil.example",
    "http:///evil.example",
)
# Ways in which a proxy tells another name; nobody's word is taken for it.
OTHER_NAMES = (
    "X-Forwarded-Host",
    "X-Host",
    "Forwarded",
    "X-Original-URL",
    "X-Rewrite-URL",
)


@pytest.fixture
def city() -> None:
    make_city()


# ---------------------------------------------------------------- hosts
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "evil.example:80",
        "localhost@evil.example",
        "a\tb",
    ],
)
@pytest.mark.parametrize(
    "path", ["/", "/sign-in", "/api/v1/items", "/nothing", "/healthz"]
)
def test_a_host_that_is_not_ours_is_not_answered(host: str, path: str) -> None:
    answer = Client(raise_request_exception=False).get(path, headers={"host": host})

    assert answer.status_code == 400
    assert b"evil" not in answer.content


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("name", OTHER_NAMES)
def test_no_header_gives_the_site_another_name(name: str) -> None:
    for path in ("/", "/sign-in", "/lists", "/desk/"):
        answer = Client().get(path, headers={name: "evil.example"})
        assert answer.status_code < 400
        assert b"evil.example" not in answer.content
        assert "evil.example" not in answer.headers.get("Location", "")


# ---------------------------------------------------------------- ways back
@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_way_back_leads_elsewhere(target: str) -> None:
    browser = Client()
    browser.cookies[installed.SESSION_COOKIE_NAME] = open_page_session(make_citizen())

    for answer in (
        browser.get("/sign-in", {"next": target}),
        browser.post("/mode", {"mode": "elder", "next": target}),
    ):
        place = answer.headers["Location"]
        assert place.startswith("/")
        assert not place.startswith(("//", "/\\"))
        assert "evil" not in place.partition("?")[0]


def test_the_sign_in_page_keeps_no_way_elsewhere(city: None) -> None:
    for target in ELSEWHERE:
        page = Client().get("/sign-in", {"next": target})
        kept = [
            (action, fields.get("next", ""))
            for action, fields in Fields(page.content.decode()).posts
        ]
        # The switch of letters leads back to this page, its own address in it.
        assert {way.partition("?")[0] for _action, way in kept} <= {"", "/sign-in"}
        assert any(action != "/mode" for action, _way in kept)


# ---------------------------------------------------------------- sessions
@pytest.mark.usefixtures("city")
def test_a_key_that_somebody_chose_opens_no_session() -> None:
    browser = Client()
    browser.cookies[installed.SESSION_COOKIE_NAME] = "a" * 32

    browser.post("/sign-in", {"login": "nobody", "password": "wrong"})

    given = browser.cookies.get(installed.SESSION_COOKIE_NAME)
    assert given is None or given.value != "a" * 32


@pytest.mark.usefixtures("city")
def test_a_token_of_the_api_opens_no_page_and_a_cookie_no_endpoint() -> None:
    zhang = make_citizen()
    token, cookie = open_api_session(zhang), open_page_session(zhang)
    browser = Client()
    browser.cookies[installed.SESSION_COOKIE_NAME] = token
    assert browser.get("/my/cases").status_code == 302

    browser.cookies = SimpleCookie({installed.SESSION_COOKIE_NAME: cookie})
    assert browser.get("/api/v1/cases").status_code == 401
    as_bearer = {"Authorization": f"Bearer {cookie}"}
    assert Client().get("/api/v1/cases", headers=as_bearer).status_code == 401


# ---------------------------------------------------------------- caches
def test_what_one_was_sent_is_never_given_to_another(city: None) -> None:
    office_city = make_city()
    guide = publish_item(office_city, make_office(office_city))
    path = f"/items/{guide.handling_code}"
    poisoned = Client().get(
        path, {"zqx7": "<b>"}, headers={"X-Forwarded-Host": "evil.example"}
    )
    assert b"evil.example" not in poisoned.content

    plain = Client().get(path)

    assert b"zqx7" not in plain.content
    assert b"evil.example" not in plain.content


@pytest.mark.usefixtures("city")
def test_no_page_of_a_person_may_be_kept_by_anything_between() -> None:
    browser = Client()
    browser.cookies[installed.SESSION_COOKIE_NAME] = open_page_session(make_citizen())
    for path in ("/", "/my/cases", "/lists", "/search", "/help", "/nothing"):
        answer = browser.get(path)
        said = answer.headers.get("Cache-Control", "")
        assert "public" not in said, path
        assert "no-store" in said or "private" in said, path


# ---------------------------------------------------------------- headers
@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/nothing",
        "/healthz",
        "/readyz",
        "/keys.json",
        "/desk/",
        "/sign-out",
        "/api/v1/nothing",
        "/api/v1/cases",
        "/api/v1/openapi.json",
    ],
)
def test_every_answer_holds_the_browser_back(path: str) -> None:
    assert list(headers_missing(Client().get(path))) == []


def test_static_files_hold_the_browser_back(settings: Settings) -> None:
    root = Path(settings.STATIC_ROOT)
    names = [next(root.rglob(f"*.{kind}")) for kind in ("css", "js", "svg")]
    for name in names:
        answer = Client().get(f"/static/{name.relative_to(root)}")
        assert answer.status_code == 200
        assert list(headers_missing(answer)) == []
        answer.close()


def test_a_refused_host_holds_the_browser_back() -> None:
    answer = Client(raise_request_exception=False).get(
        "/", headers={"host": "evil.example"}
    )

    assert list(headers_missing(answer)) == []


@pytest.mark.usefixtures("city")
def test_a_way_out_of_static_files_is_none() -> None:
    for path in (
        "../conftest.py",
        "..%2f..%2fetc/passwd",
        "%2e%2e/keys/session.key",
        "/etc/passwd",
    ):
        answer = Client().get(f"/static/{path}")
        assert answer.status_code == 404


# ---------------------------------------------------------------- sizes
@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    "path", ["/sign-in", "/api/v1/materials", "/desk/items/exchange"]
)
def test_what_says_it_is_too_large_is_not_read(path: str) -> None:
    size = str(100 * 1024 * 1024)
    answer = Client().generic(
        "POST",
        path,
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=size,
    )

    assert answer.status_code == 413
    assert "太大" in answer.content.decode()
    assert list(headers_missing(answer)) == []
