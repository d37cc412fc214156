"""A2 in Chromium: a form designed with a script and the keyboard, looked at as others see it."""

from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import Visit, check_now, check_pages
from tests.journeys.conftest import PageAs
from tongban.capabilities.catalogue.commands import save_draft
from tongban.capabilities.catalogue.elements.designing import pages_of
from tongban.capabilities.catalogue.queries import get_draft
from tongban.capabilities.catalogue.testing import (
    AT,
    Office,
    make_document,
    make_office,
)
from tongban.capabilities.orgs.testing import make_city
from tongban.plumbing.access.actor import Actor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def drafted(transactional_db: None) -> tuple[Office, UUID]:
    city = make_city()
    office = make_office(city)
    draft = save_draft(
        actor=office.drafter, body_id=city.market, document=make_document(), at=AT
    )
    return office, draft.draft_id


def labels(office: Office, draft_id: UUID) -> list[str]:
    document = get_draft(actor=office.drafter, draft_id=draft_id).document
    return [one["label"] for page in pages_of(document) for one in page["fields"]]


def add(page: Page, kind: str, label: str) -> None:
    """F8, what kind of field, its name."""
    heading = page.locator("#opened-title").inner_text()
    page.keyboard.press("F8")
    expect(page.locator("#opened-title")).not_to_have_text(heading)
    page.locator("#f-type").select_option(label=kind)
    page.locator("#f-label").fill(label)


def test_a_question_is_added_moved_taken_out_and_put_back(
    drafted: tuple[Office, UUID], page_as: PageAs
) -> None:
    office, draft_id = drafted
    page = page_as(office.drafter, width=1280)
    page.goto(f"/desk/items/drafts/{draft_id}/edit/form")
    add(page, "是或否", "店是租的吗")
    add(page, "手机号", "房东电话")
    # What was typed into the field before is a condition by now.
    page.locator("#f-when").select_option(label="“店是租的吗”选“是”")
    page.get_by_role("button", name="上移").click()
    expect(page.locator(".has-error")).to_contain_text("它前面没有这一栏")
    assert check_now(page, face="desk", mode="standard") == []
    page.get_by_role("button", name="下移").click()
    expect(page.locator(".has-error")).to_have_count(0)
    page.get_by_role("button", name="删去", exact=True).click()
    expect(page.get_by_text("删去了“房东电话”")).to_be_visible()
    assert labels(office, draft_id) == ["店名", "店是租的吗"]
    page.get_by_role("button", name="撤销").click()
    expect(page.locator("#f-label")).to_have_value("房东电话")
    page.keyboard.press("F9")
    expect(page.get_by_text("已经保存")).to_be_visible()
    assert labels(office, draft_id) == ["店名", "店是租的吗", "房东电话"]


def test_the_designer_and_its_previews_are_sound(
    drafted: tuple[Office, UUID],
    browser: Browser,
    live_server: LiveServer,
    session_cookies: Callable[[Actor | None], tuple[tuple[str, str], ...]],
) -> None:
    office, draft_id = drafted
    who = session_cookies(office.drafter)
    url = f"/desk/items/drafts/{draft_id}/edit/form"
    visits = [
        Visit("design", url, face="desk", cookies=who),
        Visit("page", f"{url}?open=page:shop", face="desk", cookies=who),
        # Three screens at once: what a single one is stands for the desktop's own.
        Visit("together", f"{url}/preview", cookies=who, modes=("standard",)),
        Visit("phone", f"{url}/preview?as=phone", cookies=who, modes=("standard",)),
        Visit("elder", f"{url}/preview?as=elder", cookies=who, modes=("elder",)),
    ]
    assert check_pages(browser, live_server.url, visits) == {}
