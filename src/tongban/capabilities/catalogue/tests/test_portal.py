"""The public pages of items: what they show, how many queries they cost, what they survive."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tongban.capabilities.catalogue.testing import (
    make_document,
    make_office,
    publish_item,
)
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.orgs.testing import make_city

pytestmark = pytest.mark.django_db
Publish = Callable[[], Guide]


@pytest.fixture
def guide() -> Guide:
    city = make_city()
    office = make_office(city)
    publish_item(
        city,
        office,
        name="户外广告设置审批",
        aliases=["挂招牌"],
        handling_modes=["window"],
        visits=1,
        themes={"person": [], "firm": ["005"]},
    )
    return publish_item(city, office)


def page(path: str, **asked: str) -> str:
    response = Client().get(path, asked)
    assert response.status_code == 200, response
    return response.content.decode()


def test_home_has_the_search_box_before_everything_else(guide: Guide) -> None:
    html = page("/")

    assert html.count("<h1") == 1
    assert html.index('action="/search"') < html.index("<h2")
    assert "准营准办" in html


def test_only_items_marked_as_frequent_are_called_so(guide: Guide) -> None:
    assert "大家常办" not in page("/")
    publish_item(
        make_city(), make_office(make_city()), name="身份证补领", frequent=True
    )
    html = page("/")
    often = html[html.index("大家常办") :].split("</ul>")[0]
    assert "身份证补领" in often
    assert "食品经营许可" not in often
    assert "户外广告设置审批" not in often


def test_search_finds_by_peoples_words_and_says_why(guide: Guide) -> None:
    html = page("/search", q="开饭店")

    assert f"/items/{guide.handling_code}" in html
    assert "也叫“开饭店”" in html


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "%",
        "'; drop table item; --",
        "<script>alert(1)</script>",
        "\x00",
        "许" * 5000,
        "a",
        "。",
        "𠮷",
        "(((((",
    ],
)
def test_search_survives_hostile_and_short_words(guide: Guide, words: str) -> None:
    html = page("/search", q=words)

    assert "<script>alert" not in html


def test_search_is_cut_by_facets_that_are_counted_and_can_be_let_go(
    guide: Guide,
) -> None:
    def found(html: str) -> list[str]:
        return re.findall(r'card-title">([^<]+)', html)

    html = page("/search", q="食品经营 户外广告")
    assert set(found(html)) == {"食品经营许可", "户外广告设置审批"}
    for choice in ("who=firm", "online=window", "online=full"):
        assert choice in html
    assert "kind=promised" not in html, "both are: nothing to choose"

    left = page("/search", q="食品经营 户外广告", who="firm", online="window")
    assert found(left) == ["户外广告设置审批"]
    assert "who=firm&amp;online=online" in left, "another choice of the same facet"
    assert 'aria-current="true"' in left
    assert "缩小范围" in left
    none = page("/search", q="食品经营 户外广告", online="window", theme="准营准办")
    assert found(none) == []
    assert "这样选什么都没有" in none
    assert (
        page("/search", q="食品经营 户外广告", org="x", venue="y", level="9").count(
            "<h1"
        )
        == 1
    )


def test_what_is_typed_so_far_suggests_guides(guide: Guide) -> None:
    def suggested(words: str) -> list[dict[str, str]]:
        items: list[dict[str, str]] = (
            Client().get("/search/words", {"q": words}).json()["items"]
        )
        return items

    assert suggested("开饭")[0]["href"] == f"/items/{guide.handling_code}"
    assert suggested("shipin")[0]["label"] == "食品经营许可"
    assert suggested("") == suggested("火箭发射") == []


def test_search_says_what_else_one_can_do(guide: Guide) -> None:
    html = page("/search", q="火箭发射")

    assert "没有找到" in html
    assert "12345" in html


def test_items_stand_under_their_theme_department_and_level(guide: Guide) -> None:
    assert "准营准办" in page("/items")
    assert "设立变更" in page("/items", who="firm")
    assert "安澜市市场监督管理局" in page("/items", by="org")
    assert "市级" in page("/items", by="level")
    assert "户外广告设置审批" in page("/items", who="firm", theme="005")
    assert "户外广告设置审批" not in page("/items", who="person", theme="040")


def test_the_standard_tab_shows_everything_that_a_drafter_is_asked_for() -> None:
    city = make_city()
    materials = make_document()["materials"]
    materials[1]["held_reason"] = "外省发的证，本市查不到。"
    service = {"name": "消防评估", "basis": "《危险化学品安全管理条例》第二十二条"}
    guide = publish_item(
        city,
        make_office(city),
        materials=materials,
        intermediaries=[service],
        promise_reason="要等省里的系统。",
    )
    standard = page(f"/items/{guide.handling_code}", tab="standard")
    shown = (
        *("全国人民代表大会常务委员会，2015 年 10 月 1 日起施行", service["name"]),
        *(
            service["basis"],
            "为什么还要交：外省发的证，本市查不到。",
            "要等省里的系统。",
        ),
        *(f"依据：{row['basis']}" for row in materials),
    )
    assert [one for one in shown if one not in standard] == []
    # People who only want to know what to bring are not given articles of law.
    assert f"依据：{materials[0]['basis']}" not in page(f"/items/{guide.handling_code}")


def test_items_can_be_cut_to_those_done_online(guide: Guide) -> None:
    assert "户外广告设置审批" in page("/items", who="firm")
    assert "户外广告设置审批" not in page("/items", who="firm", online="1")


@pytest.mark.parametrize(
    "asked",
    [
        {"who": "nobody", "by": "x"},
        {"by": "org", "org": "not-a-key"},
        {"theme": "zzz"},
        {"after": "no-such-code"},
    ],
)
def test_items_survive_addresses_that_ask_nonsense(
    guide: Guide, asked: dict[str, str]
) -> None:
    assert "事项" in page("/items", **asked)


def test_a_guide_shows_the_four_facts_and_whether_each_material_is_asked(
    guide: Guide,
) -> None:
    html = page(f"/items/{guide.handling_code}")

    for fact in ("多久办好", "要不要钱", "要带什么", "跑几趟"):
        assert fact in html
    assert "need-waived" in html
    assert "need-depends" in html
    assert "need-required" in html
    assert "店里现做现卖吗？选“现做现卖”时要交" in html
    assert f'href="/apply/{guide.handling_code}"' in html
    assert guide.digest in html
    assert "SM3" in html, "how the digest is recomputed"
    assert "tongban items digest" in html


def test_the_way_to_apply_stands_before_the_materials(guide: Guide) -> None:
    html = page(f"/items/{guide.handling_code}")
    ways = [
        at.start() for at in re.finditer(f'href="/apply/{guide.handling_code}"', html)
    ]

    assert ways[0] < html.index("申请材料") < ways[1]


def test_a_guide_has_its_standard_side_with_law_steps_and_rights(guide: Guide) -> None:
    html = page(f"/items/{guide.handling_code}", tab="standard")

    assert "第三十五条" in html
    assert "现场核查" in html
    assert "3 个工作日" in html
    assert "青渡县人民法院" in html
    assert "不收费" in html
    assert guide.implementation_code in html


def test_a_guide_has_its_questions(guide: Guide) -> None:
    assert "只卖袋装零食要办吗？" in page(f"/items/{guide.handling_code}", tab="faq")


def test_a_guide_that_is_not_online_offers_no_online_way(guide: Guide) -> None:
    html = page("/search", q="挂招牌")
    code = html.split("/items/")[1].split('"')[0]

    assert "/apply/" not in page(f"/items/{code}")


def test_an_unknown_item_is_not_found_and_says_what_to_do(guide: Guide) -> None:
    response = Client().get("/items/nothing")

    assert response.status_code == 404
    assert "搜一搜" in response.content.decode()


@pytest.mark.parametrize("path", ["/help", "/accessibility"])
def test_standing_pages_answer(guide: Guide, path: str) -> None:
    assert "12345" in page(path)


@pytest.mark.parametrize(
    ("path", "most"),
    [
        # Each page asks: savepoint, who acts, city; the rest is its own.
        ("/", 10),
        ("/search?q=开饭店", 9),
        ("/search?q=许可&who=firm&online=window", 9),
        ("/search/words?q=开饭店", 8),
        ("/items?who=firm", 10),
        ("/items/{code}", 10),
        ("/help", 4),
    ],
)
def test_a_page_costs_few_queries(
    guide: Guide,
    path: str,
    most: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    address = path.format(code=guide.handling_code)
    Client().get(address)
    with django_assert_max_num_queries(most):
        assert Client().get(address).status_code == 200


def test_a_list_costs_as_many_queries_with_more_items(
    guide: Guide, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    city = make_city()
    office = make_office(city)
    for number in range(5):
        publish_item(city, office, name=f"食品经营许可之{number}")
    Client().get("/items?who=firm")
    with django_assert_max_num_queries(10):
        assert "食品经营许可之4" in page("/items", who="firm")
