"""The keyboard of staff pages: combobox, digits, hot keys, and the input method."""

import pytest
from playwright.sync_api import Browser, Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.conftest import PageAs

pytestmark = [
    pytest.mark.journey,
    pytest.mark.urls("tongban.faces.look.tests.urls"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def intake(page_as: PageAs) -> Page:
    page = page_as()
    page.goto("/_ui/intake")
    return page


def chosen(page: Page) -> str:
    return str(page.locator("select[name=item]").input_value())


def submissions(page: Page) -> list[str]:
    seen: list[str] = []

    def note(request: Request) -> None:
        if request.is_navigation_request():
            seen.append(request.method)

    page.on("request", note)
    return seen


def test_finds_by_pinyin_and_goes_on_to_the_situation(intake: Page) -> None:
    box = intake.get_by_role("combobox", name="事项")
    box.focus()
    intake.keyboard.type("spjy")
    expect(intake.get_by_role("option")).to_have_count(1)

    intake.keyboard.press("Enter")

    assert chosen(intake) == "1"
    expect(box).to_have_value("食品经营许可")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(intake.get_by_role("radio", name="自有房屋")).to_be_focused()


def test_finds_by_name_code_and_peoples_words(intake: Page) -> None:
    for words, value in (("过户", "3"), ("000720", "2"), ("开饭店", "1")):
        intake.get_by_role("combobox").fill(words)
        intake.keyboard.press("Enter")
        assert chosen(intake) == value


def test_says_when_nothing_is_found_and_submits_nothing(intake: Page) -> None:
    seen = submissions(intake)
    intake.get_by_role("combobox").fill("zzz")
    expect(intake.get_by_text("没有找到")).to_be_visible()

    intake.keyboard.press("Enter")

    assert chosen(intake) == ""
    assert seen == []


def test_arrows_move_and_escape_closes(intake: Page) -> None:
    box = intake.get_by_role("combobox")
    box.fill("0007")
    intake.keyboard.press("ArrowDown")
    selected = intake.get_by_role("option", selected=True)
    expect(selected).to_contain_text("不动产转移登记")
    expect(box).to_have_attribute(
        "aria-activedescendant", selected.get_attribute("id") or "?"
    )

    intake.keyboard.press("Escape")

    expect(intake.get_by_role("listbox")).to_be_hidden()
    assert intake.url.endswith("/_ui/intake")


def test_enter_that_ends_a_pinyin_word_chooses_nothing(intake: Page) -> None:
    box = intake.get_by_role("combobox")
    box.focus()
    session = intake.context.new_cdp_session(intake)
    session.send(
        "Input.imeSetComposition",
        {"text": "sp", "selectionStart": 2, "selectionEnd": 2},
    )

    # What Chromium sends for a key that the input method takes.
    for kind in ("rawKeyDown", "keyUp"):
        session.send(
            "Input.dispatchKeyEvent",
            {"type": kind, "key": "Process", "windowsVirtualKeyCode": 229},
        )

    assert chosen(intake) == ""
    expect(box).to_be_focused()


def test_digits_choose_only_inside_the_group(intake: Page) -> None:
    rented = intake.get_by_role("radio", name="租房经营")
    intake.get_by_role("heading", level=1).click()
    intake.keyboard.press("2")
    expect(rented).not_to_be_checked()

    intake.get_by_role("radio", name="自有房屋").focus()
    intake.keyboard.press("2")

    expect(rented).to_be_checked()


def test_f9_marks_what_must_be_there_and_f10_is_next(intake: Page) -> None:
    intake.keyboard.press("F9")

    required = intake.locator("[data-received][data-required]")
    assert required.count() == 2
    assert [box.is_checked() for box in required.all()] == [True, True]
    expect(intake.get_by_label("房屋租赁合同").first).not_to_be_checked()
    expect(intake.get_by_role("button", name="受理并打印")).to_be_focused()


def test_f10_presses_its_button_once(intake: Page) -> None:
    seen = submissions(intake)

    with intake.expect_request(lambda request: request.method == "POST"):
        intake.keyboard.press("F10")

    assert seen.count("POST") == 1


def test_alt_q_leads_to_the_box(intake: Page) -> None:
    intake.keyboard.press("Alt+q")

    expect(intake.get_by_role("combobox")).to_be_focused()


def test_the_worst_case_has_the_focus_and_arrows_move(page_as: PageAs) -> None:
    page = page_as()
    page.goto("/_ui/worklist")
    rows = page.locator("[data-row]")
    expect(rows.first).to_be_focused()

    page.keyboard.press("ArrowDown")

    expect(rows.nth(1)).to_be_focused()


def test_without_a_script_there_is_a_plain_select(
    browser: Browser, live_server: LiveServer
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/_ui/intake")

    page.get_by_label("事项").select_option("食品经营许可")

    assert page.get_by_label("事项").input_value() == "1"
    context.close()
