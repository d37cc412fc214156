import re
from pathlib import Path
import pytest
from tests.journeys.test_citizen import *
for _n in list(globals()):
    if _n.startswith("test_"):
        del globals()[_n]
pytestmark=[pytest.mark.django_db(transaction=True)]
OUT=Path("/tmp/cshots")
def test_shots(browser, live_server, street):
    page=open_page(browser, live_server)
    apply(page)
    case=page.get_by_role("link", name="看办理进度").get_attribute("href")
    page.goto(case)
    paper=page.get_by_role("link", name="收件凭证").first.get_attribute("href")
    house=f"/apply/{code_of(HOUSE)}"
    page.goto(f"{house}/situation")
    for label in ("我本人（李建国）", "卖方", "一个人的", "没有", "都自己来"):
        page.get_by_role("radio", name=label, exact=True).check()
    press(page,"保存并继续")
    page.goto(f"{house}/form/contact")
    page.get_by_role("textbox",name="不动产权证书号").fill("安（2019）第1号")
    press(page,"保存并继续")
    cookies=[(c["name"],c["value"]) for c in page.context.cookies() if c["name"]=="sessionid"]
    for mode,width in (("standard",390),("standard",1366),("elder",390),("elder",1366)):
        p=open_context(browser, live_server.url, cookies, mode, width).new_page()
        for name,path in dict(tasks=house,parties=house+"/parties",form=house+"/form/contact",materials=house+"/materials",check=house+"/check",applied=case.replace("/my/cases/","/applied/"),mine="/my/cases",case=case,paper=paper).items():
            p.goto(path); p.wait_for_timeout(150)
            p.screenshot(path=str(OUT/f"{mode}-{width}-{name}.png"), full_page=True)
