"""应急处置 in Chromium: a clerk reports, the office settles and closes; every page is checked."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import Visit, check_pages
from tests.journeys.conftest import PageAs
from tongban.capabilities.incidents.queries import list_incidents
from tongban.capabilities.people.queries import find_account, get_actor
from tongban.faces.clock import today
from tongban.plumbing.access.actor import Actor, anonymous

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("small_city"),
]
Cookies = Callable[[Actor], tuple[tuple[str, str], ...]]


def who(login: str) -> Actor:
    key = find_account(actor=anonymous(""), login=login)
    assert key is not None
    return get_actor(account_id=key, today=today())


def test_a_report_is_settled_and_closed(
    page_as: PageAs,
    browser: Browser,
    live_server: LiveServer,
    session_cookies: Cookies,
) -> None:
    lead = who("anjing")
    page = page_as(who("liufang"), width=390)
    page.goto("/desk/incidents")
    page.get_by_role("link", name="报告一起事件").click()
    page.get_by_label("标题").fill("离职人员账号仍能登录")
    page.get_by_label("种类").select_option("other")
    page.get_by_role("radio", name="一般").check()
    page.get_by_label("几点几分").fill("00:00")
    page.get_by_label("怎么发现的").fill("看登录记录")
    page.get_by_label("发生了什么").fill("昨晚有人登录")
    page.get_by_role("button", name="报告").click()
    expect(page.get_by_text("报告了。")).to_be_visible()
    where = page.url.removeprefix(live_server.url)

    cookies = session_cookies(lead)
    visits = [
        Visit("list", "/desk/incidents", "desk", cookies),
        Visit("new", "/desk/incidents/new", "desk", cookies),
        Visit("plans", "/desk/incidents/plans", "desk", cookies),
        Visit("ticket", where, "desk", cookies),
    ]
    assert check_pages(browser, live_server.url, visits) == {}

    page = page_as(lead)
    page.goto(where)
    while page.get_by_text("记上").count():
        page.get_by_text("记上").first.click()
        page.get_by_label("做了什么").first.fill("办了")
        receipt = page.get_by_label("回执")
        if receipt.count() and receipt.first.is_visible():
            receipt.first.fill("王主任 10:20")
        page.get_by_role("button", name="了", exact=False).first.click()
    page.get_by_text("关闭", exact=True).first.click()
    page.get_by_label("原因").fill("账号没有停用")
    page.get_by_label("采取的措施").fill("停用了账号")
    page.get_by_label("教训").fill("离岗当天停用")
    page.get_by_role("button", name="关闭这张事件单").click()
    expect(page.get_by_text("已关闭")).to_be_visible()
    (line,) = list_incidents(actor=lead, which="closed")
    assert line.opened_by == "刘芳"
