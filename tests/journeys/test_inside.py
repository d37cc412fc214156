"""J3 inside the city app: a phone, a ticket instead of a password, no cookie at first."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Request, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import Visit, check_pages, open_context
from tests.journeys.test_citizen import (
    PHONE,
    code_of,
    go_through,
    tell_situation,
)
from tongban.capabilities.cases.tests.citizens import FOOD, make_street, publish_sample
from tongban.capabilities.containers.testing import make_app, make_container
from tongban.capabilities.people.testing import make_staff
from tongban_simulators.cityapp import WEB_VIEW, CityApp, User
from tongban_simulators.cityapp import serve as serve_app
from tongban_simulators.identity import Desk
from tongban_simulators.identity import serve as serve_identity
from tongban_simulators.people import Surroundings
from tongban_simulators.people import serve as serve_people

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LI = User("李建国", "690121198107150351", "16969020002")


@dataclass
class Phone:
    """A phone with the city app on it, and what its web view asked our server for."""

    app: CityApp
    page: Page
    place: str
    sent: list[Request] = field(default_factory=list)

    def go(self, wanted: str) -> None:
        """From the app's first page to one of ours."""
        self.page.goto(self.place)
        self.page.get_by_label("去").fill(wanted)
        self.page.get_by_role("button", name="李建国去办事").click()


@pytest.fixture
def phone(
    browser: Browser, live_server: LiveServer, settings: Settings
) -> Iterator[Phone]:
    """The app serves, and beside it who checks faces and who knows whose phone is whose."""
    world = make_street().world
    publish_sample(world, FOOD)
    app = CityApp(live_server.url, users={"li": LI})
    servers = [serve_identity(Desk()), serve_people(Surroundings()), serve_app(app)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    places = [f"http://127.0.0.1:{one.server_address[1]}" for one in servers]
    settings.TRUSTED_IDENTITY_URL, settings.IDENTITY_URL = places[:2]
    operator = make_staff("operator", world.city.centre)
    app_id = make_app(operator, world.city.centre)
    container = make_container(operator, app_id, app.public_key(), origin=places[2])
    app.code = container.code
    context = open_context(browser, live_server.url, (), "standard", PHONE)
    # A fresh web view: not even the wish for large letters.
    context.clear_cookies()
    # What a web view does: its own script in every page, its own code behind it.
    context.expose_function("tongbanNative", app.hear)
    context.add_init_script(WEB_VIEW)
    held = Phone(app, context.new_page(), places[2])
    held.page.on("request", lambda one: held.sent.append(one))  # noqa: PLW0108  # Playwright marks the function it is given
    yield held
    context.close()
    for server in servers:
        server.shutdown()
        server.server_close()


def test_j3_inside_the_city_app(phone: Phone, live_server: LiveServer) -> None:
    page = phone.page
    phone.go(f"/apply/{code_of(FOOD)}")

    page.get_by_role("link", name="从第一步开始").wait_for()
    first = next(one for one in phone.sent if one.url.startswith(live_server.url))
    assert "/enter?ticket=" in first.url
    assert "cookie" not in first.all_headers()
    number = go_through(page)

    assert re.fullmatch(r"690100\d{16}", number)
    expect(page.get_by_role("navigation", name="主导航")).to_have_count(0)
    downloads: list[str] = []
    page.on("download", lambda one: downloads.append(one.url))
    page.get_by_role("link", name="看回执").click()
    expect(page.get_by_role("img", name=re.compile("收件凭证"))).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("下载"))).to_have_count(0)
    page.get_by_role("link", name="看办理进度").click()
    expect(page.get_by_text("等待受理").first).to_be_visible()
    page.get_by_role("link", name="返回安澜通").click()
    expect(page.get_by_text("等待受理").first).to_be_visible()
    assert phone.app.is_closed
    assert downloads == []
    assert len(page.context.pages) == 1


def test_the_bridge_scans_pays_and_checks_faces(
    phone: Phone, browser: Browser, live_server: LiveServer
) -> None:
    page = phone.page
    phone.go(f"/apply/{code_of(FOOD)}/situation")
    tell_situation(page)
    phone.app.scanned = "88"
    box = page.get_by_role("textbox", name="店面面积")
    box.focus()
    page.get_by_role("button", name="扫一扫").click()
    expect(box).to_have_value("88")

    page.goto("/inside")
    page.get_by_role("button", name="试一试").click()
    expect(page.get_by_role("status")).to_contain_text("不代表已经缴费")
    phone.app.outcome = "cancelled"
    page.get_by_role("button", name="试一试").click()
    expect(page.get_by_role("status")).to_contain_text("应用没有办成")

    # Level 3, by a face: the app opens the provider's page, our server asks the provider.
    phone.app.outcome = "done"
    page.goto("/my/verify?level=3&next=/inside")
    page.get_by_role("button", name="刷脸核验").click()
    page.get_by_role("link", name="去核验").click()
    expect(page.get_by_text("核验通过，请接着办")).to_be_visible()
    acts = [one["act"] for one in phone.app.heard]
    assert acts == ["scan", "pay", "pay", "face_check"]

    cookies = tuple(
        (one["name"], one["value"])
        for one in page.context.cookies()
        if one.get("name") == "sessionid"
    )
    visit = Visit("inside", "/inside", cookies=cookies, widths=(PHONE,))
    found = check_pages(browser, live_server.url, [visit])
    assert not found, "\n".join(f"{name}: {words}" for name, words in found.items())
