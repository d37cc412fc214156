import os
from pathlib import Path
import pytest
from tongban.capabilities.cases.tests.citizens import *
from tests.journeys.checks import open_context
pytestmark=[pytest.mark.django_db(transaction=True)]
OUT=Path("/tmp/shots"); OUT.mkdir(exist_ok=True)

@pytest.mark.parametrize("mode,width",[("standard",390),("standard",1366),("elder",390),("elder",1366)])
def test_shots(browser, live_server, mode, width):
    street=make_street()
    code=publish_sample(street.world, FOOD).handling_code
    house=publish_sample(street.world, HOUSE).handling_code
    context=open_context(browser, live_server.url, (), mode, width)
    page=context.new_page()
    n=0
    def shot(name):
        nonlocal n
        n+=1
        page.screenshot(path=str(OUT/f"{mode}-{width}-{n:02d}-{name}.png"), full_page=True)
    page.goto(f"/apply/{code}")
    shot("signin")
    page.get_by_label("登录名").fill("li")
    page.get_by_label("密码").fill("错的")
    page.locator("main").get_by_role("button", name="登录").click()
    shot("signin-error")
    page.get_by_label("登录名").fill("li")
    page.get_by_label("密码").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="登录").click()
    shot("tasks")
    page.goto(f"/apply/{code}/situation")
    page.locator("main").get_by_role("button", name="保存并继续").click()
    shot("situation-errors")
    page.get_by_label("河畔餐饮有限公司").check()
    page.get_by_label("现做现卖", exact=True).check()
    page.get_by_label("租的").check()
    page.get_by_label("负责人自己办").check()
    shot("situation")
    page.locator("main").get_by_role("button", name="保存并继续").click()
    shot("form")
    page.get_by_role("link", name=re.compile("修改.*负责人和联系人")).click()
    page.get_by_label("手机号码").fill("")
    page.locator("main").get_by_role("button", name="保存并继续").click()
    shot("form-errors")
    page.get_by_label("手机号码").fill("16969020002")
    page.get_by_label("餐饮服务").check()
    page.get_by_label("店面面积").fill("60")
    page.get_by_label("是", exact=True).check()
    page.locator("main").get_by_role("button", name="保存并继续").click()
    shot("materials")
    for key in ("m3",):
        page.locator(f"#f-{key}").set_input_files({"name":"布局图.pdf","mimeType":"application/pdf","buffer":make_pdf()})
        page.locator(f"#m-{key}").get_by_role("button", name="上传").click()
        page.get_by_role("button", name="删掉重传").wait_for()
    page.locator("main").get_by_role("button", name="继续").click()
    shot("materials-errors")
    for key in ("m5",):
        page.locator(f"#f-{key}").set_input_files({"name":"制度目录.pdf","mimeType":"application/pdf","buffer":make_pdf()})
        page.locator(f"#m-{key}").get_by_role("button", name="上传").click()
        page.get_by_role("link", name="继续").wait_for()
    shot("materials-done")
    page.get_by_role("link", name="继续").click()
    page.locator("main").get_by_role("button", name="提交申请").click()
    shot("check-errors")
    page.get_by_label("我承诺").check()
    shot("check")
    page.locator("main").get_by_role("button", name="提交申请").click()
    shot("applied")
    page.goto(f"/apply/{house}/situation")
    page.get_by_label("卖方", exact=True).check()
    page.get_by_label("一个人的").check()
    page.get_by_label("没有", exact=True).check()
    page.get_by_label("都自己来").check()
    page.locator("main").get_by_role("button", name="保存并继续").click()
    shot("parties")
    page.goto("/my/cases"); shot("mine")
    page.locator("main").get_by_role("link", name="食品经营许可").click()
    shot("case")
    context.close()
