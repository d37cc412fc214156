"""The citizen's way from guide to result, by a browser that knows no scripts."""

import pytest

from tongban.capabilities.cases.tests.citizens import (
    FOOD,
    make_street,
    publish_sample,
    sign_in,
    submit,
    text_of,
    upload,
)

pytestmark = pytest.mark.django_db

SHOP = {
    "business_kind": "catering",
    "floor_area": "60",
    "sells_online": "yes",
}
COOKS = {"situation_s1": "make", "situation_s2": "rent", "situation_s3": "self"}


def test_a_firm_applies_in_five_posts_and_is_told_number_and_days() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    client = sign_in("li")

    tasks = client.get(f"/apply/{code}")
    assert "说说您的情况" in text_of(tasks)
    first = client.post(f"/apply/{code}/situation", COOKS | {"acting": street.firm_id})
    form = client.get(first["Location"])
    assert "来自市场主体登记信息" in text_of(form)
    second = client.post(first["Location"], SHOP)
    assert second["Location"] == f"/apply/{code}/materials", text_of(second)
    upload(client, code, "m3", "m5")
    check = client.get(f"/apply/{code}/check")
    assert "河畔餐饮有限公司" in text_of(check)
    done = submit(client, code)

    applied = client.get(done["Location"])
    assert "申请已提交" in text_of(applied)
    assert "690100" in text_of(applied)
    assert "（周" in text_of(applied)
    mine = client.get("/my/cases")
    assert "食品经营许可" in text_of(mine)
    case = client.get(done["Location"].replace("/applied/", "/my/cases/"))
    assert "已收件，等待受理" in text_of(case)
