"""Several rows at once, copies of items, and what is written for the officer."""

import re
from typing import Any

import pytest

from tongban.capabilities.catalogue.checking.document import check_document
from tongban.capabilities.catalogue.elements.coding import catalogue_of
from tongban.capabilities.catalogue.elements.editing import lay_over
from tongban.capabilities.catalogue.elements.gaps import count_gaps, gaps
from tongban.capabilities.catalogue.elements.pasting import left_out, rows_from
from tongban.capabilities.catalogue.elements.proposing import (
    with_common_fields,
    with_plain_words,
)
from tongban.capabilities.catalogue.elements.starting import copy_of
from tongban.capabilities.catalogue.elements.table import Block, sections
from tongban.capabilities.catalogue.testing import make_document
from tongban.capabilities.catalogue.types import MaterialEntry
from tongban.plumbing.schemas import check_schema


class Typed(dict[str, list[str]]):
    """What a browser sends."""

    def getlist(self, key: str) -> list[str]:
        return self.get(key, [])


def block(name: str) -> Block:
    return next(one for s in sections() for one in s.blocks if one.rows == name)


@pytest.mark.parametrize(
    ("name", "line", "row"),
    [
        ("materials", "3. 户口本 复印件 1份", {"name": "户口本", "original_or_copy": "copy", "copies": 1}),
        ("materials", "1\t身份证\t复印件\t2\t《某办法》第三条", {"name": "身份证", "original_or_copy": "copy", "copies": 2, "basis": "《某办法》第三条"}),
        ("materials", "照片", {"name": "照片"}),
        ("legal_basis", "《某条例》（某政发〔2009〕76号）第五条第一款 夜市实行登记。", {"title": "某条例", "document_number": "某政发〔2009〕76号", "article": "第五条第一款", "text": "夜市实行登记。"}),
        ("legal_basis", "某条例", {"title": "某条例"}),
        ("steps", "受理 受理人员 1个工作日", {"name": "受理", "role": "受理人员", "limit": {"value": 1, "unit": "working_day"}}),
        ("conditions", "（1）年满 60 周岁。", {"text": "年满 60 周岁。"}),
        ("faq", "能代办吗？ | 能。", {"q": "能代办吗？", "a": "能。"}),
        ("form", "店名 | 一行字 | 是", {"label": "店名", "type": "text", "required": True}),
    ],
)  # fmt: skip
def test_a_line_becomes_a_row(name: str, line: str, row: dict[str, Any]) -> None:
    assert rows_from(block(name), line) == [row]


def test_a_table_with_a_head_is_read_by_its_columns() -> None:
    pasted = "序号\t材料名称\t份数\t要不要交\n1\t营业执照\t2 份\t可以后补\n"
    assert rows_from(block("materials"), pasted) == [
        {"name": "营业执照", "copies": 2, "necessity": "deferrable"}
    ]


def test_a_table_with_the_heads_of_elsewhere_is_read_just_as_well() -> None:
    pasted = (
        "序号\t材料名称\t原件/复印件\t份数\t是否必要\t来源渠道\t出具单位\n"
        "1\t居民户口簿\t原件及复印件\t1\t必要\t政府部门核发\t公安机关\n"
        "2\t申请表\t原件\t2\t否\t申请人自备\t\n"
    )
    listed = block("materials")
    assert rows_from(listed, pasted) == [
        {
            "name": "居民户口簿",
            "original_or_copy": "either",
            "copies": 1,
            "necessity": "required",
            "source": "20",
            "issuer": "公安机关",
        },
        {
            "name": "申请表",
            "original_or_copy": "original",
            "copies": 2,
            "necessity": "optional",
            "source": "10",
        },
    ]
    assert not left_out(listed, pasted)


@pytest.mark.parametrize(
    ("name", "pasted", "columns", "cells"),
    [
        ("materials", "序号\t材料名称（必填）\t份 数\n1\t营业执照\t2\n", (), ()),
        ("materials", "材料名称\t领取方式\t备注\n执照\t自取\t\n照片\t邮寄\t", ("领取方式",), ()),
        ("materials", "材料名称\t\n执照\t要盖章", ("第 2 栏",), ()),
        ("materials", "材料名称\t份数\n执照\t1\t要盖章", ("第 3 栏",), ()),
        ("materials", "材料名称\t哪些情形要交\n执照\t个体户", ("哪些情形要交",), ()),
        ("materials", "材料名称\t系统能调取，免交\n执照\t看情况", (), ("系统能调取，免交：看情况",)),
        ("materials", "执照\t2\t在有效期内\t盖公章", (), ()),
        ("conditions", "年满 60 周岁。\t有户口", (), ("有户口",)),
        ("faq", "能代办吗？ | 能。 | 带委托书", (), ("带委托书",)),
        ("legal_basis", "《某条例》\t第五条\t夜市登记。", (), ()),
        ("steps", "受理\t受理人员\t1个工作日\t看材料\t通知书\t当场", (), ()),
    ],
)  # fmt: skip
def test_what_would_be_lost_of_a_pasted_table_is_named(
    name: str, pasted: str, columns: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    dropped = left_out(block(name), pasted)
    assert (dropped.columns, dropped.cells) == (columns, cells)
    assert bool(dropped) is bool(columns or cells)
    # Whatever is not named stands in a row.
    held = str(rows_from(block(name), pasted))
    lines = pasted.splitlines()[1:] if "名称" in pasted else pasted.splitlines()
    said = re.split("[\t|\n]", "\n".join(lines))
    if not dropped:
        assert [
            one
            for one in said
            if not one[:1].isdigit() and one.strip("《》") not in held
        ] == []


def test_a_number_in_words_stays_to_be_mended() -> None:
    assert rows_from(block("materials"), "材料名称\t份数\n执照\t两份") == [
        {"name": "执照", "copies": "两份"}
    ]


def section(key: str) -> Any:
    return next(one for one in sections() if one.key == key)


def test_pasted_lines_become_whole_rows_after_those_that_are_there() -> None:
    document = make_document(materials=[])
    typed = Typed({"materials-rows": ["0"], "materials-lines": ["身份证\n户口本\n"]})
    changed = lay_over(document, section("materials"), typed, "lines:materials")

    rows = changed["materials"]
    assert [row["name"] for row in rows] == ["身份证", "户口本"]
    assert [row["key"] for row in rows] == ["m1", "m2"]
    assert all(row["catalogue_code"].startswith("M-") for row in rows)


def test_pasted_lines_survive_every_button_but_wait_while_somebody_types() -> None:
    document = make_document(conditions=[])
    typed = Typed({"conditions-rows": ["0"], "conditions-lines": ["年满 60 周岁。"]})
    for do in ("save", "next", "go:times", "leave", "add:conditions"):
        rows = lay_over(document, section("conditions"), typed, do)["conditions"]
        assert rows[0]["text"] == "年满 60 周岁。"
    assert lay_over(document, section("conditions"), typed, "keep")["conditions"] == []


def test_an_untouched_row_gives_way_to_what_is_pasted() -> None:
    document = make_document(materials=[])
    added = lay_over(
        document,
        section("materials"),
        Typed({"materials-rows": ["0"]}),
        "add:materials",
    )
    typed = {"materials-rows": ["1"], "materials-lines": ["身份证\n户口本"]}
    changed = lay_over(added, section("materials"), Typed(typed), "save")
    # The row that was there comes back without its values: nobody had typed in it.
    assert [row["name"] for row in changed["materials"]] == ["身份证", "户口本"]


def test_what_is_proposed_is_sound_and_touches_nothing_written() -> None:
    document = make_document(plain={"cost": "免费。"}, form={"pages": []})
    filled = with_plain_words(with_common_fields(document))

    assert filled["plain"]["cost"] == "免费。"
    assert filled["plain"]["how_long"] == "受理后 5 个工作日内办好。"
    assert check_schema(filled["form"]) == []
    assert with_common_fields(filled)["form"] == filled["form"]
    wrong = [one for one in check_document(filled) if one.where.startswith("plain")]
    assert [one for one in wrong if "summary" not in one.where] == [
        one for one in wrong if "一句话说明" in one.message
    ]


def test_only_what_everybody_brings_is_told_to_everybody() -> None:
    asked = [
        {"key": "s1", "question": "房子是租的吗？", "options": [
            {"key": "a", "label": "是"}, {"key": "b", "label": "不是"},
            {"key": "unsure", "label": "不知道"}]},
    ]  # fmt: skip

    def bring(*whens: list[str]) -> str:
        materials = [
            {"name": f"材料{at}{'甲乙丙丁'[at]}", "necessity": "required", "when": [
                {"situation": "s1", "options": options}] if options else []}
            for at, options in enumerate(whens)
        ]  # fmt: skip
        document = make_document(plain={}, situations=asked, materials=materials)
        return str(with_plain_words(document)["plain"]["bring"])

    assert bring([]) == "材料0甲。"
    assert bring([], ["a", "unsure"]) == (
        "材料0甲。看情况：房子是租的吗？选“是”，要带材料1乙。"
    )
    assert bring(["a"]) == "看情况：房子是租的吗？选“是”，要带材料0甲。"
    # Whatever is answered: everybody brings it.
    assert bring([], ["a", "b", "unsure"]) == "材料0甲、材料1乙。"
    assert bring([], ["a"], ["a"], ["b"]) == (
        "材料0甲。另有 3 样看情况，答几个问题就知道。"
    )


def test_a_copy_has_a_name_codes_and_plain_words_of_its_own() -> None:
    document = make_document()
    blank = make_document(name="摊位登记", plain={}, place=[], org="CIVIL")
    begun = copy_of(document, blank)

    assert begun["materials"] == document["materials"]
    assert begun["handling_code"] == blank["handling_code"]
    assert begun["name"] == "摊位登记"
    assert begun["plain"] == {}
    assert begun["place"] == []
    begun["materials"][0]["name"] = "别的"
    assert document["materials"][0]["name"] != "别的"


def test_what_is_empty_is_counted_where_it_stands() -> None:
    assert count_gaps(make_document()) == 0
    document = make_document(conditions=[], visits=None)
    assert [gap.name for gap in gaps(document, section("times"))] == ["visits"]
    assert [gap.label for gap in gaps(document, section("conditions"))] == ["条件"]


def test_a_code_follows_the_name_until_the_catalogue_has_it() -> None:
    document = make_document(materials=[])
    typed = Typed({"materials-rows": ["0"], "materials-lines": ["营业执照\n身份证"]})
    usual = {"trust": "A", "waived": True, "acceptance_standard": "在有效期内。"}
    known = catalogue_of([MaterialEntry("AL-M-0002", "营业执照", usual)])
    page = section("materials")
    begun = lay_over(document, page, typed, "save", known)
    licence, card = begun["materials"]
    assert licence["catalogue_code"] == "AL-M-0002"
    assert licence["acceptance_standard"] == "在有效期内。"
    assert licence["waived"] is True
    assert card["waived"] is False
    made = card["catalogue_code"]

    def renamed(do: str) -> list[str]:
        posted = {"materials-rows": ["2"]} | {
            f"materials-{n}-{key}": [value]
            for n, row in enumerate(begun["materials"])
            for key, value in (row | {"name": f"{row['name']}（新）"}).items()
            if isinstance(value, str)
        }
        rows = lay_over(begun, page, Typed(posted), do, known)["materials"]
        return [row["catalogue_code"] for row in rows]

    kept, followed = renamed("save")
    assert kept == "AL-M-0002"
    assert followed != made
    assert renamed("recode:materials:0")[0] not in {"AL-M-0002", made}
