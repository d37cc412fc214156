"""The work list of findings in Chromium: cut by rule, opened in the editor, cleared."""

import re

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import Visit, check_pages
from tests.journeys.conftest import PageAs
from tongban.capabilities.catalogue.commands import import_guide, save_draft
from tongban.capabilities.catalogue.testing import (
    AT,
    Office,
    make_document,
    make_office,
)
from tongban.capabilities.orgs.testing import TestCity, make_city

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def city(transactional_db: None) -> TestCity:
    return make_city()


@pytest.fixture
def office(city: TestCity) -> Office:
    office = make_office(city)
    document = make_document(name="夜市登记")
    document["plain"]["cost"] = "每件 80 元。"
    document["steps"][2]["standard"] = "必要时到现场看。"
    save_draft(actor=office.drafter, body_id=city.market, document=document, at=AT)
    guide = {
        "id": "g1",
        "item_name": "养老补贴",
        "materials": [{"name": "其他相关材料"}, {"name": "身份证和照片"}],
        "conditions": ["符合有关规定"],
    }
    import_guide(actor=office.drafter, guide=guide, org="MARKET", at=AT)
    return office


def test_an_officer_finds_a_rule_opens_the_place_and_clears_it(
    office: Office, page_as: PageAs
) -> None:
    page = page_as(office.drafter)
    page.goto("/desk/")
    page.get_by_role("link", name="指南问题").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("指南问题")
    page.get_by_label("哪一类").select_option(label="白话和指南不一致（1）")
    page.get_by_role("button", name="查找").click()
    row = page.get_by_role("row", name=re.compile("夜市登记"))
    expect(row).to_contain_text("白话版“要不要钱”：写的是“每件 80 元。”")
    row.get_by_role("link").click()

    page.locator('[name="plain.cost"]').fill("不要钱。")
    page.get_by_role("button", name=re.compile("^保存")).first.click()
    page.goto("/desk/findings?kind=plain")

    expect(page.get_by_text("没有查出问题")).to_be_visible()


def test_the_list_passes_the_checks(
    browser: Browser,
    live_server: LiveServer,
    session_cookies: object,
    office: Office,
) -> None:
    cookies = session_cookies(office.drafter)  # type: ignore[operator]
    visits = [
        Visit("all", "/desk/findings", face="desk", cookies=cookies),
        Visit(
            "cut",
            "/desk/findings?severity=error&kind=vague&rechecked=1",
            face="desk",
            cookies=cookies,
        ),
        Visit(
            "none", "/desk/findings?rule=basis.repealed", face="desk", cookies=cookies
        ),
    ]

    assert check_pages(browser, live_server.url, visits) == {}
