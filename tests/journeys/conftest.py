"""A real Chromium, a live server, and pages of people who are signed in."""

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any, Protocol, cast

import pytest
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import Mode, open_context
from tongban.capabilities.people.testing import open_page_session
from tongban.plumbing.access.actor import Actor
from tools.browser import FLAGS, find_chromium

# Playwright's own loop runs in this thread; Django would take it for an async view.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


_CONTEXTS: pytest.StashKey[list[BrowserContext]] = pytest.StashKey()
_SHOWN = 600


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where a journey ended: what stood on its pages is told with the failure."""
    report = yield
    if report.when == "call" and report.failed:
        pages = [page for one in item.stash.get(_CONTEXTS, []) for page in one.pages]
        report.sections += [
            (f"page {page.url}", page.inner_text("body")[:_SHOWN]) for page in pages
        ]
    return report


class PageAs(Protocol):
    """Opens a page of a person (or of nobody), with a mode and a width."""

    def __call__(
        self, actor: Actor | None = None, *, mode: Mode = "standard", width: int = 1366
    ) -> Page: ...


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for a file: the one named, one on PATH, or Playwright's own.

    Not for the run: while Playwright lives its loop runs in this thread, and a test of
    another room that calls `asyncio.run` in the same worker would be refused.
    """
    program = os.environ.get("TONGBAN_CHROMIUM") or find_chromium()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield chromium
        chromium.close()


class _AsInService:
    """Leaves static files to WhiteNoise, which knows their hashed names."""

    def __init__(self, application: Any) -> None:
        self.service = application.application

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        return cast("Iterable[bytes]", self.service(environ, start_response))


@pytest.fixture(scope="session")
def live_server(_static_files: None) -> Iterator[LiveServer]:
    """The platform in a thread, with the middleware and the policy of real service."""
    server = LiveServer("localhost", start=False)
    server.thread.static_handler = cast("type[WSGIHandler]", _AsInService)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def session_cookies() -> Callable[[Actor | None], tuple[tuple[str, str], ...]]:
    """The cookies of a person who has signed in, without going through the page."""

    def sign_in(actor: Actor | None) -> tuple[tuple[str, str], ...]:
        if actor is None or actor.account_id is None:
            return ()
        return (("sessionid", open_page_session(actor)),)

    return sign_in


@pytest.fixture
def page_as(
    request: pytest.FixtureRequest,
    browser: Browser,
    live_server: LiveServer,
    session_cookies: Callable[[Actor | None], tuple[tuple[str, str], ...]],
) -> Iterator[PageAs]:
    """`page_as(actor, mode="elder", width=390)`: a page with its own cold context."""
    contexts: list[BrowserContext] = []
    request.node.stash[_CONTEXTS] = contexts

    def open_page(
        actor: Actor | None = None, *, mode: Mode = "standard", width: int = 1366
    ) -> Page:
        cookies = session_cookies(actor)
        context = open_context(browser, live_server.url, cookies, mode, width)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
