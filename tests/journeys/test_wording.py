"""The words of a paper, from the desk of a department to the paper in somebody's hand."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import Visit, check_pages
from tests.journeys.conftest import PageAs
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.wording.testing import (
    WordingOffice,
    make_wording_office,
    put_words_in_force,
)
from tongban.plumbing.access.actor import Actor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Cookies = Callable[[Actor | None], tuple[tuple[str, str], ...]]


@pytest.fixture
def office(city: TestCity) -> WordingOffice:
    return make_wording_office(city)


def see_picture(page: Page) -> None:
    picture = page.get_by_role("img", name="文书预览，用例子填好")
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.complete && one.naturalWidth > 400")


def write(page: Page, city: TestCity) -> str:
    page.goto(f"/desk/wording/acceptance/{city.market}")
    page.keyboard.press("F4")
    see_picture(page)
    remarks = page.get_by_label("备注")
    remarks.fill("请，留意电话。")
    remarks.press("Home")
    remarks.press("ArrowRight")
    page.get_by_role("button", name="申请人").click()
    expect(remarks).to_have_value("请{申请人}，留意电话。")
    page.get_by_label("事由段").fill("{称谓}的申请受理了。{受理决定}")
    page.get_by_label("改动说明").fill("改短了")
    expect(page.get_by_text("法律要求这一段写明“办件编号”").first).to_be_visible()
    page.keyboard.press("F10")
    expect(page.get_by_role("alert").first).to_contain_text("办件编号")
    page.get_by_label("事由段").fill(
        "{称谓}的申请（{办件编号}）齐全。依照{法律依据}，{受理决定}"
    )
    page.keyboard.press("F10")
    expect(page.get_by_role("heading", level=1)).to_contain_text("第 2 版")
    return page.url


def test_a_department_writes_and_a_colleague_puts_in_force(
    page_as: PageAs, city: TestCity, office: WordingOffice
) -> None:
    here = write(page_as(office.editor), city)
    page = page_as(office.approver)
    page.goto("/desk/wording")
    expect(page.get_by_role("heading", name="等着启用的草稿")).to_be_visible()
    page.goto(here)
    see_picture(page)
    expect(page.get_by_role("main")).to_contain_text("请{申请人}，留意电话。")
    with page.expect_download() as got:
        page.get_by_role("link", name="试打").click()
    assert got.value.suggested_filename == "试打-受理通知书-第2版.pdf"
    page.keyboard.press("F10")
    expect(page.get_by_role("main")).to_contain_text("现在有效")
    page.goto("/desk/wording")
    expect(page.get_by_role("row", name="受理通知书").nth(1)).to_contain_text(
        "安澜市市场监督管理局"
    )


def test_the_pages_of_words_hold_the_checks(
    browser: Browser,
    live_server: LiveServer,
    session_cookies: Cookies,
    city: TestCity,
    office: WordingOffice,
) -> None:
    version = put_words_in_force(
        office, "acceptance", {"remarks": "请{申请人}留意。"}, body_id=city.market
    )
    cookies = session_cookies(office.editor)
    here = f"/desk/wording/acceptance/{city.market}"
    visits = [
        Visit(name, path, face="desk", cookies=cookies)
        for name, path in (
            ("wordings", "/desk/wording"),
            ("scope", here),
            ("write", f"{here}/write"),
            ("version", f"/desk/wording/versions/{version}"),
        )
    ]
    assert check_pages(browser, live_server.url, visits) == {}
