"""Journeys of a citizen: from the guide to the number, on a phone, without a script."""

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import HEIGHTS, Mode, Visit, check_pages, open_context
from tongban.capabilities.cases.tests.citizens import (
    FOOD,
    HOUSE,
    PASSWORD,
    Street,
    make_street,
    publish_sample,
    read_sample,
)
from tongban.plumbing.files.testing import make_pdf

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PHONE = 390


@pytest.fixture
def street() -> Street:
    """The neighbours, and two matters that can be applied for."""
    made = make_street()
    publish_sample(made.world, FOOD)
    publish_sample(made.world, HOUSE)
    return made


@pytest.fixture
def plain_page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A browser in which scripts are switched off."""
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        viewport={"width": PHONE, "height": HEIGHTS[PHONE]},
        locale="zh-CN",
    )
    yield context.new_page()
    context.close()


def open_page(
    browser: Browser, live_server: LiveServer, mode: Mode = "standard"
) -> Page:
    """A phone of its own, nobody signed in."""
    return open_context(browser, live_server.url, (), mode, PHONE).new_page()


def code_of(name: str) -> str:
    """The handling code of a sample item."""
    return str(read_sample(name)["handling_code"])


def press(page: Page, name: str) -> None:
    """A button of the page itself, not of its frame."""
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def sign_in(page: Page, login: str = "li") -> None:
    """Two boxes and a button."""
    page.get_by_role("textbox", name="登录名").fill(login)
    page.get_by_label("密码").fill(PASSWORD)
    press(page, "登录")


def tell_situation(page: Page) -> None:
    """The first answers to the questions of the food licence, for the firm."""
    for label in ("河畔餐饮有限公司", "现做现卖", "租的", "负责人自己办"):
        page.get_by_role("radio", name=label, exact=True).check()
    press(page, "保存并继续")


def fill_gaps(page: Page) -> None:
    """What no register knows."""
    page.get_by_role("radio", name="餐饮服务", exact=True).check()
    page.get_by_role("textbox", name="店面面积").fill("60")
    page.get_by_role("radio", name="是", exact=True).check()
    press(page, "保存并继续")


def hand_in(page: Page, *keys: str) -> None:
    """One file a card."""
    for key in keys:
        card = page.locator(f"#m-{key}")
        card.locator("input[type=file]").set_input_files(
            {"name": f"{key}.pdf", "mimeType": "application/pdf", "buffer": make_pdf()}
        )
        card.get_by_role("button", name="上传").click()
        expect(page.locator(f"#m-{key}").get_by_text(f"{key}.pdf")).to_be_visible()


def apply(page: Page) -> str:
    """From the list of tasks to the number, counting what is submitted."""
    page.goto(f"/apply/{code_of(FOOD)}")
    sign_in(page)
    return go_through(page)


def go_through(page: Page) -> str:
    """The same for who is signed in: five steps."""
    page.get_by_role("link", name="从第一步开始").click()
    posts: list[str] = []
    page.on("request", lambda sent: _count(posts, sent.method, sent.url))
    tell_situation(page)
    fill_gaps(page)
    hand_in(page, "m3", "m5")
    page.get_by_role("link", name="继续", exact=True).click()
    page.get_by_role("checkbox", name="我承诺以上都是真实的").check()
    press(page, "提交申请")
    expect(page.get_by_role("heading", name="申请已提交")).to_be_visible()
    assert len(posts) <= 5, posts
    return page.locator(".done-number b").inner_text()


def _count(posts: list[str], method: str, url: str) -> None:
    # Typing is kept by itself in between: nobody submits that.
    if (method == "POST" and "/form/" not in url) or (
        method == "POST" and not any("/form/" in one for one in posts)
    ):
        posts.append(url)


@pytest.mark.parametrize("mode", ["standard", "elder"])
def test_j2_the_way_in_is_on_the_first_screen(
    browser: Browser, live_server: LiveServer, street: Street, mode: Mode
) -> None:
    page = open_page(browser, live_server, mode)
    page.goto(f"/items/{code_of(FOOD)}")

    way_in = page.get_by_role("link", name="在线办理").first

    expect(way_in).to_be_in_viewport(ratio=1)
    way_in.click()
    expect(page.get_by_role("heading", name="登录", level=1)).to_be_visible()
    sign_in(page)
    expect(page.get_by_role("heading", name="申请食品经营许可")).to_be_visible()


def test_j3_applies_in_five_steps_and_keeps_a_receipt(
    browser: Browser, live_server: LiveServer, street: Street
) -> None:
    page = open_page(browser, live_server)

    number = apply(page)

    assert re.fullmatch(r"690100\d{16}", number)
    expect(page.get_by_text("（周").first).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("link", name="下载回执").click()
    receipt = Path(started.value.path()).read_bytes()
    with pypdfium2.PdfDocument(receipt) as document:
        assert len(document) == 1
        assert number in document[0].get_textpage().get_text_bounded()
    page.get_by_role("link", name="看办理进度").click()
    expect(page.get_by_text("等待受理").first).to_be_visible()
    page.get_by_role("link", name="收件凭证").first.click()
    expect(page.get_by_role("img", name=re.compile("收件凭证"))).to_be_visible()


def test_j4_goes_on_at_another_device(
    browser: Browser, live_server: LiveServer, street: Street
) -> None:
    phone = open_page(browser, live_server)
    phone.goto(f"/apply/{code_of(FOOD)}/situation")
    sign_in(phone)
    tell_situation(phone)
    fill_gaps(phone)
    hand_in(phone, "m3")

    other = open_page(browser, live_server)
    other.goto("/my/cases")
    sign_in(other)
    other.get_by_role("link", name="食品经营许可").click()
    expect(
        other.get_by_text(re.compile("上次保存：.*（周.）.*再保存 30 天"))
    ).to_be_visible()
    other.get_by_role("link", name="继续第 3 步").click()

    expect(other.locator("#m-m3").get_by_text("m3.pdf")).to_be_visible()
    other.goto(f"/apply/{code_of(FOOD)}/form/shop")
    expect(other.get_by_role("textbox", name="店面面积")).to_have_value("60")
    expect(other.get_by_role("radio", name="餐饮服务")).to_be_checked()


def test_j5_an_empty_phone_is_told_and_nothing_else_is_lost(
    browser: Browser, live_server: LiveServer, street: Street
) -> None:
    page = open_page(browser, live_server)
    page.goto(f"/apply/{code_of(FOOD)}/situation")
    sign_in(page)
    tell_situation(page)
    page.get_by_role("link", name=re.compile("修改.*负责人和联系人")).click()
    page.get_by_role("textbox", name="联系人姓名").fill("王小二")
    page.get_by_role("textbox", name="手机号码").fill("")

    fill_gaps(page)

    expect(page).to_have_title(re.compile("^错误："))
    expect(page.locator("#errors")).to_be_focused()
    page.locator("#errors").get_by_role("link").first.click()
    expect(page.get_by_role("textbox", name="手机号码")).to_be_focused()
    expect(page.get_by_role("textbox", name="联系人姓名")).to_have_value("王小二")
    expect(page.get_by_role("textbox", name="店面面积")).to_have_value("60")
    expect(page.get_by_role("radio", name="餐饮服务")).to_be_checked()


def test_j6_a_change_from_the_check_leads_back_to_it(
    browser: Browser, live_server: LiveServer, street: Street
) -> None:
    page = open_page(browser, live_server)
    page.goto(f"/apply/{code_of(FOOD)}/situation")
    sign_in(page)
    tell_situation(page)
    fill_gaps(page)
    page.goto(f"/apply/{code_of(FOOD)}/check")

    page.get_by_role("link", name=re.compile("修改.*经营内容")).click()
    page.get_by_role("textbox", name="店面面积").fill("88")
    press(page, "保存并继续")

    expect(page.get_by_role("heading", name="核对并提交")).to_be_visible()
    expect(page.get_by_text("88", exact=True)).to_be_visible()


def test_j7_the_same_without_a_script(plain_page: Page, street: Street) -> None:
    number = apply(plain_page)

    plain_page.get_by_role("link", name="看办理进度").click()
    expect(plain_page.get_by_text(number).first).to_be_visible()


def test_every_page_stands_the_checks(
    browser: Browser, live_server: LiveServer, street: Street
) -> None:
    page = open_page(browser, live_server)
    apply(page)
    case = page.get_by_role("link", name="看办理进度").get_attribute("href") or ""
    page.goto(case)
    paper = page.get_by_role("link", name="收件凭证").first.get_attribute("href") or ""
    # A second matter under way, of the kind with several parties.
    house = f"/apply/{code_of(HOUSE)}"
    page.goto(f"{house}/situation")
    for label in ("我本人（李建国）", "卖方", "一个人的", "没有", "都自己来"):
        page.get_by_role("radio", name=label, exact=True).check()
    press(page, "保存并继续")
    cookies = tuple(
        (one["name"], one["value"])
        for one in page.context.cookies()
        if one.get("name") == "sessionid"
    )
    paths = {
        "tasks": house,
        "situation": f"{house}/situation",
        "parties": f"{house}/parties",
        "form": f"{house}/form/contact",
        "changing": f"{house}/form/contact?change=contact",
        "materials": f"{house}/materials",
        "check": f"{house}/check",
        "applied": case.replace("/my/cases/", "/applied/"),
        "mine": "/my/cases",
        "sign-ins": "/my/sign-ins",
        "systems": "/my/systems",
        "case": case,
        "paper": paper,
    }
    visits = [Visit(name, path, cookies=cookies) for name, path in paths.items()]

    found = check_pages(
        browser, live_server.url, [Visit("sign-in", "/sign-in"), *visits]
    )

    assert not found, "\n".join(f"{name}: {words}" for name, words in found.items())
