"""Elder mode is kept by a cookie for a year and never leads off the site."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from tongban.faces.look.mode import ModeMiddleware, look, mode_of, set_mode
from tongban.plumbing.access.asking import local_path

pytestmark = pytest.mark.urls("tongban.faces.look.tests.urls")


def post(**data: str) -> HttpResponse:
    request = RequestFactory().post("/mode", data)
    return set_mode(request)


def test_keeps_the_wish_for_a_year() -> None:
    answer = post(mode="elder", next="/items?who=person")

    cookie = answer.cookies["mode"]
    assert answer.status_code == 302
    assert answer["Location"] == "/items?who=person"
    assert cookie.value == "elder"
    assert cookie["max-age"] == 365 * 24 * 3600
    assert cookie["samesite"] == "Lax"


def test_takes_anything_unknown_for_standard() -> None:
    assert post(mode="huge", next="/").cookies["mode"].value == "standard"


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "evil",
        "",
        None,
        "/\n//evil.example",
    ],
)
def test_never_leads_off_the_site(path: str | None) -> None:
    assert local_path(path) == "/"


def test_goes_back_to_a_local_page() -> None:
    assert local_path("/cases/1?tab=2") == "/cases/1?tab=2"


def test_takes_only_a_post() -> None:
    assert Client().get("/mode").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize(
    "said",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_is_refused_when_another_site_posts_it(said: dict[str, str]) -> None:
    answer = Client(enforce_csrf_checks=True).post("/mode", headers=said)

    assert answer.status_code == 403
    assert "mode" not in answer.cookies


@pytest.mark.django_db
@pytest.mark.parametrize(
    "said",
    [{}, {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}],
)
def test_needs_no_token_from_our_own_pages(said: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/mode", {"mode": "elder"}, headers=said)

    assert answer.cookies["mode"].value == "elder"


def test_reads_the_cookie() -> None:
    request = RequestFactory().get("/")
    request.COOKIES["mode"] = "elder"

    assert mode_of(request) == "elder"
    assert look(request)["mode"] == "elder"


def test_tells_caches_that_the_page_depends_on_the_cookie() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(getattr(request, "mode", ""))

    answer = ModeMiddleware(view)(RequestFactory().get("/"))

    assert answer.content == b"standard"
    assert answer["Vary"] == "Cookie"
