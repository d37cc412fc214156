"""Searching in Chromium: suggestions by keyboard, facets without a script, teaching a word."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer
from typer.testing import CliRunner

from tests.journeys.checks import Visit, check_now, check_pages
from tests.journeys.conftest import PageAs
from tongban.capabilities.people.queries import find_account, get_actor
from tongban.faces.cli.main import make_app
from tongban.faces.clock import today
from tongban.plumbing.access.actor import Actor, anonymous

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WORDS = "/desk/items/words"


@pytest.fixture(autouse=True)
def _sample_city(transactional_db: None, small_sample: Path) -> None:
    arguments = ["sample", "load", "--from", str(small_sample)]
    assert CliRunner().invoke(make_app(), arguments).exit_code == 0


@pytest.fixture
def publisher() -> Actor:
    account_id = find_account(actor=anonymous(""), login="linxiao")
    assert account_id is not None
    return get_actor(account_id=account_id, today=today())


def test_what_is_typed_suggests_guides_that_the_keyboard_reaches(
    page_as: PageAs,
) -> None:
    page = page_as(width=390)
    page.goto("/")
    box = page.get_by_role("searchbox")
    box.press_sequentially("laonianz")
    expect(page.locator(".suggest a").first).to_contain_text("老年人优待证")
    assert check_now(page, face="portal", mode="standard") == []

    box.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("老年人优待证")


def test_facets_are_chosen_and_let_go_by_links(page_as: PageAs) -> None:
    page = page_as()
    page.goto("/search?q=食品经营 不动产登记 优待证")
    facets = page.get_by_role("navigation", name="缩小范围")
    facets.get_by_text("给谁办").click()
    facets.get_by_role("link", name="企业和组织").click()
    expect(page).to_have_title(re.compile("企业和组织"))

    page.get_by_role("link", name="企业和组织 （不再限这一条）").click()

    assert "who=" not in page.url


def test_what_nobody_found_becomes_a_word_with_one_click(
    page_as: PageAs, publisher: Actor
) -> None:
    page_as().goto("/search?q=鼓捣那玩意儿")
    page = page_as(publisher, width=1280)
    page.goto(WORDS)
    page.get_by_role("link", name="教会它").first.click()
    page.get_by_label("事项名称里的叫法").fill("食品经营")
    page.keyboard.press("F9")

    expect(page.get_by_role("main")).to_contain_text("找到：食品经营许可")


def test_the_pages_of_searching_pass_the_checks(
    browser: Browser,
    live_server: LiveServer,
    publisher: Actor,
    session_cookies: Callable[[Actor | None], tuple[tuple[str, str], ...]],
) -> None:
    visits = [
        Visit("found", "/search?q=食品经营 不动产登记 优待证"),
        Visit("cut", "/search?q=食品经营 不动产登记 优待证&who=person&online=online"),
        Visit(
            "cut to nothing", "/search?q=食品经营 不动产登记 优待证&who=person&theme=x"
        ),
        Visit("words", WORDS, face="desk", cookies=session_cookies(publisher)),
    ]

    assert check_pages(browser, live_server.url, visits) == {}
