"""Names of persons and firms: rare characters stay, what is no name is refused."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.codes.names import (
    NameRefused,
    check_organisation_name,
    check_person_name,
    tidy_name,
)


@pytest.mark.parametrize(
    "name",
    [
        "张秀兰",
        "𠮷田",
        "王䶮",
        "阿依古丽·买买提",
        "John O'Brien",
        "Þórður Jón",
        "塚",  # a compatibility character: composed normally it would be another one
        "葛\U000e0100",
        "爨" * 50,
        "阿卜杜热合曼·阿卜杜热西提·买买提明江阿不都",
    ],
)
def test_keeps_the_name(name: str) -> None:
    assert check_person_name(name) == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u3000张 秀兰  ", "张 秀兰"),
        ("John\u3000 Smith", "John Smith"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("Jose\u0301", "José"),
    ],
)
def test_tidies_the_name(typed: str, kept: str) -> None:
    assert check_person_name(typed) == kept
    assert tidy_name(kept) == kept


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "请填写姓名"),
        ("  ", "请填写姓名"),
        ("爨" * 51, "您填了 51 个"),
        ("张\x00三", "控制字符"),
        ("张\n三", "控制字符"),
        ("张\u202e三", "控制字符"),
        ("张三\t", "控制字符"),
        ("<b>张三</b>", "不能有 < 和 >"),
        ("12345", "没有文字"),
        ("１２３", "没有文字"),
        ("·", "没有文字"),
    ],
)
def test_refuses_what_is_no_name(name: str, words: str) -> None:
    with pytest.raises(NameRefused, match=words) as caught:
        check_person_name(name)
    assert caught.value.message.endswith("例如 张秀兰")


@pytest.mark.parametrize(
    "name",
    [
        "苹果",
        "河畔餐饮有限公司",
        "安澜（集团）股份有限公司",
        "A (China) Ltd.",
        "7天酒店",
    ],
)
def test_keeps_the_firms_name(name: str) -> None:
    assert check_organisation_name(f" {name} ") == name


def test_refuses_what_is_no_firm() -> None:
    with pytest.raises(NameRefused, match="单位名称最多 200 个字"):
        check_organisation_name("企" * 201)


@given(st.text(min_size=1, max_size=60))
def test_never_fails_otherwise_and_is_stable(text: str) -> None:
    try:
        kept = check_person_name(text)
    except NameRefused:
        return
    assert check_person_name(kept) == kept
    assert all(unicodedata.category(sign) != "Cc" for sign in kept)
