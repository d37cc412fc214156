"""Home, search, tree and guide in Chromium: J1, J2, and every check on every page."""

import re

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import HEIGHTS, Mode, Visit, check_pages
from tests.journeys.conftest import PageAs

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("small_city"),
]
FOOD = "116901006901006815300019000100001"
HOUSE = "11690100690101027N300079000300001"


def test_peoples_words_lead_to_the_guide_in_two_clicks(page_as: PageAs) -> None:
    page = page_as(width=390)
    page.goto("/")
    page.get_by_role("searchbox").fill("开饭店")
    page.get_by_role("button", name="搜索").click()
    hits = page.get_by_role("main").get_by_role("link", name="食品经营许可")
    expect(hits.first).to_be_visible()
    hits.first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("食品经营许可")


@pytest.mark.parametrize("mode", ["standard", "elder"])
def test_the_primary_action_of_a_guide_is_on_the_first_screen(
    page_as: PageAs, mode: Mode
) -> None:
    page = page_as(mode=mode, width=390)
    page.goto(f"/items/{FOOD}")

    box = page.get_by_role("link", name="在线办理").bounding_box()

    assert box is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= HEIGHTS[390]


def test_the_tree_leads_to_a_guide_in_three_clicks(page_as: PageAs) -> None:
    page = page_as()
    page.goto("/")
    page.get_by_role("link", name="部门办事").first.click()
    page.get_by_role("link", name=re.compile("^安澜市民政局")).first.click()
    page.get_by_role("main").get_by_role("link", name="老年人优待证").first.click()

    expect(page.get_by_role("link", name="在线办理").first).to_be_visible()


def test_every_public_page_passes_the_checks(
    browser: Browser, live_server: LiveServer
) -> None:
    visits = [
        Visit("home", "/"),
        Visit("search", "/search?q=开饭店"),
        Visit("nothing found", "/search?q=火箭发射"),
        Visit("items", "/items"),
        Visit("branch", "/items?who=firm&theme=010"),
        Visit("guide", f"/items/{FOOD}"),
        Visit("guide by the standard", f"/items/{HOUSE}?tab=standard"),
        Visit("guide as questions", f"/items/{FOOD}?tab=faq"),
        Visit("help", "/help"),
        Visit("keys", "/keys"),
        Visit("accessibility", "/accessibility"),
        Visit("no such item", "/items/nothing", status=404),
    ]

    assert check_pages(browser, live_server.url, visits) == {}
