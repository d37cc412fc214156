"""J19: an old person asks the agent of the village, who files and finishes; each step is seen."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.checks import check_now, check_reflow
from tests.journeys.conftest import PageAs
from tongban.capabilities.agency.testing import at_home, make_station
from tongban.capabilities.cases.commands import file_application
from tongban.capabilities.cases.testing import make_filing, make_party, make_world
from tongban.faces.clock import now, today

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

WIDTHS = (320, 390, 1366)


def test_j19_the_agent_of_the_village_does_it_for_an_old_person(
    page_as: PageAs,
) -> None:
    world = make_world()
    station = make_station(world.city.civil, at=now() - timedelta(minutes=1))
    page = page_as(world.citizen, mode="elder", width=390)
    page.goto("/agents")
    expect(page.locator("main")).to_contain_text("林晓")
    assert check_now(page, mode="elder") == []
    page.goto("/my/agency/new")
    page.get_by_label("找要办的事").fill("食品经营")
    page.get_by_role("button", name="找事项").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_label("请谁办").select_option(str(station.post_id))
    assert check_now(page, mode="elder") == []
    assert check_reflow(page, WIDTHS) == []
    page.get_by_role("button", name="提交代办单").click()
    expect(page.locator("h1")).to_have_text(world.guide.name)
    own = page.url

    desk = page_as(station.agent)
    desk.goto("/desk/agency")
    assert check_reflow(desk, WIDTHS) == []
    desk.get_by_role("link", name=world.guide.name).click()
    desk.get_by_role("button", name="接单").click()
    desk.get_by_role("link", name=world.guide.name).click()
    agent = at_home(station.agent, today())
    filing = make_filing(
        world,
        agent,
        parties=(make_party(world.citizen), make_party(agent, "agent")),
        principal_id=world.citizen.person_id,
    )
    filed = file_application(actor=agent, filing=filing, channel="web", at=now())
    desk.get_by_label("办件编号").fill(filed.number)
    desk.get_by_role("button", name="关联办件").click()
    desk.get_by_role("link", name=world.guide.name).click()
    desk.get_by_label("结果", exact=False).first.fill("证办好了，下午送到家")
    assert check_now(desk, face="desk") == []
    assert check_reflow(desk, WIDTHS) == []
    desk.get_by_role("button", name="办结").click()

    page.goto(own)
    for words in ("已接单", "已提交办件", "办结", "证办好了，下午送到家"):
        expect(page.locator("main")).to_contain_text(words)
    assert check_now(page, mode="elder") == []
    assert check_reflow(page, WIDTHS) == []


def test_themes_are_folded_and_nothing_ticked_is_lost(page_as: PageAs) -> None:
    world = make_world()
    page = page_as(world.citizen, width=390)
    page.goto("/my/helpers")
    fold = page.locator("details", has_text="按类别授权")
    expect(fold.get_by_role("checkbox").first).to_be_hidden()
    fold.locator("summary").press("Enter")
    page.get_by_label("下面勾选的几类事").check()
    fold.get_by_role("checkbox").first.check()
    page.get_by_label("年", exact=True).first.fill("2001")
    page.get_by_role("button", name="生成代办码").click()
    expect(page.locator("details", has_text="按类别授权")).to_have_attribute("open", "")
    expect(fold.get_by_role("checkbox").first).to_be_checked()
    assert check_now(page) == []
    assert check_reflow(page, WIDTHS) == []


def test_the_office_keeps_roster_and_gaps(page_as: PageAs) -> None:
    world = make_world()
    station = make_station(world.city.civil, at=now() - timedelta(minutes=1))
    page = page_as(station.keeper)
    for name in ("roster", "roster/import", "benefits"):
        page.goto(f"/desk/agency/{name}")
        assert check_now(page, face="desk") == []
        assert check_reflow(page, WIDTHS) == []
