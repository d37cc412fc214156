import pytest
from tests.journeys import test_staff as T
from tests.journeys.checks import *
pytestmark = [pytest.mark.django_db(transaction=True)]
def test_axe(page_as):
    hall = T.make_hall()
    page = page_as(hall.street.world.clerk)
    page.goto("/desk/window")
    keys = T.Keys(page)
    T.look_up(keys, T.LI)
    T.choose(keys, "bdc", "不动产转移登记")
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": 1366, "height": height})
    r = Axe().run(page, options=AXE_RULES)
    page.screenshot(path="/tmp/shots/axe.png")
    for f in r.response["violations"]:
        for n in f["nodes"]:
            print(f["id"], n["html"], n["target"], n.get("failureSummary"), [x.get("data") for x in n["any"]])
    page.set_viewport_size({"width": 1366, "height": 768})
    page.screenshot(path="/tmp/shots/w6-1366.png")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.screenshot(path="/tmp/shots/w6-1280.png")
    assert 0
