"""Figures from the overview to a row, as files, and the way to the right item by questions."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import Visit, check_pages
from tests.journeys.conftest import PageAs
from tongban.capabilities.catalogue.testing import Office, make_office, publish_item
from tongban.capabilities.lists.testing import draft_list, publish_list
from tongban.capabilities.lists.types import Entry
from tongban.capabilities.orgs.testing import TestCity
from tongban.plumbing.access.actor import Actor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Cookies = Callable[[Actor | None], tuple[tuple[str, str], ...]]


@pytest.fixture
def office(city: TestCity) -> Office:
    """Items with and without a way online, one of them kept from it by law."""
    office = make_office(city)
    for number, code in enumerate(["010"] * 4 + ["020"] * 3):
        publish_item(
            city,
            office,
            name=f"第{number}项许可",
            themes={"person": [], "firm": [code]},
            served_objects=["enterprise"],
        )
    secret = publish_item(
        city, office, name="涉密资质认定", handling_modes=["window"], visits=1
    )
    entry = Entry(
        secret.handling_code, reason="secrecy", basis="《保守国家秘密法》第二十三条"
    )
    publish_list(office, draft_list(city, office, "offline", entries=(entry,)))
    return office


def test_a_figure_is_opened_and_checked(page_as: PageAs, office: Office) -> None:
    page = page_as(width=390)
    page.goto("/lists")
    page.get_by_role("link", name=re.compile("网上可办率")).click()
    page.get_by_role("link", name="网上可办率").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("100.0%")
    expect(main).to_contain_text("7 项")
    expect(main).to_contain_text("涉及国家秘密")
    with page.expect_download() as got:
        page.get_by_role("link", name="CSV").click()
    assert got.value.suggested_filename.startswith("网上可办率-")

    page.goto("/lead")
    asked = page.get_by_role("heading", level=1)
    expect(asked).to_contain_text("您给谁办")
    page.get_by_role("link", name=re.compile("企业和组织")).click()
    expect(asked).to_contain_text("哪方面")
    main.locator("a.card").last.click()
    expect(asked).to_contain_text("哪一项")
    main.locator("a.card").first.click()
    expect(asked).to_contain_text("许可")


def test_the_pages_of_figures_and_finding(
    browser: Browser,
    live_server: LiveServer,
    session_cookies: Cookies,
    office: Office,
) -> None:
    keeper = session_cookies(office.publisher)
    visits = [
        Visit("figures", "/indicators"),
        Visit("figure", "/indicators/online_capable"),
        Visit("found", "/search?q=袋装零食"),
        Visit("lead", "/lead"),
        Visit("led", "/lead?theme=unsure&kind=unsure"),
        Visit("desk figures", "/desk/indicators", face="desk", cookies=keeper),
        Visit("desk figure", "/desk/indicators/items", face="desk", cookies=keeper),
        Visit("baselines", "/desk/indicators/baselines", face="desk", cookies=keeper),
    ]
    assert check_pages(browser, live_server.url, visits) == {}
