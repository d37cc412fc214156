"""Every page of the product, with sensible data behind it, stands every check.

Each page is looked at in both widths of its face. Elders see every public and own page
on a phone; on a wide screen those in ALL_FOUR only, for the others are built of the same
parts there and a minute is worth more.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import (
    Face,
    Mode,
    Visit,
    check_keyboard,
    check_now,
    check_pages,
    check_paste,
    check_reflow,
    check_spacing,
    open_context,
)
from tests.journeys.conftest import PageAs
from tests.journeys.test_staff import Keys, choose, look_up
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import make_case, make_world
from tongban.capabilities.cases.tests.citizens import (
    ELDER,
    FOOD,
    HOUSE,
    Street,
    make_street,
    publish_sample,
    sign_in,
    submit,
    upload,
)
from tongban.capabilities.cases.tests.clerks import HEPAN, LI, make_hall
from tongban.plumbing.access.actor import Actor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SignIn = Callable[[Actor | None], tuple[tuple[str, str], ...]]
Cookies = tuple[tuple[str, str], ...]
Wrong = dict[str, list[str]]

PHONE: Final = 390
DESKS: Final = (1280, 1366)
# A paper is shown as a picture: it may weigh up to the hard stop.
HARD_STOP: Final = 100
ALL_FOUR: Final = {
    *("home", "search", "items", "guide", "sign-in"),
    *("situation", "form", "materials", "check"),
}
COOKS: Final = {"situation_s1": "make", "situation_s2": "rent", "situation_s3": "self"}
SHOP: Final = {"business_kind": "catering", "floor_area": "60", "sells_online": "yes"}
SELLS: Final = {
    "acting": "self",
    "own_role": "transferor",
    "situation_s1": "one",
    "situation_s2": "clear",
    "situation_s3": "self",
}


def visits_to(
    paths: dict[str, str], cookies: Cookies = (), status: int = 200
) -> list[Visit]:
    """All widths and modes of the pages in ALL_FOUR; of the others, three of the four."""
    visits = []
    for name, path in paths.items():
        if name in ALL_FOUR:
            visits.append(Visit(name, path, cookies=cookies, status=status))
            continue
        common = Visit(name, path, cookies=cookies, status=status)
        visits.append(replace(common, modes=("standard",)))
        visits.append(replace(common, modes=("elder",), widths=(PHONE,)))
    return visits


def told(wrong: Wrong) -> str:
    """What is wrong, a line a page: pytest cuts long dictionaries short."""
    return "\n".join(f"{name}: {words}" for name, words in wrong.items())


def check_as_it_stands(page: Page, face: Face, mode: Mode) -> list[str]:
    """All checks of a page that no address leads to, such as one after errors."""
    size = page.viewport_size
    width = size["width"] if size else PHONE
    return [
        *check_now(page, face=face, mode=mode),
        *check_paste(page),
        *check_keyboard(page),
        *check_reflow(page, [width]),
        *check_spacing(page),
    ]


def check_after_errors(
    browser: Browser,
    base_url: str,
    cookies: Cookies,
    forms: Sequence[tuple[str, str]],
) -> Wrong:
    """Press the button of each page with nothing filled in, and check what comes back."""
    wrong: Wrong = {}
    modes: tuple[Mode, ...] = ("standard", "elder")
    for mode in modes:
        context = open_context(browser, base_url, cookies, mode, PHONE)
        page = context.new_page()
        for path, button in forms:
            page.goto(path)
            main = page.get_by_role("main")
            main.get_by_role("button", name=button, exact=True).first.click()
            expect(page.locator("#errors")).to_be_focused()
            found = check_as_it_stands(page, "portal", mode)
            if found:
                wrong[f"errors of {path} {mode}"] = found
        context.close()
    return wrong


def cookies_of(client: Client) -> Cookies:
    """The session of somebody who signed in through the page."""
    return (("sessionid", client.cookies["sessionid"].value),)


# ---------------------------------------------------------------- anybody
def test_public_pages(browser: Browser, live_server: LiveServer) -> None:
    street = make_street()
    food = publish_sample(street.world, FOOD).handling_code
    house = publish_sample(street.world, HOUSE).handling_code
    publish_sample(street.world, ELDER)
    visits = visits_to(
        {
            "home": "/",
            "search": "/search?q=开饭店",
            "nothing found": "/search?q=火箭发射",
            "items": "/items",
            "departments": "/items?by=org",
            "theme of firms": "/items?who=firm&theme=010",
            "guide": f"/items/{food}",
            "guide by the standard": f"/items/{house}?tab=standard",
            "guide as questions": f"/items/{food}?tab=faq",
            "help": "/help",
            "accessibility": "/accessibility",
            "sign-in": "/sign-in",
        }
    )
    lost = visits_to({"no page": "/no-such", "no item": "/items/no-such"}, status=404)

    wrong = check_pages(browser, live_server.url, [*visits, *lost])
    wrong |= check_after_errors(browser, live_server.url, (), [("/sign-in", "登录")])

    assert not wrong, told(wrong)


def test_no_two_public_addresses_share_a_title(client: Client) -> None:
    street = make_street()
    guide = f"/items/{publish_sample(street.world, FOOD).handling_code}"
    addresses = [
        *("/", "/search", "/search?q=开饭店", "/search?q=火箭", "/help"),
        *("/accessibility", "/sign-in", guide),
        *(f"{guide}?tab={tab}" for tab in ("standard", "faq")),
        *(f"/items?who={who}" for who in ("person", "firm")),
        *(f"/items?by={way}" for way in ("org", "level")),
        *("/items?online=1", "/items?who=firm&theme=010"),
    ]

    titles = [title_of(client, address) for address in addresses]

    assert len(set(titles)) == len(addresses), sorted(titles)


def title_of(client: Client, address: str) -> str:
    """What the browser writes on the page's own tab."""
    page = client.get(address).content.decode()
    return page.split("<title>")[1].split("</title>")[0]


# ---------------------------------------------------------------- somebody who signed in
def apply_for_food(street: Street, client: Client, code: str) -> str:
    """A firm's whole application; the address of its last page."""
    client.post(f"/apply/{code}/situation", COOKS | {"acting": street.firm_id})
    client.post(f"/apply/{code}/form/shop", SHOP)
    upload(client, code, "m3", "m5")
    return submit(client, code)["Location"]


def test_pages_of_a_citizen(browser: Browser, live_server: LiveServer) -> None:
    street = make_street()
    food = publish_sample(street.world, FOOD).handling_code
    house = f"/apply/{publish_sample(street.world, HOUSE).handling_code}"
    elder = f"/apply/{publish_sample(street.world, ELDER).handling_code}"
    client = sign_in("li")
    applied = apply_for_food(street, client, food)
    case = applied.replace("/applied/", "/my/cases/")
    told_all = client.post(f"{house}/situation", SELLS)
    # Else every later page would be the first one again.
    assert told_all["Location"] == f"{house}/parties"
    cookies = cookies_of(client)
    visits = visits_to(
        {
            "tasks": house,
            "situation": f"{house}/situation",
            "parties": f"{house}/parties",
            "form": f"{house}/form/contact",
            "changing": f"{house}/form/contact?change=contact",
            "materials": f"{house}/materials",
            "check": f"{house}/check",
            "new matter": elder,
            "applied": applied,
            "mine": "/my/cases",
            "case": case,
            "paper": first_paper(client, case),
        },
        cookies,
    )
    # What another person's case says to one who may not see it.
    foreign = make_case(street.world).case_id
    visits += visits_to({"not yours": f"/my/cases/{foreign}"}, cookies, status=404)

    wrong = check_pages(browser, live_server.url, visits)
    forgive_pictures(wrong)
    forms = [
        (f"{elder}/situation", "保存并继续"),
        (f"{house}/parties", "保存并继续"),
    ]
    wrong |= check_after_errors(browser, live_server.url, cookies, forms)

    assert not wrong, told(wrong)


def first_paper(client: Client, case: str) -> str:
    """The page that shows the case's first paper."""
    links = client.get(case).content.decode().split('href="')
    return next(
        link.split('"')[0]
        for link in links
        if link.startswith("/papers/") and ".pdf" not in link.split('"')[0]
    )


def forgive_pictures(wrong: Wrong) -> None:
    """Take off what is said of a paper's weight while it is under the hard stop."""
    for name in [name for name in wrong if name.startswith("paper ")]:
        wrong[name] = [
            words
            for words in wrong[name]
            if not words.endswith("KB, at most 40") or int(words.split()[0]) > HARD_STOP
        ]
        if not wrong[name]:
            del wrong[name]


# ---------------------------------------------------------------- staff
def test_pages_of_cases_for_staff(
    browser: Browser, live_server: LiveServer, session_cookies: SignIn
) -> None:
    world = make_world()
    ids = {state: make_case(world, state).case_id for state in list(CaseState)[1:]}
    clerk, officer, approver = (
        session_cookies(who) for who in (world.clerk, world.officer, world.approver)
    )
    submitted, accepted = ids[CaseState.SUBMITTED], ids[CaseState.ACCEPTED]
    granted, refused = ids[CaseState.GRANTED], ids[CaseState.REFUSED]
    visits = [
        Visit("window", "/desk/window", "desk", clerk),
        Visit("taken in", f"/desk/window/{submitted}", "desk", officer),
        Visit("worklist", "/desk/cases", "desk", officer),
        Visit("worklist of the hall", "/desk/cases", "desk", clerk),
        Visit("submitted", f"/desk/cases/{submitted}", "desk", officer),
        *(
            Visit(state.value, f"/desk/cases/{ids[state]}", "desk", approver)
            for state in ids
            if state is not CaseState.SUBMITTED
        ),
        Visit("not accept", f"/desk/cases/{submitted}/not_accept", "desk", officer),
        Visit("refuse", f"/desk/cases/{accepted}/refuse", "desk", approver),
        Visit("decided", f"/desk/cases/{granted}/decided", "desk", approver),
        Visit("decided no", f"/desk/cases/{refused}/decided", "desk", approver),
    ]

    wrong = check_pages(browser, live_server.url, visits)

    assert not wrong, told(wrong)


@pytest.mark.parametrize("width", DESKS)
def test_the_window_as_it_fills(page_as: PageAs, width: int) -> None:
    page = page_as(make_hall().street.world.clerk, width=width)
    wrong: Wrong = {}

    def look(name: str) -> None:
        found = check_as_it_stands(page, "desk", "standard")
        if found:
            wrong[f"{name} {width}"] = found

    page.goto("/desk/window")
    keys = Keys(page)
    look_up(keys, LI, firm=HEPAN)
    look("visitor found")
    # The checks spread the letters and walk about: begin again on a page as it came.
    page.goto("/desk/window")
    look_up(keys, LI)
    choose(keys, "bdc", "不动产转移登记")
    page.keyboard.press("F10")
    expect(page.get_by_role("alert")).to_be_focused()
    look("errors")
    page.goto("/desk/window")
    look_up(keys, LI, firm=HEPAN)
    choose(keys, "spjy", "食品经营许可")
    look("item chosen")

    assert not wrong, told(wrong)
