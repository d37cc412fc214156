"""The form on paper: blank and filled, for the material that it is, and promised for no other."""

from typing import Any

import pytest
from django.test import Client

from tongban.capabilities.catalogue.form_papers import make_form_paper
from tongban.capabilities.catalogue.testing import (
    make_document,
    make_office,
    publish_item,
)
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.orgs.testing import make_city
from tongban.plumbing.files.pdfium import count_pages
from tongban.plumbing.papers.testing import text_of

pytestmark = pytest.mark.django_db
FIELDS: list[dict[str, Any]] = [
    {"name": "who", "label": "姓名", "type": "text", "example": "张秀兰"},
    {
        "name": "kind",
        "label": "要哪种",
        "type": "choice",
        "required": True,
        "example": "实体卡",
        "choices": [
            {"value": "e", "label": "电子证"},
            {"value": "card", "label": "实体卡"},
        ],
    },
    {
        "name": "where",
        "label": "寄到哪里",
        "type": "address",
        "when": {"field": "kind", "equals": "card"},
        "example": "百花巷8号",
        "help": "写到门牌号。",
    },
    {"name": "phone", "label": "手机", "type": "phone", "example": "13912345678"},
    {"name": "born", "label": "出生日期", "type": "date", "example": "1956-03-08"},
    {"name": "lives", "label": "住本市吗", "type": "yes_no", "example": "是"},
    {"name": "why", "label": "原因", "type": "textarea", "example": "第一次办。"},
]


def publish(name: str = "老年人优待证申请表", **changes: Any) -> Guide:
    city = make_city()
    form = [
        row | {"material_kind": "form", "name": name} if row["key"] == "m3" else row
        for row in make_document()["materials"]
    ]
    pages = [{"key": "p", "title": "老人信息", "fields": FIELDS}]
    changes = {"materials": form, "form": {"pages": pages}} | changes
    return publish_item(city, make_office(city), **changes)


def paper(guide: Guide, *, is_sample: bool) -> bytes:
    made = make_form_paper(guide, is_sample=is_sample)
    assert made is not None
    return made


def test_blank_and_filled_ask_the_same_and_only_one_has_answers() -> None:
    guide = publish()
    blank = text_of(paper(guide, is_sample=False))
    filled = text_of(paper(guide, is_sample=True))
    for words in (
        *(spec["label"] for spec in FIELDS),
        "老年人优待证申请表",
        "老人信息",
        "写到门牌号。",
        "“要哪种”填“实体卡”的才填。",
        "选填",
        guide.handling_code,
        guide.digest[:16],
    ):
        assert words in blank, words
        assert words in filled, words
    for words in ("张秀兰", "百花巷8号", "13912345678", "第一次办。"):
        assert words not in blank
        assert words in filled
    assert "示例" in filled
    assert "示范文本" in filled
    assert "示例" not in blank
    assert filled.count("√") == 2


def test_a_long_form_takes_further_pages_and_says_which() -> None:
    many = [
        {"name": f"f{n}", "label": f"第{n}问", "type": "textarea", "example": "例"}
        for n in range(14)
    ]
    guide = publish(form={"pages": [{"key": "p", "title": "问题", "fields": many}]})
    made = paper(guide, is_sample=False)
    assert count_pages(made) == 2
    assert "第2页共2页" in text_of(made)


@pytest.mark.parametrize("name", ["授权委托书", "长期居住承诺书", "结婚登记声明书"])
def test_what_is_no_form_of_the_item_has_none_and_promises_none(name: str) -> None:
    guide = publish(name)
    assert guide.form_material is None
    assert make_form_paper(guide, is_sample=False) is None
    page = Client().get(f"/items/{guide.handling_code}").content.decode()
    assert "空白表格" not in page
    gone = Client().get(f"/items/{guide.handling_code}/form-blank.pdf")
    assert gone.status_code == 404
    api = Client().get(f"/api/v1/items/{guide.handling_code}/form.pdf")
    assert api.status_code == 404


def test_the_guide_leads_to_both_and_they_may_be_kept() -> None:
    guide = publish()
    client = Client()
    code = guide.handling_code
    page = client.get(f"/items/{code}").content.decode()
    for kind, words in (("blank", "空白表格"), ("sample", "示范文本")):
        href = f"/items/{code}/form-{kind}.pdf?version={guide.version_id}"
        assert href in page
        assert words in page
        file = client.get(href)
        assert file.content.startswith(b"%PDF")
        assert file["Content-Type"] == "application/pdf"
        assert "max-age" in file["Cache-Control"]
        assert client.get(f"/items/{code}/form-{kind}.pdf").content == file.content
    assert client.get(f"/items/{code}/form-other.pdf").status_code == 404
    sample = client.get(f"/api/v1/items/{code}/form.pdf?sample=true")
    assert "张秀兰" in text_of(sample.content)
