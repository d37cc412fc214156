"""导入导出 and 省平台对账 in Chromium: look at what changes, take it in, compare."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import Visit, check_now, check_pages
from tests.journeys.conftest import PageAs
from tongban.capabilities.exchange.adapter import connector, run_exchange
from tongban.capabilities.exchange.testing import run_province
from tongban.capabilities.people.queries import find_account, get_actor
from tongban.capabilities.people.testing import open_page_session
from tongban.faces.clock import today
from tongban.plumbing.access.actor import Actor, anonymous

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("small_city"),
]
FOOD = "116901006901006815300019000100001"
PAGE = "/desk/items/exchange"
PROVINCE = "/desk/exchange"


def officer(login: str) -> Actor:
    account_id = find_account(actor=anonymous(""), login=login)
    assert account_id is not None
    return get_actor(account_id=account_id, today=today())


def test_a_list_is_taken_away_changed_looked_at_and_taken_in(
    page_as: PageAs, tmp_path: Path
) -> None:
    page = page_as(officer("linxiao"), width=1280)
    page.goto("/desk/items")
    page.get_by_role("link", name="导入导出").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="已发布的事项（CSV）", exact=True).click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    changed = tmp_path / "清单.csv"
    changed.write_text(text.replace("开饭店", "开饭馆"), encoding="utf-8")

    page.get_by_label("清单或指南文件").set_input_files(changed)
    page.keyboard.press("F9")

    expect(page.get_by_role("heading", level=1)).to_have_text("导入预览")
    expect(page.locator("ins").first).to_contain_text("开饭馆")
    assert check_now(page, face="desk", mode="standard") == []
    page.keyboard.press("F10")
    expect(page.get_by_text("导入好了")).to_be_visible()


def test_the_pages_pass_the_checks(
    browser: Browser, live_server: LiveServer, settings: Settings
) -> None:
    publisher = officer("tangwen")
    with run_province() as running:
        settings.PROVINCE_URL = running.url
        running.province.lose = {FOOD}
        run_exchange(
            running.url,
            actor=connector(publisher.city),
            day=today(),
            at=datetime.now(UTC),
        )
    drafts = (("sessionid", open_page_session(officer("linxiao"))),)
    sees = (("sessionid", open_page_session(publisher)),)
    visits = [
        Visit("import and export", PAGE, face="desk", cookies=drafts),
        Visit("province", PROVINCE, face="desk", cookies=sees),
    ]

    assert check_pages(browser, live_server.url, visits) == {}
