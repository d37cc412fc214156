"""What citizens' pages gain with the script: mode, copy, counter, upload with progress."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.conftest import PageAs

pytestmark = [
    pytest.mark.journey,
    pytest.mark.urls("tongban.faces.look.tests.urls"),
    pytest.mark.django_db(transaction=True),
]


def test_elder_mode_stays_and_comes_back_to_the_same_page(page_as: PageAs) -> None:
    page = page_as(width=390)
    page.goto("/_ui/guide?tab=plain")

    page.get_by_role("button", name="长辈版").click()

    assert page.url.endswith("/_ui/guide?tab=plain")
    expect(page.locator("html")).to_have_attribute("data-mode", "elder")
    side, main = (
        page.locator(one).bounding_box() for one in (".cols-side", ".cols-main")
    )
    assert side is not None
    assert main is not None
    assert side["x"] == main["x"]
    assert side["y"] >= main["y"] + main["height"]
    again = page.context.new_page()
    again.goto("/_ui/home")
    expect(again.get_by_role("button", name="标准版")).to_be_visible()


@pytest.mark.parametrize("mode", ["standard", "elder"])
def test_the_primary_action_is_on_the_first_screen_of_a_phone(
    page_as: PageAs, mode: str
) -> None:
    page = page_as(mode="elder" if mode == "elder" else "standard", width=390)
    page.goto("/_ui/guide")

    expect(page.get_by_role("link", name="在线办理")).to_be_in_viewport(ratio=1)


def test_counts_the_characters_that_are_left(page_as: PageAs) -> None:
    page = page_as()
    page.goto("/_ui/forms")

    page.get_by_label("想说明的情况").fill("四个汉字")

    expect(page.get_by_text("还可以写 196 个字")).to_be_visible()


def test_copies_the_number(page_as: PageAs) -> None:
    page = page_as()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/_ui/done")

    page.get_by_role("button", name="复制编号").click()

    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "690100-2026-00000951"


def test_errors_take_the_focus_and_lead_to_their_field(page_as: PageAs) -> None:
    page = page_as()
    page.goto("/_ui/errors")
    expect(page.locator("#errors")).to_be_focused()

    page.get_by_role("link", name="手机号要 11 位数字").click()

    expect(page.get_by_label("手机号")).to_be_focused()
    expect(page.get_by_label("手机号")).to_have_value("1390000123")


def upload_button(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile("上传.*食品经营设施布局图"))


def choose_a_file(page: Page) -> None:
    page.get_by_label("选择文件：食品经营设施布局图").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": b"png"}
    )


def test_an_upload_shows_the_servers_answer_in_place(page_as: PageAs) -> None:
    page = page_as()
    page.goto("/_ui/forms")
    answer = '<title>错误：上传</title><main id="main"><h1>请换一张照片</h1></main>'

    def refuse(route: Route) -> None:
        route.fulfill(status=422, content_type="text/html; charset=utf-8", body=answer)

    page.route("**/_ui/forms", refuse)
    choose_a_file(page)
    upload_button(page).click()

    expect(page.get_by_role("heading", name="请换一张照片")).to_be_visible()
    expect(page).to_have_title("错误：上传")


def test_a_broken_line_keeps_the_file_and_says_so(page_as: PageAs) -> None:
    page = page_as()
    page.goto("/_ui/forms")
    page.route("**/_ui/forms", lambda route: route.abort())
    choose_a_file(page)
    button = upload_button(page)

    button.click()

    expect(page.get_by_text("没传上去，可能是网络断了")).to_be_visible()
    expect(button).to_be_enabled()
