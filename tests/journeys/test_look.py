"""Every component in every state passes every check, in Chromium."""

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import Visit, check_keyboard, check_pages

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


# An outline taken away, a thing that covers another, and an order that is not the document's.
BAD = """
<style>:focus { outline: 3px solid }</style>
<main><p><a href="/a" tabindex="1">一</a> <a href="/b" style="outline: none">二</a></p>
<p style="margin-top: 40vh"><button type="button">三</button></p>
<p style="position: fixed; inset: auto 0 0; height: 80vh; background: #fff">盖住</p>
<p><a href="/c" tabindex="2">四</a></p></main>
"""


def test_the_walk_by_keyboard_sees_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(BAD)

    found = check_keyboard(page)
    page.close()

    assert found == [
        "covered: <a> 四",
        "against the order: <a> 二",
        "no outline: <a> 二",
        "covered: <button> 三",
    ]
