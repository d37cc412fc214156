"""A citizen's everyday turns: mending, withdrawing, tracking, and the choices of P12."""

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import (
    HEIGHTS,
    Mode,
    Visit,
    check_now,
    check_pages,
)
from tests.journeys.conftest import PageAs
from tongban.capabilities.cases.commands import answer_pre_review, keep_draft
from tongban.capabilities.cases.queries import (
    find_own_pre_review,
    get_case,
    list_worklist,
)
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import (
    AT,
    World,
    make_case,
    make_upload,
    make_world,
)
from tongban.capabilities.cases.tests.citizens import ask_to_mend
from tongban.capabilities.orgs.queries import get_calendar
from tongban.capabilities.people.testing import open_page_session
from tongban.ground.clock import Limit, due
from tongban.plumbing.files.testing import make_pdf
from tongban.plumbing.text.days import day_words

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PHONE = 390


@pytest.fixture
def world() -> World:
    """A city with one matter, and 张秀兰, who has signed in."""
    return make_world()


@pytest.fixture
def plain_page(
    browser: Browser, live_server: LiveServer, world: World
) -> Iterator[Page]:
    """The citizen's browser, with scripts switched off."""
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        viewport={"width": PHONE, "height": HEIGHTS[PHONE]},
        locale="zh-CN",
    )
    session = open_page_session(world.citizen)
    context.add_cookies(
        [{"name": "sessionid", "value": session, "url": live_server.url}]
    )
    yield context.new_page()
    context.close()


def press(page: Page, name: str) -> None:
    """A button of the page itself, not of its frame."""
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def count_posts(page: Page) -> list[str]:
    """Every page that is submitted from now on; what saves itself is none."""
    posts: list[str] = []
    page.on(
        "request",
        lambda sent: (
            posts.append(sent.url)
            if sent.method == "POST" and "x-autosave" not in sent.headers
            else None
        ),
    )
    return posts


def upload(page: Page, key: str) -> None:
    """One file into its card."""
    card = page.locator(f"#m-{key}")
    card.locator("input[type=file]").set_input_files(
        {"name": f"{key}.pdf", "mimeType": "application/pdf", "buffer": make_pdf()}
    )
    card.get_by_role("button", name="上传").click()
    expect(page.locator(f"#m-{key}").get_by_text(f"{key}.pdf")).to_be_visible()


def make_whole_draft(world: World) -> str:
    """A draft with nothing left to do; gives the address of its check page."""
    answers = {
        "acting": "self",
        "situations": {"s1": "sell"},
        "values": {"shop_name": "秀兰小吃"},
        "materials": {"m3": str(make_upload(world.citizen, world.guide, "m3"))},
    }
    keep_draft(
        actor=world.citizen,
        version_id=world.guide.version_id,
        answers=answers,
        at=AT,
    )
    return f"/apply/{world.guide.handling_code}/check"


def mend(page: Page, world: World) -> None:
    """From the list to the submission; what the notice lists is open, and nothing else."""
    page.goto("/my/cases")
    expect(page.get_by_text(re.compile("要您做的：补正 2 样"))).to_be_visible()
    page.get_by_role("link", name="食品经营许可").click()
    page.get_by_role("link", name="去补正").click()
    main = page.get_by_role("main")
    expect(main.locator("input[type=file]")).to_have_count(1)
    expect(main.get_by_role("textbox")).to_have_count(1)
    expect(main.get_by_role("radio")).to_have_count(0)
    posts = count_posts(page)
    upload(page, "m3")
    page.get_by_role("textbox", name="店名").fill("河畔小馆")
    press(page, "提交补正")
    expect(page.get_by_text("补正已经提交").first).to_be_visible()
    assert len(posts) <= 3, posts


def check_mended(page: Page, world: World) -> None:
    """The case waits for acceptance, and its five days count from the correction."""
    case_id = page.url.rsplit("/", 1)[-1]
    case = get_case(actor=world.officer, case_id=case_id)  # type: ignore[arg-type]  # Django reads a key from words
    assert case.state is CaseState.SUBMITTED
    assert case.corrected_at is not None
    # The machine's days are those of the office here: nobody moved the clock.
    day = (case.corrected_at + timedelta(hours=8)).date()
    calendar = get_calendar(actor=world.officer)
    told = due(day, Limit(5, "working_day"), calendar).due_on
    assert told is not None
    expect(page.get_by_text(f"{day_words(told)}前告诉您受理不受理")).to_be_visible()
    expect(page.get_by_text("从您补正那天重新算")).to_be_visible()
    expect(page.get_by_role("link", name="补正告知书").first).to_be_visible()


def test_j8_mends_what_the_notice_lists_and_nothing_else(
    page_as: PageAs, world: World
) -> None:
    ask_to_mend(world)
    page = page_as(world.citizen, width=PHONE)

    mend(page, world)

    check_mended(page, world)


def test_j8_the_same_without_a_script(plain_page: Page, world: World) -> None:
    ask_to_mend(world)

    mend(plain_page, world)

    check_mended(plain_page, world)


@pytest.mark.parametrize("mode", ["standard", "elder"])
def test_j8_all_errors_at_once_with_the_focus_on_them(
    page_as: PageAs, world: World, mode: Mode
) -> None:
    filed = ask_to_mend(world)
    page = page_as(world.citizen, mode=mode, width=PHONE)
    page.goto(f"/my/cases/{filed.case_id}/correction")
    page.get_by_role("textbox", name="店名").fill("")

    press(page, "提交补正")

    expect(page).to_have_title(re.compile("^错误："))
    expect(page.locator("#errors")).to_be_focused()
    expect(page.locator("#errors").get_by_role("link")).to_have_count(2)
    assert check_now(page, mode=mode) == []
    page.locator("#errors").get_by_role("link").last.click()
    expect(page.get_by_role("textbox", name="店名")).to_be_focused()


def test_j8_typing_is_kept_while_uploading(page_as: PageAs, world: World) -> None:
    filed = ask_to_mend(world)
    page = page_as(world.citizen, width=PHONE)
    page.goto(f"/my/cases/{filed.case_id}/correction")

    page.get_by_role("textbox", name="店名").fill("河畔小馆")
    expect(page.get_by_text("已自动保存")).to_be_visible()
    upload(page, "m3")

    expect(page.get_by_role("textbox", name="店名")).to_have_value("河畔小馆")


def test_j9_withdraws_and_nobody_has_anything_left_to_do(
    page_as: PageAs, world: World
) -> None:
    filed = make_case(world)
    market = world.city.market
    assert list_worklist(actor=world.officer, body_id=market)
    page = page_as(world.citizen, width=PHONE)
    page.goto(f"/my/cases/{filed.case_id}")

    page.get_by_role("link", name="不想办了？撤回申请").click()
    expect(page.get_by_text("撤回了不能再恢复")).to_be_visible()
    press(page, "撤回申请")

    expect(page.get_by_text("已经撤回，这个办件不再办了")).to_be_visible()
    expect(page.get_by_text("已撤回").first).to_be_visible()
    expect(page.get_by_role("link", name="不想办了？撤回申请")).to_have_count(0)
    assert not list_worklist(actor=world.officer, body_id=market)


def ask_state(page: Page, number: str, code: str) -> None:
    """Two boxes and a button."""
    page.get_by_role("textbox", name="办件编号").fill(number)
    page.get_by_role("textbox", name="查询码").fill(code)
    press(page, "查询")


@pytest.mark.parametrize("mode", ["standard", "elder"])
def test_j10_tells_the_state_and_locks_politely(
    page_as: PageAs, world: World, mode: Mode
) -> None:
    filed = make_case(world, CaseState.ACCEPTED)
    other = "000000" if filed.query_code != "000000" else "000001"
    page = page_as(mode=mode, width=PHONE)
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="办件查询").click()

    ask_state(page, f"{filed.number[:6]} {filed.number[6:]}", filed.query_code)

    expect(page.get_by_text("已受理，正在审查")).to_be_visible()
    expect(page.get_by_text("最晚这天办出结果")).to_be_visible()
    assert "张秀兰" not in page.content()
    assert world.guide.name not in page.content()
    assert check_now(page, mode=mode) == []
    for _time in range(5):
        ask_state(page, filed.number, other)
        expect(page.locator("#errors")).to_be_focused()
    ask_state(page, filed.number, filed.query_code)
    expect(page.get_by_text("15 分钟后再试")).to_be_visible()
    expect(page.get_by_role("textbox", name="办件编号")).to_have_value(filed.number)
    assert check_now(page, mode=mode) == []


def test_the_address_is_asked_only_for_post(page_as: PageAs, world: World) -> None:
    path = make_whole_draft(world)
    page = page_as(world.citizen, width=PHONE)
    page.goto(path)
    address = page.get_by_role("textbox", name="收件地址")
    expect(address).to_be_hidden()

    page.get_by_role("radio", name="邮寄").check()
    address.fill("")
    press(page, "提交申请")

    expect(page.locator("#errors")).to_be_focused()
    assert check_now(page) == []
    page.get_by_role("textbox", name="收件人电话").fill("13912345678")
    address.fill("安澜市青渡县百花巷8号")
    page.get_by_role("checkbox", name="我承诺以上都是真实的").check()
    press(page, "提交申请")
    expect(page.get_by_role("heading", name="申请已提交")).to_be_visible()
    expect(page.get_by_text("安澜市青渡县百花巷8号")).to_be_visible()


def test_post_is_chosen_without_a_script(plain_page: Page, world: World) -> None:
    plain_page.goto(make_whole_draft(world))

    plain_page.get_by_role("radio", name="邮寄").check()
    plain_page.get_by_role("textbox", name="收件人电话").fill("13912345678")
    plain_page.get_by_role("textbox", name="收件地址").fill("安澜市青渡县百花巷8号")
    plain_page.get_by_role("checkbox", name="我承诺以上都是真实的").check()
    press(plain_page, "提交申请")

    expect(plain_page.get_by_role("heading", name="申请已提交")).to_be_visible()
    expect(plain_page.get_by_text("安澜市青渡县百花巷8号")).to_be_visible()


def test_the_office_may_look_beforehand(page_as: PageAs, world: World) -> None:
    path = make_whole_draft(world)
    page = page_as(world.citizen, width=PHONE)
    page.goto(path)

    page.get_by_text("拿不准？可以先请工作人员预审").click()
    press(page, "请工作人员预审")
    expect(page.get_by_text("您也可以不等，现在就提交")).to_be_visible()
    row = find_own_pre_review(actor=world.citizen, version_id=world.guide.version_id)
    assert row is not None
    answer_pre_review(
        actor=world.officer,
        pre_review_id=row.pre_review_id,
        passes=True,
        opinion="填得都对。",
        at=row.asked_at,
    )
    page.reload()

    expect(page.get_by_text("预审通过，可以提交")).to_be_visible()
    assert check_now(page) == []
    page.get_by_role("checkbox", name="我承诺以上都是真实的").check()
    press(page, "提交申请")
    expect(page.get_by_role("heading", name="申请已提交")).to_be_visible()


def test_every_page_of_the_turns_stands_the_checks(
    browser: Browser, live_server: LiveServer, world: World
) -> None:
    asked = ask_to_mend(world)
    granted = make_case(world, CaseState.GRANTED)
    sent = make_case(world, CaseState.DISPATCHED)
    cookies = (("sessionid", open_page_session(world.citizen)),)
    paths = {
        "mine": "/my/cases",
        "asked": f"/my/cases/{asked.case_id}",
        "correction": f"/my/cases/{asked.case_id}/correction",
        "withdrawal": f"/my/cases/{asked.case_id}/withdraw",
        "granted": f"/my/cases/{granted.case_id}",
        "sent": f"/my/cases/{sent.case_id}",
        "check": make_whole_draft(world),
        "paper": f"/papers/{granted.paper_id}",
    }
    gone = {"no case": f"/my/cases/{uuid4()}", "no paper": f"/papers/{uuid4()}"}
    visits = [
        Visit("track", "/track"),
        *(Visit(name, path, cookies=cookies) for name, path in paths.items()),
        *(
            Visit(name, path, cookies=cookies, status=404)
            for name, path in gone.items()
        ),
    ]

    found = check_pages(browser, live_server.url, visits)

    assert not found, "\n".join(f"{name}: {words}" for name, words in found.items())
