from tongban.capabilities.people.testing import make_staff
from datetime import timedelta
import pytest
from tests.journeys.test_staff import *
from tongban.capabilities.cases.tests.clerks import *
from tongban.capabilities.cases.tests.citizens import a_file

pytestmark = [pytest.mark.django_db(transaction=True)]
for _n in list(globals()):
    if _n.startswith("test_"):
        del globals()[_n]

def test_shots(page_as):
    hall = make_hall(); world = hall.street.world
    def shot(page, name):
        page.screenshot(path=f"/tmp/shots/{name}.png", full_page=True)
    page = page_as(world.clerk)
    page.goto("/desk/window"); shot(page, "w1-empty")
    keys = Keys(page); look_up(keys, LI, firm=HEPAN); shot(page, "w2-found")
    keys.spell("spjy"); page.wait_for_timeout(900); shot(page, "w3-combo")
    page.keyboard.press("Enter"); page.wait_for_load_state(); shot(page, "w4-chosen")
    keys.press("F10"); page.wait_for_load_state(); shot(page, "w5-errors")
    page = page_as(world.clerk, width=1280)
    page.goto("/desk/window"); keys = Keys(page); look_up(keys, LI); 
    choose(keys, "bdc", "不动产"); shot(page, "w6-house-1280")
    # take in
    c = browser_of(world.clerk)
    r = c.post(WINDOW, house_page(hall)); 
    page.goto(r["Location"]); shot(page, "w7-taken")
    world = make_world(); case = make_case(world, CaseState.ACCEPTED).case_id
    late = make_case(world, CaseState.ACCEPTED, at=AT - timedelta(days=14)).case_id
    make_case(world, CaseState.ACCEPTED, at=AT - timedelta(days=40))
    sub = make_case(world).case_id
    rev = make_case(world, CaseState.REVIEWED).case_id
    gra = make_case(world, CaseState.GRANTED).case_id
    page = page_as(world.approver)
    page.goto("/desk/cases"); shot(page, "b1-1366")
    page.goto(f"/desk/cases/{late}"); page.wait_for_timeout(1500); shot(page, "b2-accepted")
    page.goto(f"/desk/cases/{rev}"); page.wait_for_timeout(1500); shot(page, "b6-reviewed")
    page.goto(f"/desk/cases/{rev}/refuse"); shot(page, "b2-reasons")
    page.goto(f"/desk/cases/{gra}/decided"); shot(page, "b6-decided")
    page = page_as(world.officer, width=1280)
    page.goto("/desk/cases"); shot(page, "b1-1280")
    page.goto(f"/desk/cases/{sub}"); page.wait_for_timeout(1500); shot(page, "b2-submitted-1280")
    clerk2 = make_staff("clerk", world.city.market)
    page = page_as(clerk2); page.goto(f"/desk/cases/{gra}"); page.wait_for_timeout(1000); shot(page, "b2-granted")
