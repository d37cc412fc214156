"""The page and the API take the same values and refuse the others in the same words."""

from typing import Any

import pytest

from tongban.ground.refusals import Invalid
from tongban.plumbing.schemas.pages import page_form
from tongban.plumbing.schemas.tests.schema_of_all import (
    ALL,
    NAMES,
    SOUND,
    TODAY,
    browser,
)
from tongban.plumbing.schemas.validation import validate

LONG = "爨" * 21
# Field, what the API is sent, what a browser sends, how the message begins.
BAD: list[tuple[str, Any, Any, str]] = [
    ("shop_name", "", "", "请填写“店名”，例如 河畔小馆"),
    ("shop_name", "  ", " \u3000", "请填写“店名”，例如 河畔小馆"),
    ("shop_name", LONG, LONG, "“店名”最多 20 个字，您填了 21 个"),
    ("shop_name", "a\x00b", "a\x00b", "“店名”里有看不见的控制字符"),
    ("shop_name", "a\u202eb", "a\u202eb", "“店名”里有看不见的控制字符"),
    ("shop_name", "a\nb", "a\nb", "“店名”里有看不见的控制字符"),
    ("about", "短", "短", "“说明”至少 2 个字，您填了 1 个"),
    ("about", "长" * 2001, "长" * 2001, "“说明”最多 2000 个字"),
    ("business_kind", "", "", "请选择“主要做什么”，例如 餐饮服务"),
    (
        "business_kind",
        "bar",
        "bar",
        "“主要做什么”没有“bar”这一项，请从这些里选：餐饮服务、食品销售",
    ),
    ("business_kind", "x" * 30, "x" * 30, f"“主要做什么”没有“{'x' * 20}…”这一项"),
    ("extras", ["net", "bar"], ["net", "bar"], "“还做这些吗”没有“bar”这一项"),
    ("extras", ["net", "net"], ["net", "net"], "“还做这些吗”里“外卖”选了两次"),
    (
        "extras",
        ["net", "raw", "cake"],
        ["net", "raw", "cake"],
        "“还做这些吗”最多选 2 项",
    ),
    (
        "open_on",
        "2027-02-30",
        ("2027", "2", "30"),
        "没有 2 月 30 日，请改成真实的日期，例如 2026-11-22",
    ),
    (
        "open_on",
        "2027-2-29",
        ("2027", "2", "29"),
        "2027 年没有 2 月 29 日，请改成真实的日期",
    ),
    ("open_on", "2027-13-01", ("２０２７", "13", "01"), "没有 13 月，请改成真实的日期"),
    ("open_on", "2027-00-01", ("2027", "00", "01"), "没有 0 月，"),
    ("open_on", "2027-01-00", ("2027", "01", "00"), "没有 1 月 0 日，"),
    ("open_on", "2027--", ("2027", "", ""), "“开业日期”还差月和日，请补上"),
    ("open_on", "-12-01", ("", "12", "01"), "“开业日期”还差年，请补上"),
    (
        "open_on",
        "27-12-01",
        ("27", "12", "01"),
        "“开业日期”的年份要 4 位数字，您填了 2 位",
    ),
    ("open_on", "2027-x-01", ("2027", "x", "01"), "“开业日期”要填年、月、日，只写数字"),
    (
        "open_on",
        "2026-11-21",
        ("2026", "11", "21"),
        "“开业日期”不能早于 2026-11-22，您填了 2026-11-21",
    ),
    ("open_on", "2031-01-01", ("2031", "1", "1"), "“开业日期”不能晚于 2030-12-31"),
    ("open_on", "0000-01-01", ("0000", "01", "01"), "0 年没有 1 月 1 日，"),
    ("birth_on", "2026-11-23", ("2026", "11", "23"), "“出生日期”不能晚于 2026-11-22"),
    ("floor_area", "六十", "六十", "“面积”要填整数，只写数字，最多 15 位，例如 60"),
    ("floor_area", 12.5, "12.5", "“面积”要填整数"),
    ("floor_area", 10**16, "1" + "0" * 16, "“面积”要填整数"),
    ("floor_area", 0, "0", "“面积”最小是 1，您填了 0，请改大一些，例如 60"),
    ("floor_area", 20001, "20,001", "“面积”最大是 20000，您填了 20001"),
    ("deposit", "八十", "八十", "“押金”要填金额，只写数字，最多到分，例如 80.00"),
    ("deposit", 80.5, "80.505", "“押金”要填金额"),
    ("deposit", -1, "-0.01", "“押金”最小是 0.00 元，您填了 -0.01 元"),
    (
        "deposit",
        10000001,
        "100000.01",
        "“押金”最大是 100,000.00 元，您填了 100,000.01 元",
    ),
    (
        "phone",
        "1381234567",
        "1381234567",
        "手机号要 11 位数字，您填了 10 位，例如 16969012345",
    ),
    ("landline", "12345678", "12345678", "固定电话要区号加 7 位或 8 位号码"),
    ("mail", "zhang@", "zhang@", "“电子邮箱”要有 @ 和后面的域名"),
    ("id_type", "idcard", "idcard", "“证件类型”没有“idcard”这一项"),
    (
        "id_number",
        "11010119000101001X",
        "11010119000101001X",
        "身份证号码的最后一位对不上，可能有一位填错，请照证件逐位核对，例如 ",
    ),
    ("own_number", "1101", "１１０１", "身份证号码要 18 位，您填了 4 位"),
    (
        "uscc",
        "91110000600037341X",
        "91110000600037341X",
        "统一社会信用代码第 18 位校验码不对，应为 L",
    ),
    ("postcode", "25000", "25000", "邮政编码要 6 位数字，您填了 5 位"),
    ("address", "街" * 201, "街" * 201, "“地址”最多 200 个字"),
    ("rented", "maybe", "maybe", "“店面是租的吗”要选“是”或者“否”，照实际情况选"),
    ("rent_until", "", ("", "", ""), "请填写“租到哪天”，例如 2026-11-22"),
]
HOSTILE = [
    "'; DROP TABLE cases; --",
    "<script>alert(1)</script>",
    "<b>粗</b>",
    "𠮷䶮·",
    "{label} %s {0}",
]
TEXTS = {"shop_name", "about", "address"}


def refused(changed: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        validate(ALL, SOUND | changed, on=TODAY)
    return caught.value.errors


def test_takes_the_same_answers() -> None:
    form = page_form(ALL, "all", on=TODAY, data=browser())
    assert form.is_valid(), form.errors
    assert form.cleaned_data == validate(ALL, SOUND, on=TODAY) == SOUND


@pytest.mark.parametrize(("name", "sent", "typed", "words"), BAD)
def test_refuses_in_the_same_words(
    name: str, sent: Any, typed: Any, words: str
) -> None:
    errors = refused({name: sent})
    form = page_form(ALL, "all", on=TODAY, data=browser(**{name: typed}))
    assert not form.is_valid()
    assert form.messages() == errors
    assert list(errors) == [name]
    assert errors[name].startswith(words)


def test_the_table_of_bad_values_has_every_field() -> None:
    assert {name for name, *_rest in BAD} == set(NAMES)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", NAMES)
def test_takes_hostile_text_where_text_is_lawful(name: str, text: str) -> None:
    sent: Any = [text] if name == "extras" else text
    boxes = (text, text, text) if name.endswith(("_on", "_until")) else sent
    form = page_form(ALL, "all", on=TODAY, data=browser(**{name: boxes}))
    if name in TEXTS and not (name == "shop_name" and len(text) > 20):
        assert form.is_valid(), form.errors
        assert form.cleaned_data[name] == text
        assert validate(ALL, SOUND | {name: sent}, on=TODAY)[name] == text
    else:
        assert not form.is_valid()
        assert form.messages() == refused({name: sent})
    page = str(form)
    assert "<script>" not in page
    assert "<b>" not in page


@pytest.mark.parametrize("name", ["𠮷𠮷䶮", "阿依古丽·买买提", "爨" * 20])
def test_keeps_rare_names(name: str) -> None:
    form = page_form(ALL, "all", on=TODAY, data=browser(shop_name=name))
    assert form.is_valid()
    assert form.cleaned_data["shop_name"] == name
    assert validate(ALL, SOUND | {"shop_name": name}, on=TODAY)["shop_name"] == name


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("wrong", [{"a": 1}, 3.5, [1], b"bytes"])
def test_the_api_is_strict_about_types(name: str, wrong: object) -> None:
    assert list(refused({name: wrong})) == [name]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("floor_area", "60"),
        ("floor_area", True),
        ("deposit", "80.00"),
        ("deposit", True),
        ("rented", "yes"),
        ("extras", "net"),
        ("shop_name", 5),
        ("phone", 138),
    ],
)
def test_the_api_takes_no_type_for_another(name: str, wrong: object) -> None:
    assert list(refused({name: wrong})) == [name]


def test_the_api_names_unknown_fields() -> None:
    errors = refused({"shop": "x", "phone": "1"})
    assert list(errors) == ["phone", "shop"]
    assert errors["shop"] == (
        "表里没有叫“shop”的字段，请删去或照接口说明改名，例如 shop_name"
    )


@pytest.mark.parametrize("data", [None, [], "text", 5])
def test_the_api_takes_nothing_but_fields_with_values(data: object) -> None:
    with pytest.raises(Invalid) as caught:
        validate(ALL, data, on=TODAY)
    assert "按字段名" in caught.value.errors[""]
