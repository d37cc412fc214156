"""The everyday turns at staff pages by keyboard: J23, J28, the notice, the issue window."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import Visit, check_now, check_pages
from tests.journeys.conftest import PageAs
from tests.journeys.keyboard import Keys, choose, look_up
from tongban.capabilities.cases.commands import ask_pre_review, keep_draft
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import AT, make_case, make_world
from tongban.capabilities.cases.tests.clerks import (
    HEPAN,
    LI,
    WANG,
    ZHANG,
    make_hall,
    open_issue_window,
    post_at_window,
)
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SignIn = Callable[[Actor | None], tuple[tuple[str, str], ...]]
MOST_KEYS_NOTICE = 4
MOST_KEYS_ISSUE = 3


def a_while_ago() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=30)


def fill_transfer(page: Page) -> Keys:
    """A transfer on the counter, whole but for its materials."""
    page.goto("/desk/window")
    keys = Keys(page)
    look_up(keys, LI)
    choose(keys, "bdc", "不动产转移登记")
    keys.press("1", "1", "1")
    keys.write(WANG)
    keys.press("Enter")
    expect(page.locator("[name=party-transferee-0-name]")).to_have_value("王晓燕")
    for words in (
        "安（2024）青渡县不动产权第0001234号",
        "安澜市青渡县百花巷8号2单元301室",
    ):
        keys.write(words)
        keys.press("Enter")
    keys.write("860000")
    keys.count = 0
    return keys


# ---------------------------------------------------------------- J23
def test_what_is_missing_is_told_once_in_four_keys(page_as: PageAs) -> None:
    hall = make_hall()
    page = page_as(hall.street.world.clerk)
    keys = fill_transfer(page)

    keys.press("F7")
    expect(page.get_by_role("heading", name="一次性告知", level=1)).to_be_visible()
    missing = page.locator("[data-mend]:checked")
    asked = page.locator("#lines > * > ul > li, #f-lines li")
    assert missing.count() > 1
    expect(asked.first).to_be_visible()
    names = [row.inner_text() for row in page.locator("#f-lines li label.choice").all()]
    ticked = missing.count()
    expect(
        page.get_by_role("img", name=f"补正告知书预览，共 {ticked} 条")
    ).to_be_visible()
    assert check_now(page, face="desk") == []
    keys.press("F10")
    expect(page.get_by_role("link", name="打印补正告知书")).to_be_focused()
    assert keys.count <= MOST_KEYS_NOTICE, keys.count

    page.get_by_role("link", name="看办件").click()
    told = page.locator("#correction li")
    assert told.count() == ticked
    assert len(names) >= ticked
    # Told once: the page offers no second notice, and the address gives none either.
    expect(page.get_by_role("link", name="补正", exact=True)).to_have_count(0)
    page.goto(f"{page.url}/correction")
    assert "没有办理这件事的权限" in page.inner_text("main") or (
        "告知过" in page.inner_text("main")
    )


def test_a_collecting_window_offers_what_is_lawful(page_as: PageAs) -> None:
    hall = make_hall()
    page = page_as(hall.street.world.clerk)
    page.goto("/desk/window")
    keys = Keys(page)
    look_up(keys, LI, firm=HEPAN)
    choose(keys, "spjy", "食品经营许可")
    keys.press("1", "1", "1", "1", "1")
    keys.write("60")
    keys.press("F7")
    expect(page.get_by_text("这个窗口只收件，不能发补正告知书")).to_be_visible()
    assert check_now(page, face="desk") == []
    with page.context.expect_page() as opened:
        keys.press("F8")
    advice = opened.value
    expect(advice.get_by_role("heading", name="缺件提示")).to_be_visible()
    assert check_now(advice, face="desk") == []
    keys.press("Escape")
    expect(page.locator("[name=floor_area]")).to_have_value("60")
    keys.press("F7")
    keys.press("F10")
    expect(page.get_by_text("收件凭证").first).to_be_visible()


def test_an_officer_sends_a_notice_in_four_keys_and_not_a_second(
    page_as: PageAs,
) -> None:
    world = make_world()
    made = make_case(world, at=a_while_ago())
    page = page_as(world.officer)
    page.goto(f"/desk/cases/{made.case_id}")
    keys = Keys(page)
    keys.press("F8")
    box = page.locator("[name=mend][value=material_m3]")
    expect(box).to_be_visible()
    box.focus()
    # The usual reason comes with the tick; Enter in it sends nothing.
    keys.press("Space")
    reason = page.locator("[name=reason_material_m3]")
    expect(reason).to_have_value("看不清，请重新提交清楚的。")
    page.get_by_role("button", name="照片看不清，请重新拍一张。").click()
    expect(reason).to_have_value("照片看不清，请重新拍一张。")
    expect(reason).to_be_focused()
    expect(page.get_by_role("img", name="补正告知书预览，共 1 条")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="发出告知书")).to_be_focused()
    assert check_now(page, face="desk") == []
    keys.press("F10")
    expect(page.get_by_role("link", name="打印补正告知书")).to_be_visible()
    assert keys.count <= MOST_KEYS_NOTICE

    page.goto(f"/desk/cases/{made.case_id}/mend")
    page.keyboard.press("F9")
    page.keyboard.press("F10")
    page.wait_for_url(f"**/desk/cases/{made.case_id}")
    page.goto(f"/desk/cases/{made.case_id}/correction")
    page.locator("[name=reason_material_m3]").fill("又想起一样")
    page.keyboard.press("F10")
    expect(page.get_by_text("one_correction_notice")).to_be_visible()
    expect(page.locator("[name=reason_material_m3]")).to_have_value("又想起一样")
    expect(page.locator("[name=mend][value=material_m3]")).to_be_checked()


# ---------------------------------------------------------------- W6
def test_a_result_is_handed_out_in_three_keys(page_as: PageAs) -> None:
    hall = make_hall()
    world = hall.street.world
    post_at_window(world.clerk, world.city.centre, open_issue_window(world))
    page = page_as(world.clerk)
    page.goto("/desk/window")
    keys = Keys(page)
    look_up(keys, ZHANG)
    choose(keys, "lnr", "老年人优待证")
    keys.press("1", "1", "1", "F9", "F10")
    expect(page.get_by_role("link", name="打印").first).to_be_focused()

    page.goto("/desk/issue")
    box = page.locator("[name=shown]")
    expect(box).to_be_focused()
    keys.write(ZHANG)
    keys.count = 0
    keys.press("Enter")
    expect(page.get_by_text("取件码或证件对得上")).to_be_visible()
    expect(page.locator("[name=confirm]")).to_be_focused()
    assert check_now(page, face="desk") == []
    keys.press("Space", "F10")
    expect(page.get_by_text("张秀兰已签收")).to_be_visible()
    expect(page.locator("[name=shown]")).to_be_focused()
    assert keys.count <= MOST_KEYS_ISSUE, keys.count


# ---------------------------------------------------------------- J28
def test_the_lamp_turns_yellow_then_red_as_the_days_go_by(
    page_as: PageAs, settings: Settings, tmp_path: Path
) -> None:
    settings.SAMPLE_CITY = True
    settings.TONGBAN_DATA = tmp_path
    world = make_world()
    made = make_case(world, CaseState.ACCEPTED, at=a_while_ago())
    case = get_case(actor=world.approver, case_id=made.case_id)
    assert case.promised_due_on is not None
    assert case.statutory_due_on is not None
    page = page_as(world.approver)

    def lamps_on(day: date, colour: str, words: str) -> None:
        """What worklist and case show when the day is moved."""
        moved = (day - datetime.now(UTC).astimezone(OFFICE_ZONE).date()).days
        (tmp_path / "moved-days.txt").write_text(str(moved))
        page.goto("/desk/cases")
        light = f".light-{colour}"
        expect(page.locator("tbody tr").first.locator(light)).to_contain_text(words)
        chip = page.locator(f".chips li:has({light}) .count")
        expect(chip).to_have_text("1")
        page.goto(f"/desk/cases/{made.case_id}")
        shown = page.locator(".desk-head").locator(light)
        expect(shown).to_contain_text(words)
        # A shape beside the words: colour alone tells nothing.
        expect(shown.locator("svg")).to_have_count(1)

    late = timedelta(days=5)
    lamps_on(case.promised_due_on, "yellow", "黄灯 · 今天到期")
    lamps_on(case.promised_due_on + late, "red", "红灯 · 已超")
    lamps_on(case.statutory_due_on + late, "over", "超法定 · 已超")
    assert check_now(page, face="desk") == []


# ---------------------------------------------------------------- W5
def test_a_document_is_typed_from_anywhere_and_never_stands_in_an_address(
    page_as: PageAs,
) -> None:
    hall = make_hall()
    page = page_as(hall.street.world.officer)
    page.goto("/desk/cases")
    page.keyboard.press("Alt+q")
    page.keyboard.type(LI)
    page.keyboard.press("Enter")
    expect(page.get_by_text("没有找到这个办件")).to_be_visible()
    assert LI not in page.url
    assert check_now(page, face="desk") == []


# ---------------------------------------------------------------- checks on every page
def test_every_page_of_the_turns_passes_the_checks(
    browser: Browser, live_server: LiveServer, session_cookies: SignIn
) -> None:
    world = make_world()
    waiting = make_case(world, at=a_while_ago()).case_id
    correcting = make_case(world, CaseState.CORRECTING, at=a_while_ago()).case_id
    granted = make_case(world, CaseState.GRANTED).case_id
    sent = make_case(world, CaseState.DISPATCHED).case_id
    version = world.guide.version_id
    typed = {"situations": {"s1": "sell"}, "values": {"shop_name": "河畔餐饮"}}
    keep_draft(actor=world.citizen, version_id=version, answers=typed, at=AT)
    draft = ask_pre_review(actor=world.citizen, version_id=version, at=AT)
    officer = session_cookies(world.officer)
    paths = {
        "notice": f"/desk/cases/{waiting}/correction",
        "told": f"/desk/cases/{correcting}",
        "second notice": f"/desk/cases/{correcting}/correction",
        "mend": f"/desk/cases/{correcting}/mend",
        "waiting list": "/desk/cases?stage=waiting",
        "results": "/desk/issue",
        "result": f"/desk/issue/{granted}",
        "sent": f"/desk/issue/{sent}",
        "find": "/desk/cases/find",
        "pre-reviews": "/desk/pre-reviews",
        "pre-review": f"/desk/pre-reviews/{draft}",
    }
    visits = [Visit(name, path, "desk", officer) for name, path in paths.items()]
    assert check_pages(browser, live_server.url, visits) == {}
