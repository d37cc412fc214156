"""一次性告知 in Chromium: answer, read what to bring, print it on one sheet."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import Visit, check_pages
from tests.journeys.conftest import PageAs

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("small_city"),
]
GUIDE = "/items/116901006901006815300019000100001"
ANSWERS = "situation_s1=make&situation_s2=rent&situation_s3=agent"


def test_who_answers_the_questions_is_told_what_to_bring(page_as: PageAs) -> None:
    page = page_as(width=390)
    page.goto(GUIDE)
    page.get_by_role("link", name="按我的情况看要带什么").click()
    for answer in page.get_by_role("radio", name="不知道").all():
        answer.check()
    page.get_by_role("button", name="看我要带什么").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("一次性告知")
    expect(page.get_by_text("要您交指南以外的，可以拒绝")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载打印").click()
    assert waiting.value.suggested_filename.endswith("一次性告知单.pdf")


def test_elder_mode_needs_no_token_and_comes_back_to_the_answers(
    page_as: PageAs,
) -> None:
    page = page_as(width=390)
    page.goto(f"{GUIDE}/notice?{ANSWERS}")

    page.get_by_role("button", name="长辈版").click()

    expect(page.locator("html")).to_have_attribute("data-mode", "elder")
    assert ANSWERS in page.url


def test_the_pages_pass_the_checks(browser: Browser, live_server: LiveServer) -> None:
    visits = [
        Visit("guide", GUIDE),
        Visit("questions", f"{GUIDE}/notice"),
        Visit("sheet", f"{GUIDE}/notice?{ANSWERS}", one_sheet=True),
        Visit("asked again", f"{GUIDE}/notice?situation_s1=x", status=422),
    ]

    assert check_pages(browser, live_server.url, visits) == {}
