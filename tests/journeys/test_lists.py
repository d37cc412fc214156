"""A list from its first draft by five people to the public page, the file and the difference."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import Visit, check_pages
from tests.journeys.conftest import PageAs
from tongban.capabilities.catalogue.testing import (
    EFFECTIVE_ON,
    Office,
    publish_item,
)
from tongban.capabilities.lists.testing import draft_list, publish_list
from tongban.capabilities.lists.types import Entry, ReleaseCard
from tongban.capabilities.orgs.testing import TestCity, make_city
from tongban.plumbing.access.actor import Actor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Cookies = Callable[[Actor | None], tuple[tuple[str, str], ...]]


@pytest.fixture
def first(city: TestCity, office: Office) -> ReleaseCard:
    """A release in force, and an item that came later."""
    publish_item(city, office)
    card = publish_list(office, draft_list(city, office, "licences"))
    publish_item(city, office, name="药品零售许可")
    return card


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{name}")).first.click()


def draft(page: Page) -> str:
    page.goto("/desk/lists")
    page.keyboard.press("F4")
    page.get_by_label("哪一种清单").select_option(label="行政许可事项清单")
    page.get_by_label("由哪个单位编制").select_option(
        label="安澜市行政审批和政务信息管理局"
    )
    page.get_by_label("依据的名称").fill("中华人民共和国行政许可法")
    page.get_by_label("第几条").fill("第三十条")
    page.get_by_label("依据的层级").select_option(label="法律")
    page.keyboard.press("F10")
    expect(page.get_by_role("main")).to_contain_text("药品零售许可")
    page.wait_for_load_state()
    page.keyboard.press("F10")
    expect(page.get_by_role("main")).to_contain_text("已经送审")
    return page.url.partition("?")[0]


def test_five_people_publish_a_list(
    page_as: PageAs, office: Office, first: ReleaseCard
) -> None:
    here = draft(page_as(office.drafter))
    for actor in office.reviewers.values():
        page = page_as(actor)
        page.goto("/desk/lists")
        page.get_by_role("link", name=re.compile("^办理")).first.click()
        # Keys are heard once the page's script is there.
        page.wait_for_url(here)
        page.keyboard.press("F10")
        # Who reviews sees what is new against the list in force.
        expect(page.get_by_role("main")).to_contain_text("新增 1 行")
        page.wait_for_load_state()
        page.keyboard.press("F10")
        expect(page).to_have_url(here)
    page = page_as(office.publisher)
    page.goto(here)
    page.keyboard.press("F10")
    expect(page.get_by_role("heading", level=1)).to_contain_text("发布")
    page.wait_for_load_state()
    page.keyboard.press("F10")
    expect(page.get_by_role("main")).to_contain_text("已经发布")
    page.get_by_role("link", name="看公开页").click()
    public = page.url

    page = page_as(width=390)
    page.goto("/lists")
    page.get_by_role("link", name=re.compile("行政许可事项清单")).click()
    expect(page.get_by_role("main")).to_contain_text("药品零售许可")
    expect(page.get_by_role("main")).to_contain_text("现在有效")
    with page.expect_download() as got:
        page.get_by_role("link", name=re.compile("^Excel")).click()
    assert got.value.suggested_filename == "行政许可事项清单-第2版.xlsx"
    page.get_by_role("link", name="看与上一版的差别").click()
    expect(page).to_have_url(f"{public}/changes")
    expect(page.get_by_role("heading", name="新增 1 行")).to_be_visible()


def test_a_demand_is_reported_on_a_phone(
    page_as: PageAs, city: TestCity, office: Office, first: ReleaseCard
) -> None:
    entry = Entry("AL-M-0002", reason="other_bodies")
    publish_list(office, draft_list(city, office, "cancelled_proofs", entries=(entry,)))
    page = page_as(width=390, mode="elder")
    page.goto("/lists/cancelled_proofs")
    page.get_by_role("link", name="在这里告诉我们").click()
    page.get_by_label("要您交的是哪一份证明").select_option(label="营业执照")
    press(page, "提交")
    expect(page.get_by_text("请写是哪里要的").first).to_be_visible()
    page.get_by_label("在哪里被要求的").fill("某窗口")
    page.get_by_label("当时怎么说的").fill("不交就不收件")
    press(page, "提交")
    expect(page.get_by_role("heading", level=1)).to_contain_text("已经收到您的反映")


def test_the_pages_of_lists(
    browser: Browser,
    live_server: LiveServer,
    session_cookies: Cookies,
    office: Office,
    first: ReleaseCard,
) -> None:
    city = make_city()
    entry = Entry("AL-M-0002", reason="other_bodies")
    publish_list(office, draft_list(city, office, "cancelled_proofs", entries=(entry,)))
    second = publish_list(
        office,
        draft_list(city, office, "licences"),
        effective_on=EFFECTIVE_ON + timedelta(days=1),
    )
    under_way = draft_list(city, office, "negative", venue_id=city.hall)
    drafter, publisher = (
        session_cookies(office.drafter),
        session_cookies(office.publisher),
    )
    here = f"/lists/licences/{second.release_id}"
    visits = [
        Visit("lists", "/lists"),
        Visit("list", "/lists/licences"),
        Visit("list found", f"{here}?q=药品"),
        Visit("cancelled", "/lists/cancelled_proofs"),
        Visit("changes", f"{here}/changes"),
        Visit("report", "/lists/report"),
        Visit("desk lists", "/desk/lists", face="desk", cookies=drafter),
        Visit("desk new", "/desk/lists/new", face="desk", cookies=drafter),
        Visit("desk list", f"/desk/lists/{under_way}", face="desk", cookies=drafter),
        Visit("demands", "/desk/lists/demands", face="desk", cookies=publisher),
    ]
    assert check_pages(browser, live_server.url, visits) == {}
