"""Linked change in Chromium: an entry is changed, taken over, reviewed, and drift is 0."""

import re
from datetime import date
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import Visit, check_now, check_pages
from tests.journeys.conftest import PageAs
from tongban.capabilities.catalogue.commands import save_draft
from tongban.capabilities.catalogue.queries import get_draft, total_directory
from tongban.capabilities.catalogue.testing import (
    AT,
    ENTRY_CODE,
    Office,
    entry_document,
    implement_entry,
    make_office,
    pass_reviews,
    publish_test_entry,
)
from tongban.capabilities.orgs.testing import TestCity
from tongban.faces.clock import today

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PAGE = f"/desk/directory/{ENTRY_CODE}"


@pytest.fixture
def office(city: TestCity) -> Office:
    office = make_office(city)
    publish_test_entry(office)
    implement_entry(office, city, "MARKET", cross_region="全省")
    implement_entry(office, city, "CIVIL")
    return office


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{name}")).first.click()


def drift(office: Office) -> int:
    return total_directory(actor=office.drafter, day=today()).counts.drift


def change_the_name(publisher: Page) -> None:
    """The catalogue's office publishes the next version of the entry."""
    publisher.goto("/desk/items")
    publisher.get_by_role("link", name="基本目录").click()
    publisher.get_by_role("link", name="食品经营许可").first.click()
    publisher.get_by_role("link", name=re.compile("^出新版本")).click()
    publisher.locator('[name="slot-name"]').fill("食品经营许可（含网络经营）")
    publisher.locator('[name="basis_title"]').fill("食品经营许可和备案管理办法")
    publisher.locator('[name="basis_rank"]').select_option("rule")
    press(publisher, "发布新版本")
    expect(publisher.get_by_text("2 个实施清单收到了调整建议")).to_be_visible()


def test_a_change_above_is_proposed_taken_over_reviewed_and_leaves_no_drift(
    page_as: PageAs, office: Office, city: TestCity
) -> None:
    typed = entry_document("CIVIL", consult_phones=["0699-6019999"])
    running = save_draft(
        actor=office.drafter, body_id=city.civil, document=typed, at=AT
    )
    publisher = page_as(office.publisher)
    change_the_name(publisher)
    assert check_now(publisher, face="desk", mode="standard") == []
    assert drift(office) == 2

    drafter = page_as(office.drafter)
    drafter.goto("/desk/directory")
    expect(drafter.get_by_text("目录调整，请照着改")).to_be_visible()
    press(drafter, "照目录起草新版本")
    expect(drafter.get_by_role("heading", level=1)).to_have_text(
        "食品经营许可（含网络经营）"
    )
    hand_in_here(drafter)
    first = draft_of(drafter)

    # The other body is writing already: it is told, and what it wrote elsewhere stays.
    drafter.goto(f"/desk/items/drafts/{running.draft_id}")
    expect(drafter.get_by_text("您写的都还在")).to_be_visible()
    press(drafter, "在正写的草稿上照目录改")
    drafter.wait_for_url(f"**/drafts/{running.draft_id}")
    expect(drafter.get_by_role("heading", level=1)).to_have_text(
        "食品经营许可（含网络经营）"
    )
    kept = get_draft(actor=office.drafter, draft_id=running.draft_id).document
    assert kept == typed | {"name": "食品经营许可（含网络经营）"}
    pass_reviews(office, running.draft_id)

    for draft_id in (first, running.draft_id):
        review_and_publish(page_as, office, draft_id, reviewed=draft_id != first)
    assert drift(office) == 0
    publisher.goto("/desk/directory")
    expect(publisher.get_by_text("没跟上目录的 0 个")).to_be_visible()
    publisher.goto(PAGE)
    expect(publisher.get_by_text("要照目录改")).to_have_count(0)
    expect(publisher.get_by_text("全省")).to_be_visible()


def hand_in_here(drafter: Page) -> None:
    drafter.get_by_role("link", name=re.compile("^去送审")).click()
    press(drafter, "送审")
    expect(drafter.get_by_text("初审").first).to_be_visible()


def draft_of(page: Page) -> UUID:
    """The draft whose page is open."""
    return UUID(page.url.split("/drafts/")[1].split("/")[0].split("?")[0])


def review_and_publish(
    page_as: PageAs, office: Office, draft_id: UUID, *, reviewed: bool
) -> None:
    """Three people pass it, a fifth publishes it, at their own desks."""
    for reviewer in () if reviewed else office.reviewers.values():
        page = page_as(reviewer)
        page.goto(f"/desk/items/drafts/{draft_id}/review")
        page.get_by_label("意见").fill("与目录一致，同意。")
        press(page, "通过")
        expect(page.get_by_role("main")).to_contain_text("与目录一致，同意。")
    publisher = page_as(office.publisher)
    publisher.goto(f"/desk/items/drafts/{draft_id}/publish")
    press(publisher, "发布")
    expect(publisher.get_by_role("main")).to_contain_text("已经发布")


def test_the_pages_of_the_directory_pass_the_checks(
    browser: Browser,
    live_server: LiveServer,
    session_cookies: object,
    office: Office,
) -> None:
    publish_test_entry(office, day=date(2026, 11, 20), name="食品经营许可（新）")
    drafter = session_cookies(office.drafter)  # type: ignore[operator]
    publisher = session_cookies(office.publisher)  # type: ignore[operator]
    visits = [
        Visit("list", "/desk/directory", face="desk", cookies=drafter),
        Visit("drift", "/desk/directory?show=drift", face="desk", cookies=drafter),
        Visit("entry", PAGE, face="desk", cookies=drafter),
        Visit("whole", f"{PAGE}?all=1", face="desk", cookies=drafter),
        Visit("change", f"{PAGE}/change", face="desk", cookies=publisher),
    ]
    assert check_pages(browser, live_server.url, visits) == {}
