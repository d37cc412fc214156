"""Every component in every state passes every check, in Chromium."""

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import Visit, check_pages

pytestmark = [
    pytest.mark.journey,
    pytest.mark.urls("tongban.faces.look.tests.urls"),
    pytest.mark.django_db(transaction=True),
]

PORTAL = ["", "home", "content", "guide", "forms", "errors", "done"]
DESK = ["worklist", "intake", "review"]


def test_citizens_components(browser: Browser, live_server: LiveServer) -> None:
    # Every real page is looked at in both widths; here the narrow one tells.
    visits = [Visit(name or "index", f"/_ui/{name}", widths=(390,)) for name in PORTAL]
    refusal = Visit("refusal", "/_ui/refusal-409", status=409)

    assert check_pages(browser, live_server.url, [*visits, refusal]) == {}


def test_staff_components(browser: Browser, live_server: LiveServer) -> None:
    visits = [Visit(name, f"/_ui/{name}", face="desk") for name in DESK]

    assert check_pages(browser, live_server.url, visits) == {}


def test_a_paper_is_one_sheet(browser: Browser, live_server: LiveServer) -> None:
    paper = Visit("paper", "/_ui/paper", one_sheet=True, modes=("standard",))

    assert check_pages(browser, live_server.url, [paper]) == {}
