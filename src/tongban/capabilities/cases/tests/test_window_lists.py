"""A window of a class: the clerk sees and takes in what is on its list, and nothing else."""

import pytest
from django.test import Client

from tongban.capabilities.cases.commands import take_in_at_window
from tongban.capabilities.cases.testing import AT, make_filing
from tongban.capabilities.cases.tests.citizens import text_of
from tongban.capabilities.cases.tests.clerks import (
    WINDOW,
    Hall,
    browser_of,
    elder_page,
    food_page,
    make_hall,
    post_at_window,
)
from tongban.capabilities.lists.commands import class_window
from tongban.capabilities.lists.testing import (
    DAY,
    PAPERS,
    draft_list,
    make_window_class,
    publish_list,
)
from tongban.capabilities.lists.types import Entry
from tongban.capabilities.orgs.commands import load_venues_and_windows
from tongban.capabilities.orgs.queries import list_windows
from tongban.capabilities.orgs.testing import make_loader
from tongban.capabilities.orgs.types import WindowLine
from tongban.ground.refusals import Refusal

pytestmark = pytest.mark.django_db


def classed_hall() -> tuple[Hall, Client]:
    """Window 3 is for social affairs, window 8 for firms; the clerk sits at the first."""
    hall = make_hall()
    world = hall.street.world
    loader = make_loader(world.city.code)
    line = WindowLine("hall", "8", "8 号窗口", "comprehensive")
    load_venues_and_windows(actor=loader, venues=[], windows=[line])
    windows = {
        row.number: row.window_id
        for row in list_windows(actor=loader, venue_id=world.city.hall)
    }
    for code, name, number, guide in (
        ("social_affairs", "社会事务", "3", hall.elder),
        ("enterprise", "企业服务", "8", hall.food),
    ):
        of_class = make_window_class(code, name)
        key = draft_list(
            world.city,
            world.office,
            "window",
            venue_id=world.city.hall,
            window_class_id=of_class,
            papers=PAPERS,
            entries=(Entry(guide.handling_code),),
        )
        publish_list(world.office, key)
        class_window(
            actor=world.office.publisher,
            window_id=windows[number],
            window_class_id=of_class,
            effective_on=DAY,
            at=AT,
        )
    post_at_window(world.clerk, world.city.centre, windows["3"])
    return hall, browser_of(world.clerk)


def test_the_clerk_sees_and_takes_in_what_is_on_the_list() -> None:
    hall, client = classed_hall()

    page = text_of(client.get(WINDOW))
    assert "社会事务" in page
    assert "看清单（1 项）、服务规范和工作规程（新窗口打开）" in page
    options = client.get("/desk/window/items", {"q": ""}).json()["options"]
    assert [one["value"] for one in options] == [hall.elder.handling_code]
    taken = client.post(WINDOW, elder_page(hall))
    assert taken.status_code == 302, text_of(taken)


def test_what_is_off_the_list_is_refused_and_told_where_it_goes() -> None:
    hall, client = classed_hall()

    shown = client.post(WINDOW, food_page(hall, **{"desk-intent": "choose"}))
    assert shown.status_code == 422
    words = text_of(shown)
    assert "不在社会事务窗口的受理清单上" in words
    assert "请引导到企业服务窗口（8 号窗口）" in words
    # What was typed comes back, and nothing was taken in by sending it whole.
    assert client.post(WINDOW, food_page(hall)).status_code == 422
    # A house is on nobody's list at all: no window of the hall takes it in.
    house = client.post(
        WINDOW, {"desk-intent": "choose", "desk-item": hall.house.handling_code}
    )
    assert "这个大厅没有窗口受理它" in text_of(house)


def test_the_command_refuses_it_too() -> None:
    hall, _client = classed_hall()
    world = hall.street.world
    filing = make_filing(world, on_paper=True, version_id=hall.food.version_id)

    with pytest.raises(Refusal) as refused:
        take_in_at_window(
            actor=world.clerk, filing=filing, venue_id=world.city.hall, at=AT
        )
    assert refused.value.rule == "a_window_takes_in_its_list"
    assert refused.value.turn_to == "企业服务窗口（8 号窗口）"


def test_an_open_window_takes_in_whatever_the_hall_does() -> None:
    hall = make_hall()
    client = browser_of(hall.street.world.clerk)
    world = hall.street.world
    post_at_window(world.clerk, world.city.centre, world.city.window)

    assert "受理清单上的事项" not in text_of(client.get(WINDOW))
    assert client.post(WINDOW, food_page(hall)).status_code == 302
