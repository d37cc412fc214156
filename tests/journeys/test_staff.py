"""What clerks and officers do all day: J21, J24, J25 and J27, by keyboard alone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import Visit, check_now, check_pages
from tests.journeys.conftest import PageAs
from tests.journeys.keyboard import Keys, choose, focused, look_up
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import AT, make_case, make_world, take_step
from tongban.capabilities.cases.tests.clerks import HEPAN, LI, WANG, ZHANG, make_hall
from tongban.plumbing.access.actor import Actor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SignIn = Callable[[Actor | None], tuple[tuple[str, str], ...]]
MOST_KEYS = 12
MOST_KEYS_INSTANT = 14


# ---------------------------------------------------------------- J21
def test_a_clerk_collects_a_food_licence_in_twelve_keys(page_as: PageAs) -> None:
    hall = make_hall()
    page = page_as(hall.street.world.clerk)
    page.goto("/desk/window")
    keys = Keys(page)
    look_up(keys, LI, firm=HEPAN)

    choose(keys, "spjy", "食品经营许可")
    assert focused(page) == "situation-s1"
    keys.press("1", "1", "1")
    assert focused(page) == "business_kind"
    keys.press("1", "1")
    assert focused(page) == "floor_area"
    keys.write("60")
    keys.press("F9", "F10")

    expect(page.get_by_role("heading", name="要打印的文书")).to_be_visible()
    link = page.get_by_role("link", name="打印收件凭证")
    expect(link).to_be_focused()
    assert keys.count <= MOST_KEYS, keys.count


def test_a_clerk_finishes_an_elders_card_on_one_page(page_as: PageAs) -> None:
    hall = make_hall()
    page = page_as(hall.street.world.clerk)
    page.goto("/desk/window")
    keys = Keys(page)
    look_up(keys, ZHANG)

    choose(keys, "lnr", "老年人优待证")
    keys.press("1", "1", "1", "F9", "F10")

    expect(page.get_by_role("link", name="打印").first).to_be_focused()
    expect(page.get_by_text("已准予，等待取件")).to_be_visible()
    assert keys.count <= MOST_KEYS_INSTANT, keys.count


def test_an_entrusted_window_accepts_a_transfer_in_twelve_keys(
    page_as: PageAs,
) -> None:
    hall = make_hall()
    page = page_as(hall.street.world.clerk)
    page.goto("/desk/window")
    keys = Keys(page)
    look_up(keys, LI)

    choose(keys, "bdc", "不动产转移登记")
    keys.press("1", "1", "1")
    assert focused(page) == "party-transferee-0-id_number"
    keys.write(WANG)
    keys.press("Enter")
    expect(page.locator("[name=party-transferee-0-name]")).to_have_value("王晓燕")
    assert focused(page) == "certificate_number"
    keys.write("安（2024）青渡县不动产权第0001234号")
    keys.press("Enter")
    keys.write("安澜市青渡县百花巷8号2单元301室")
    keys.press("Enter")
    keys.write("860000")
    keys.press("F9", "F10")

    expect(page.get_by_role("link", name="打印受理通知书")).to_be_focused()
    assert keys.count <= MOST_KEYS, keys.count


def test_the_departments_own_counter_accepts_in_twelve_keys(page_as: PageAs) -> None:
    hall = make_hall()
    page = page_as(hall.street.world.officer)
    page.goto("/desk/window")
    keys = Keys(page)
    look_up(keys, LI, firm=HEPAN)

    choose(keys, "spjy", "食品经营许可")
    keys.press("1", "1", "1", "1", "1")
    keys.write("60")
    keys.press("F9", "F10")

    expect(page.get_by_role("link", name="打印受理通知书")).to_be_focused()
    assert keys.count <= MOST_KEYS, keys.count


def test_a_second_visitor_begins_with_an_empty_page(page_as: PageAs) -> None:
    hall = make_hall()
    page = page_as(hall.street.world.clerk)
    page.goto("/desk/window")
    look_up(Keys(page), LI)
    page.keyboard.press("F2")
    expect(page.locator("[name=visitor-id_number]")).to_have_value("")
    expect(page.locator("[name=visitor-id_number]")).to_be_focused()


def test_materials_follow_the_digits_without_asking_the_server(
    page_as: PageAs,
) -> None:
    hall = make_hall()
    page = page_as(hall.street.world.clerk)
    page.goto("/desk/window")
    keys = Keys(page)
    look_up(keys, LI, firm=HEPAN)
    choose(keys, "spjy", "食品经营许可")
    kitchen = page.get_by_role("checkbox", name="厨房设备布局")
    shelves = page.get_by_role("checkbox", name="货架和冷柜")
    expect(kitchen).to_be_visible()
    expect(shelves).to_be_hidden()
    keys.press("2")
    expect(kitchen).to_be_hidden()
    expect(shelves).to_be_visible()


# ---------------------------------------------------------------- J24
def test_enter_while_composing_chooses_and_submits_nothing(page_as: PageAs) -> None:
    hall = make_hall()
    page = page_as(hall.street.world.clerk)
    page.goto("/desk/window")
    look_up(Keys(page), LI)
    seen: list[str] = []
    page.on("request", lambda one: seen.append(one.method))
    ime = page.context.new_cdp_session(page)
    ime.send(
        "Input.imeSetComposition",
        {"text": "sp", "selectionStart": 2, "selectionEnd": 2},
    )
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    ime.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    ime.send("Input.dispatchKeyEvent", {"type": "keyUp", **enter})
    page.wait_for_timeout(400)

    assert "POST" not in seen
    expect(page.locator("[name=desk-item]")).to_have_value("")
    expect(page.get_by_role("combobox", name="事项")).to_be_focused()

    # The same in a plain field: Enter must not lead away from half-typed pinyin.
    name = page.locator("[name=visitor-name]")
    name.focus()
    ime.send(
        "Input.imeSetComposition",
        {"text": "zhang", "selectionStart": 5, "selectionEnd": 5},
    )
    ime.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    expect(name).to_be_focused()
    assert "POST" not in seen


# ---------------------------------------------------------------- J25
def test_a_scanned_number_opens_its_case_from_anywhere(page_as: PageAs) -> None:
    world = make_world()
    receipt = make_case(world)
    page = page_as(world.officer)
    page.goto("/desk/cases")
    page.keyboard.type(receipt.number)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/cases/{receipt.case_id}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(receipt.number)


# ---------------------------------------------------------------- J27
def test_an_approver_decides_the_worst_case_in_three_keys(page_as: PageAs) -> None:
    world = make_world()
    make_case(world, CaseState.ACCEPTED)
    worst = make_case(world, CaseState.ACCEPTED, at=AT - timedelta(days=40))
    take_step(world, worst.case_id, "special", at=AT - timedelta(days=39))
    page = page_as(world.approver)
    page.goto("/desk/cases")
    first = page.locator("tbody tr").first
    expect(first).to_contain_text(worst.number)
    expect(first.locator(".light")).to_contain_text("超法定")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(worst.number)

    keys = Keys(page)
    keys.press("F9")
    expect(page.get_by_role("img", name="签发前的决定书预览")).to_be_visible()
    keys.press("F10")
    expect(page.get_by_role("link", name="打印准予行政许可决定书")).to_be_visible()
    assert keys.count <= 3

    own = page_as(world.citizen)
    own.goto(f"/my/cases/{worst.case_id}")
    expect(own.get_by_role("link", name="准予行政许可决定书").first).to_be_visible()


# ---------------------------------------------------------------- B4
def test_a_site_check_is_recorded_and_only_then_is_there_a_decision(
    page_as: PageAs,
) -> None:
    world = make_world()
    case = make_case(world, CaseState.ACCEPTED)
    page = page_as(world.approver)
    page.goto(f"/desk/cases/{case.case_id}")
    page.keyboard.press("F9")
    sign = page.get_by_role("button", name="签发")
    expect(sign).to_be_disabled()
    expect(page.get_by_text("现在不能“签发”")).to_contain_text("现场核查")
    assert check_now(page, face="desk") == []

    page.keyboard.press("F7")
    expect(page.get_by_text("正在做", exact=True)).to_be_visible()
    page.get_by_role("radio", name="不通过").check()
    page.keyboard.press("F7")
    expect(page.get_by_text("例如：后厨没有消毒柜").first).to_be_visible()
    expect(page.get_by_role("radio", name="不通过")).to_be_checked()
    assert check_now(page, face="desk") == []
    page.get_by_role("radio", name="通过", exact=True).check()
    page.keyboard.press("F7")
    expect(page.get_by_text("现场核查：通过")).to_be_visible()
    expect(sign).to_be_enabled()
    page.keyboard.press("F10")
    expect(page.get_by_role("link", name="打印准予行政许可决定书")).to_be_visible()


# ---------------------------------------------------------------- checks on every page
def test_every_page_of_the_desk_passes_the_checks(
    browser: Browser, live_server: LiveServer, session_cookies: SignIn
) -> None:
    world = make_world()
    submitted = make_case(world).case_id
    accepted = make_case(world, CaseState.ACCEPTED).case_id
    reviewed = make_case(world, CaseState.REVIEWED).case_id
    granted = make_case(world, CaseState.GRANTED).case_id
    clerk, officer = session_cookies(world.clerk), session_cookies(world.officer)
    approver = session_cookies(world.approver)
    visits = [
        Visit("window", "/desk/window", "desk", clerk),
        Visit("worklist", "/desk/cases", "desk", officer),
        Visit("submitted", f"/desk/cases/{submitted}", "desk", officer),
        Visit("accepted", f"/desk/cases/{accepted}", "desk", approver),
        Visit("reviewed", f"/desk/cases/{reviewed}", "desk", approver),
        Visit("decided", f"/desk/cases/{granted}/decided", "desk", approver),
        Visit("refuse", f"/desk/cases/{accepted}/refuse", "desk", approver),
        Visit("not accept", f"/desk/cases/{submitted}/not_accept", "desk", officer),
        Visit("taken in", f"/desk/window/{submitted}", "desk", officer),
    ]
    assert check_pages(browser, live_server.url, visits) == {}


def test_the_filled_and_the_refused_intake_page_pass_the_checks(
    page_as: PageAs,
) -> None:
    hall = make_hall()
    page = page_as(hall.street.world.clerk)
    page.goto("/desk/window")
    keys = Keys(page)
    look_up(keys, LI)
    choose(keys, "bdc", "不动产转移登记")
    assert check_now(page, face="desk") == []
    page.keyboard.press("F10")
    expect(page.get_by_role("alert")).to_be_focused()
    assert check_now(page, face="desk") == []
