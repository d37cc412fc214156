"""From a typed-in guide to the portal: drafter, three reviewers, publisher, in Chromium."""

import re
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import Visit, check_now, check_pages
from tests.journeys.conftest import PageAs
from tongban.capabilities.catalogue.commands import save_draft
from tongban.capabilities.catalogue.testing import (
    AT,
    Office,
    make_document,
    pass_reviews,
    publish_item,
    take_in,
)
from tongban.capabilities.catalogue.tests.typing_in import PHOTO
from tongban.capabilities.orgs.testing import TestCity

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{name}")).first.click()


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f'[name="{name}"]').fill(value)


def tick(page: Page, name: str, value: str) -> None:
    page.locator(f'[name="{name}"][value="{value}"]').check()


def open_section(page: Page, title: str) -> None:
    page.get_by_role("main").get_by_role("link", name=title, exact=True).first.click()


NEXT = "保存，填下一部分"
# Section by section: the row that is added first, and what is typed.
TYPED: tuple[tuple[str, dict[str, str]], ...] = (
    ("", {"statutory_limit.basis": "《某条例》第五条"}),
    (
        "依据",
        {
            "legal_basis-0-title": "某条例",
            "legal_basis-0-article": "第五条",
            "legal_basis-0-text": "夜市摊位实行登记。",
            "legal_basis-0-authority": "安澜市人民代表大会",
            "legal_basis-0-in_force_on": "2020-01-01",
        },
    ),
    ("条件", {"conditions-0-text": "年满 18 周岁。"}),
    ("", {}),
    (
        "材料",
        {
            "materials-0-name": "摊位照片",
            "materials-0-acceptance_standard": "看得清摊位。",
            "materials-0-basis": "《某条例》第五条",
        },
    ),
    ("", {}),
    ("", {}),
    (
        # The hall of the body's region stands there already.
        "",
        {
            "place-0-name": "安澜市政务服务中心",
            "place-0-address": "临江街道澜心大道1号",
            "place-0-hours": "周一至周五 9:00—17:00",
            "consult_phones": "0699-6012345",
            "remedies.review.body": "安澜市人民政府",
            "remedies.litigation.court": "青渡县人民法院",
        },
    ),
    ("", {}),
    ("栏", {"label": "摊位在哪里"}),
    ("", {}),
    (
        "",
        {
            "plain.summary": "摆摊要登记。",
            "plain.how_long": "5 个工作日内办好。",
            "plain.cost": "不要钱。",
            "plain.bring": "上传一样。",
            "plain.visits": "一趟都不用跑。",
            "plain.steps": "在网上填表。\n等结果。",
        },
    ),
)


def type_in(page: Page) -> None:
    """A small item, section by section, with the keyboard and the mouse."""
    take_in(PHOTO)
    page.goto("/desk/items/new")
    fill(page, name="摊位登记")
    page.get_by_role("combobox", name="实施机关").fill("市场监督")
    page.keyboard.press("Enter")
    page.get_by_label("事项类型").select_option("20")
    press(page, "开始填写")
    open_section(page, "基本信息")
    fill(page, aliases="摆摊", **{"result.name": "登记表"})
    tick(page, "served_objects", "natural_person")
    page.locator('[id="f-themes.person"]').click()
    tick(page, "themes.person", "040")
    tick(page, "result.kind", "other")
    press(page, NEXT)
    for row, values in TYPED:
        if row:
            press(page, f"加一行?{row}")
        fill(page, **values)
        press(page, NEXT)


def hand_in(page: Page) -> None:
    """F10 only leads to the page that says what will happen; Enter on it hands in."""
    page.keyboard.press("F10")
    expect(page.get_by_role("heading", level=1)).to_contain_text("送审")
    expect(page.get_by_role("button", name="送审")).to_be_focused()
    page.keyboard.press("Enter")


def draft_of(office: Office, city: TestCity, **changes: Any) -> str:
    document = make_document(name="摊位登记", **changes)
    made = save_draft(
        actor=office.drafter, body_id=city.market, document=document, at=AT
    )
    return f"/desk/items/drafts/{made.draft_id}"


def test_nothing_typed_is_lost_on_any_way_out(
    page_as: PageAs, office: Office, city: TestCity
) -> None:
    url = draft_of(office, city)
    page = page_as(office.drafter)
    page.goto(f"{url}/edit/times")
    fill(page, visits="两趟", cross_region="全市")
    # Another section's tab, and back.
    page.get_by_role("button", name=re.compile("^受理条件")).click()
    page.get_by_role("button", name=re.compile("^时限和办理形式")).click()
    expect(page.locator('[name="visits"]')).to_have_value("两趟")
    # A moment's rest keeps it, without the page moving.
    fill(page, cross_region="全省")
    expect(page.locator("#kept")).to_contain_text("已自动保存")
    # A link of the menu, at once.
    fill(page, cross_region="跨省")
    page.goto("/desk/items")
    held = page.locator('[name="cross_region"]')
    for _again in range(20):
        # What leaves with the page is on its way while the next one loads.
        page.goto(f"{url}/edit/times")
        if held.input_value() == "跨省":
            break
    expect(held).to_have_value("跨省")


def test_nothing_typed_is_lost_without_a_script(
    browser: Browser,
    live_server: LiveServer,
    session_cookies: object,
    office: Office,
    city: TestCity,
) -> None:
    url = draft_of(office, city)
    cookies = session_cookies(office.drafter)  # type: ignore[operator]
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, locale="zh-CN"
    )
    context.add_cookies(
        [{"name": n, "value": v, "url": live_server.url} for n, v in cookies]
    )
    page = context.new_page()
    page.goto(f"{url}/edit/places")
    fill(page, consult_phones="0699-7654321")
    page.get_by_role("button", name=re.compile("^白话版")).click()
    page.get_by_role("button", name=re.compile("^返回草稿")).click()
    page.goto(f"{url}/edit/places")
    expect(page.locator('[name="consult_phones"]')).to_have_value("0699-7654321")
    context.close()


def test_an_opinion_stays_while_the_guide_is_looked_at(
    page_as: PageAs, office: Office, city: TestCity
) -> None:
    url = draft_of(office, city)
    pass_reviews(office, UUID(url.rsplit("/", 1)[1]), stages=())
    page = page_as(office.first_reviewer)
    page.goto(f"{url}/review")
    page.get_by_label("意见").fill("第 2 条要有标准。")
    page.get_by_role("button", name="标准版").click()
    expect(page.get_by_role("main")).to_contain_text("设定依据")
    expect(page.get_by_label("意见")).to_have_value("第 2 条要有标准。")


def test_a_section_is_typed_without_the_mouse(
    page_as: PageAs, office: Office, city: TestCity
) -> None:
    url = draft_of(office, city, conditions=[], faq=[])
    page = page_as(office.drafter)
    page.goto(f"{url}/edit/faq")
    page.keyboard.press("F8")
    expect(page.locator('[name="faq-0-q"]')).to_be_focused()
    page.keyboard.type("要带什么？")
    page.keyboard.press("Enter")
    expect(page.locator('[name="faq-0-a"]')).to_be_focused()
    page.keyboard.type("身份证。")
    page.keyboard.press("F7")
    # Nothing is missing here: the next place is in another section.
    expect(page.get_by_role("heading", level=1)).to_contain_text("受理条件")
    expect(page.get_by_role("button", name="加一行条件 F8")).to_be_focused()
    # What may stay empty is no gap: the page of the flow opens at its head.
    page.goto(f"{url}/edit/flow")
    expect(page.locator('[name="steps-0-name"]')).to_be_focused()
    assert page.evaluate("window.scrollY") == 0
    page.goto(f"{url}/edit/basic")
    page.locator('[id="f-themes.firm"]').focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("找一个").last).to_be_focused()
    page.keyboard.type("商务")
    page.keyboard.press("Enter")
    expect(page.locator('[id="f-themes.firm"]')).to_contain_text("商务贸易")
    page.keyboard.press("F9")
    expect(page.get_by_role("main")).to_contain_text("已经保存")
    expect(page.locator('[id="f-themes.firm"]')).to_contain_text("商务贸易")
    assert check_now(page, face="desk", mode="standard") == []


def test_a_guide_is_typed_in_reviewed_published_and_found(
    page_as: PageAs, office: Office
) -> None:
    drafter = page_as(office.drafter)
    type_in(drafter)
    assert check_now(drafter, face="desk", mode="standard") == []
    hand_in(drafter)
    expect(drafter.get_by_role("main")).to_contain_text("待初审")

    for stage, actor in office.reviewers.items():
        reviewer = page_as(actor)
        reviewer.goto("/desk/items")
        reviewer.get_by_role("link", name=re.compile("摊位登记")).click()
        reviewer.get_by_role("link", name=re.compile("^审查")).click()
        expect(reviewer.get_by_role("main")).to_contain_text("摊位照片")
        if stage == "first_review":
            press(reviewer, "退回")
            assert check_now(reviewer, face="desk", mode="standard") == []
        reviewer.get_by_label("意见").fill("依据齐全，同意。")
        press(reviewer, "通过")
        expect(reviewer.get_by_role("main")).to_contain_text("依据齐全，同意。")

    publisher = page_as(office.publisher)
    publisher.goto("/desk/items")
    publisher.get_by_role("link", name=re.compile("摊位登记")).click()
    publisher.get_by_role("link", name=re.compile("^发布")).click()
    press(publisher, "发布")
    expect(publisher.get_by_role("main")).to_contain_text("已经发布")
    publisher.locator("#f-venue").click()
    publisher.get_by_label("安澜市政务服务中心", exact=True).check()
    tick(publisher, "mode", "collect")
    press(publisher, "登记受理方式")
    expect(publisher.get_by_role("main")).to_contain_text("窗口只收件")

    citizen = page_as(width=390)
    citizen.goto("/search?q=摆摊")
    citizen.get_by_role("main").get_by_role("link", name="摊位登记").first.click()
    expect(citizen.get_by_role("heading", level=1)).to_have_text("摊位登记")
    expect(citizen.get_by_role("link", name="在线办理").last).to_be_visible()


@pytest.mark.parametrize("shown", ["drafts", "items"])
def test_a_list_begins_at_its_first_column_on_a_narrow_screen(
    page_as: PageAs, city: TestCity, office: Office, shown: str
) -> None:
    publish_item(city, office)
    save_draft(
        actor=office.drafter, body_id=city.market, document=make_document(), at=AT
    )
    page = page_as(office.drafter, width=390)
    page.goto(f"/desk/items?show={shown}")

    expect(page.locator("[data-row]").first).to_be_focused()
    table = page.get_by_role("region", name="草稿和事项")
    assert table.evaluate("one => one.scrollLeft") == 0
    for one in ("tbody td", "[data-row]"):
        box = page.locator(one).first.bounding_box()
        assert box is not None
        assert 0 <= box["x"] < 390
    # The button stays on the screen without covering what it belongs to.
    name, button = (
        page.locator(one).first.bounding_box() for one in ("tbody td", "tbody .act")
    )
    assert name is not None
    assert button is not None
    assert button["x"] + button["width"] <= 390
    assert name["x"] + 120 < button["x"]


def test_every_page_of_the_list_passes_the_checks(
    browser: Browser,
    live_server: LiveServer,
    session_cookies: object,
    city: TestCity,
    office: Office,
) -> None:
    def cookies(actor: object) -> tuple[tuple[str, str], ...]:
        found: tuple[tuple[str, str], ...] = session_cookies(actor)  # type: ignore[operator]
        return found

    guide = publish_item(city, office)
    whole = make_document(name="摊位登记")
    gaps = make_document(name="临时占道", materials=[{"key": "m1"}], plain={})
    ready, waiting, gappy = (
        save_draft(actor=office.drafter, body_id=city.market, document=one, at=AT)
        for one in (whole, make_document(name="夜市登记"), gaps)
    )
    pass_reviews(office, ready.draft_id)
    pass_reviews(office, waiting.draft_id, stages=("first_review",))
    drafter, lawyer, publisher = map(
        cookies, (office.drafter, office.lawyer, office.publisher)
    )
    drafts = "/desk/items/drafts"
    pages = {
        "list": ("/desk/items?show=drafts", drafter),
        "items": ("/desk/items?show=items", drafter),
        "new": ("/desk/items/new", drafter),
        "draft": (f"{drafts}/{gappy.draft_id}", drafter),
        "preview": (f"{drafts}/{ready.draft_id}/preview", drafter),
        "review": (f"{drafts}/{waiting.draft_id}/review?tab=standard", lawyer),
        "publish": (f"{drafts}/{ready.draft_id}/publish?tab=differences", publisher),
        "item": (f"/desk/items/{guide.handling_code}", publisher),
    }
    for key in ("basic", "times", "materials", "flow", "form", "plain"):
        pages[key] = (f"{drafts}/{gappy.draft_id}/edit/{key}", drafter)
    visits = [
        Visit(name, path, face="desk", cookies=who)
        for name, (path, who) in pages.items()
    ]

    assert check_pages(browser, live_server.url, visits) == {}
