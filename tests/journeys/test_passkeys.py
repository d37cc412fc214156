"""A passkey from enrolling to signing in, with Chromium's own virtual authenticator."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checks import check_now
from tests.journeys.conftest import PageAs
from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.commands import load_accounts
from tongban.capabilities.people.queries import get_actor
from tongban.capabilities.people.testing import (
    TODAY,
    make_citizen,
    make_people_loader,
    make_person,
)
from tongban.capabilities.people.types import AccountLine
from tongban.plumbing.access.actor import Actor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "河边 的 柳树 7"
# A phone that unlocks by itself, and keeps the passkey.
UNLOCKS = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def somebody() -> Actor:
    make_city()
    make_citizen("别人")
    line = AccountLine("zhang", "citizen", make_person("张秀兰"), PASSWORD)
    account_id = load_accounts(actor=make_people_loader(), accounts=[line])["zhang"]
    return get_actor(account_id=account_id, today=TODAY)


def give_authenticator(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": UNLOCKS})


def test_a_passkey_is_added_signs_in_and_is_removed(page_as: PageAs) -> None:
    page = page_as(somebody(), width=390)
    give_authenticator(page)
    page.goto("/my/sign-ins")
    page.get_by_role("link", name="管理两步验证").click()
    assert check_now(page, face="portal", mode="standard") == []
    passkey = page.locator("form[data-passkey]")
    passkey.get_by_label("现在的密码").fill(PASSWORD)
    passkey.get_by_role("button", name="添加通行密钥").click()
    expect(page.get_by_role("heading", name="抄下恢复码")).to_be_visible()
    page.get_by_role("link", name="我抄好了").click()
    expect(page.get_by_role("listitem").filter(has_text="通行密钥（")).to_be_visible()

    page.get_by_role("button", name="退出").first.click()
    page.goto("/sign-in?next=/my/sign-ins")
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page.get_by_role("heading", name="登录与安全")).to_be_visible()

    # With a password alone one is asked for the second step, and the passkey is one.
    page.get_by_role("button", name="退出").first.click()
    page.goto("/sign-in")
    page.get_by_label("手机号或登录名").fill("zhang")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("heading", name="再核对一次是您本人")).to_be_visible()
    assert check_now(page, face="portal", mode="standard") == []
    page.get_by_role("button", name="用通行密钥").click()
    expect(page.get_by_role("heading", name="我的办件")).to_be_visible()

    page.goto("/my/second-factor")
    page.locator("#f-change_password").fill(PASSWORD)
    page.get_by_role("button", name="移除通行密钥").click()
    expect(page.get_by_text("已经移除")).to_be_visible()
