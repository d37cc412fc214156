"""From asking to its outcome through the pages: an old person, an agent, and each step told."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from tongban.capabilities.agency.queries import list_own_orders
from tongban.capabilities.agency.testing import Station, at_home, make_station
from tongban.capabilities.cases.commands import file_application
from tongban.capabilities.cases.testing import (
    World,
    make_filing,
    make_party,
    make_world,
)
from tongban.capabilities.notices.queries import list_own_notices
from tongban.capabilities.people.testing import make_citizen, signed_in
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.outbox.relaying import relay_batch

pytestmark = pytest.mark.django_db


def now() -> datetime:
    """Pages tell the time themselves."""
    return datetime.now(OFFICE_ZONE)


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def station(world: World) -> Station:
    return make_station(world.city.civil, at=now())


def relay_all(world: World) -> None:
    while relay_batch(city=world.city.code, now=now() + timedelta(1)):
        pass


def text(browser: Client, page: str) -> str:
    said: str = browser.get(page).content.decode()
    return said


def test_an_old_person_asks_and_sees_each_step(world: World, station: Station) -> None:
    old, desk = signed_in(world.citizen), signed_in(station.agent)
    form = "/my/agency/new"
    found = old.post(form, {"act": "find", "item_words": "食品经营"}).content.decode()
    assert f'value="{world.guide.item_id}"' in found
    nothing = old.post(form, {"act": "ask"})
    assert nothing.status_code == 422
    typed = {"items": str(world.guide.item_id), "post": str(station.post_id)}
    asked = old.post(form, typed | {"act": "ask"})
    assert asked.status_code == 302, asked.content.decode()
    (card,) = list_own_orders(actor=world.citizen)
    own, theirs = f"/my/agency/{card.order_id}", f"/desk/agency/{card.order_id}"

    assert world.guide.name in text(desk, "/desk/agency")
    assert desk.post(theirs, {"do": "take"}).status_code == 302
    agent = at_home(station.agent, now().date())
    filing = make_filing(
        world,
        agent,
        parties=(make_party(world.citizen), make_party(agent, "agent")),
        principal_id=world.citizen.person_id,
    )
    filed = file_application(actor=agent, filing=filing, channel="web", at=now())
    assert desk.post(theirs, {"do": "file", "case": filed.number}).status_code == 302
    wrong = desk.post(theirs, {"do": "done", "words": ""})
    assert wrong.status_code == 422
    assert desk.post(theirs, {"do": "done", "words": "证办好了"}).status_code == 302

    said = text(old, own)
    for words in ("已接单", "已提交办件", "办结", "证办好了", "林晓"):
        assert words in said
    relay_all(world)
    titles = {one.title for one in list_own_notices(actor=world.citizen)}
    steps = ("等人接单", "已接单", "已提交办件", "办结")
    assert {f"代办单：{step}" for step in steps} <= titles


def test_the_principal_stops_and_the_agent_is_told(
    world: World, station: Station
) -> None:
    old = signed_in(world.citizen)
    typed = {"items": str(world.guide.item_id), "post": str(station.post_id)}
    old.post("/my/agency/new", typed | {"act": "ask"})
    (card,) = list_own_orders(actor=world.citizen)
    page = f"/my/agency/{card.order_id}"
    assert signed_in(make_citizen("路人")).get(page).status_code == 404
    assert old.post(page, {"act": "stop"}).status_code == 302
    assert "已停止" in text(old, page)
    relay_all(world)
    told = {one.title for one in list_own_notices(actor=station.agent_at_home)}
    assert "代办单：已停止" in told


def test_the_keeper_registers_and_ends(world: World, station: Station) -> None:
    browser = signed_in(station.keeper)
    page = "/desk/agency/roster"
    assert "林晓" in text(browser, page)
    assert signed_in(station.agent).get(page).status_code == 403
    day = {f"last_day-{part}": "" for part in ("year", "month", "day")}
    wrong = browser.post(page, day | {"do": "end", "post": str(station.post_id)})
    assert wrong.status_code == 422
