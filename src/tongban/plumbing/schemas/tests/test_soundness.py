"""A schema that cannot work is told so in words, before anybody fills it in."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tongban.plumbing.schemas.soundness import check_schema, find_flaws
from tongban.plumbing.schemas.tests.schema_of_all import ALL

FIRST = {"value": "a", "label": "甲"}
CHOICE: dict[str, Any] = {"name": "kind", "label": "类型", "type": "choice", "choices": [FIRST]}  # fmt: skip
YES_NO = {"name": "rented", "label": "租的吗", "type": "yes_no"}
SAMPLES = sorted((Path(__file__).parents[5] / "sample" / "items").glob("*.json"))


def findings(*fields: Any) -> list[str]:
    return check_schema({"pages": [{"key": "p", "title": "页", "fields": [*fields]}]})


def test_finds_nothing_in_a_sound_schema() -> None:
    assert check_schema(ALL) == []


def test_there_are_samples() -> None:
    assert SAMPLES


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_finds_nothing_in_the_sample_citys_forms(path: Path) -> None:
    item = json.loads(path.read_text(encoding="utf-8"))
    assert check_schema(item["form"]) == []


@pytest.mark.parametrize("schema", [None, [], {}, {"pages": []}, {"pages": "x"}])
def test_a_form_needs_pages(schema: object) -> None:
    assert len(check_schema(schema)) == 1
    assert "至少加一页" in check_schema(schema)[0]


def test_a_page_needs_key_title_and_fields() -> None:
    found = check_schema({"pages": [{"key": "1"}, "x"]})
    assert ["代号" in words for words in found] == [True, False, False] * 2
    page = {"key": "p", "title": "页", "fields": [YES_NO]}
    twice = check_schema({"pages": [page, {**page, "fields": [CHOICE]}]})
    assert twice == ["页的代号“p”用了两次，请改掉一个，例如 p_2"]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("x", "有一个字段读不出来"),
        ({**YES_NO, "name": "店名"}, "字段名“店名”要用小写字母开头"),
        ({**YES_NO, "name": None}, "字段名“None”要用小写字母开头"),
        ({**YES_NO, "label": " "}, "要有名称"),
        ({**YES_NO, "label": "店名*"}, "有星号"),
        ({**YES_NO, "type": "slider"}, "“填什么”不认识“slider”"),
        ({"name": "a", "label": "甲"}, "“填什么”不认识“None”"),
        ({**YES_NO, "requierd": True}, "“requierd”平台不认识"),
        ({**YES_NO, "required": "yes"}, "没有选“必填”"),
        ({**YES_NO, "help": 5}, "“怎么填”要是文字"),
        ({**YES_NO, "max_length": 5}, "不用写“最多几个字”"),
        ({"name": "a", "label": "甲", "type": "text", "max_length": 0}, "大于 0"),
        ({"name": "a", "label": "甲", "type": "text", "max": 5}, "不用写“最大”"),
        ({"name": "a", "label": "甲", "type": "integer", "min": "1"}, "要是整数"),
        ({"name": "a", "label": "甲", "type": "integer", "min": 2, "max": 1}, "对调"),
        ({"name": "a", "label": "甲", "type": "date", "min": "2026-02-30"}, "写“今天”"),
        ({"name": "a", "label": "甲", "type": "date", "max": 5}, "“最晚哪一天”要是日期，或者写“今天”"),
        ({"name": "a", "label": "甲", "type": "phone", "min": 5}, "不用写“最小”"),
        ({"name": "a", "label": "甲", "type": "choice"}, "要写选项"),
        ({**CHOICE, "name": "other", "choices": [{"value": "a"}]}, "选项 1 没有文字"),
        ({**CHOICE, "name": "other", "choices": [FIRST, FIRST]}, "选项 1、2 一样"),
        ({**YES_NO, "choices": CHOICE["choices"]}, "不用写选项"),
        ({**YES_NO, "prefill": "person.shoe"}, "“自动带出”不认识“person.shoe”"),
        ({**YES_NO, "when": "kind"}, "要写明看哪一栏"),
        ({**YES_NO, "when": {"field": "late", "equals": 1}}, "前面没有这一栏"),
        ({**YES_NO, "when": {"field": "rented", "equals": "yes"}}, "前面没有这一栏"),
        ({**YES_NO, "when": {"field": "kind", "equals": "b"}}, "没有这个回答"),
        ({**YES_NO, "type_field": "kind"}, "不是证件号码"),
        ({"name": "a", "label": "甲", "type": "identity_document", "type_field": "b"}, "没有这个“选一个”的栏"),
        ({"name": "a", "label": "甲", "type": "identity_document", "type_field": "kind"}, "证件类型“a”不认识"),
        ({**CHOICE, "label": "又一个"}, "字段名“kind”用了两次"),
    ],
)  # fmt: skip
def test_tells_what_is_wrong_with_a_field(field: Any, words: str) -> None:
    found = findings(CHOICE, field)
    assert len(found) == 1, found
    assert words in found[0]
    assert "例如" in found[0]


def test_a_field_is_named_as_who_types_it_knows_it() -> None:
    bare = [{"value": "o1", "label": "甲"}, {"value": "", "label": ""}]
    asked = {"name": "field_6", "label": "联系电话", "type": "choice"}
    (said,) = findings(CHOICE, YES_NO, {**asked, "choices": bare})
    assert said.startswith("第 3 个字段（“联系电话”）的选项 2 没有文字")
    (unnamed,) = findings(CHOICE, YES_NO, {"name": "field_6", "type": "text"})
    assert unnamed.startswith("第 3 个字段要有名称")
    for word in ("field_6", "value", "label"):
        assert word not in said + unnamed


# Every key of the schema, wrong in every way that the designer or a document can make it.
SPOILT: tuple[dict[str, Any], ...] = (
    {"type": "money", "min": "一", "max": "二"},
    {"type": "date", "min": 1, "max": 2},
    {"type": "choices", "choices": [FIRST], "min": 3, "max": 1},
    {"type": "text", "min": "x", "max": 3, "max_length": 0},
    {"type": "yes_no", "help": 1, "example": 2, "required": "是"},
    {"type": "phone", "max_length": 3, "choices": [FIRST], "when": "x"},
    {"type": "text", "type_field": "kind", "when": {"field": "晚", "equals": 1}},
    {"type": "identity_document", "type_field": "别的"},
)


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda one: one["type"])
def test_no_key_of_the_schema_is_spoken_of_in_what_a_designer_reads(
    spoilt: dict[str, Any],
) -> None:
    found = findings(CHOICE, {"name": "a", "label": "甲", **spoilt})
    assert found
    assert [said for said in found if re.search("[a-z_]{3,}", said)] == []


def test_a_code_is_never_said_without_what_it_is_called() -> None:
    (kind,) = findings(CHOICE, {**YES_NO, "type": "滑块"})
    (fill,) = findings(CHOICE, {**YES_NO, "prefill": "鞋码"})
    assert "一行字（text）、一段话（textarea）" in kind
    assert "申请人姓名（person.name）" in fill


def test_each_flaw_says_where_it_is_mended_and_names_fields_by_their_labels() -> None:
    page = {"key": "p", "title": "", "fields": [YES_NO]}
    late = {"name": "a", "label": "甲", "type": "text", "max": 3}
    asked = {**CHOICE, "when": {"field": "a", "equals": "好"}}
    flaws = find_flaws(
        {"pages": [page, {"key": "q", "title": "页", "fields": [asked, late]}]}
    )
    assert [flaw.where for flaw in flaws] == [
        "pages[1].title",
        "pages[2].fields[1].when",
        "pages[2].fields[2].max",
    ]
    assert "看的是“甲”" in flaws[1].message
    assert check_schema({"pages": []}) == [find_flaws({"pages": []})[0].message]


@pytest.mark.parametrize("equals", [True, False, "yes", "no"])
def test_yes_and_no_may_be_awaited_in_both_ways(equals: object) -> None:
    when = {"field": "rented", "equals": equals}
    assert findings(YES_NO, {**CHOICE, "when": when}) == []


def test_a_condition_may_wait_for_any_text() -> None:
    text = {"name": "a", "label": "甲", "type": "text"}
    assert findings(text, {**CHOICE, "when": {"field": "a", "equals": "好"}}) == []
