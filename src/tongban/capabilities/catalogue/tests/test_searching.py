"""The index: people's words first, nothing for nonsense, and no query can break it."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.capabilities.catalogue.searching import (
    Index,
    initials_of,
    make_entry,
    normalise,
    search_text,
)

ITEMS = {
    "食品经营许可": (["开饭店", "餐饮许可证"], "116901006901006815300019000100001"),
    "食品生产许可": (["开食品厂"], "116901006901006815300019000200001"),
    "老年人优待证办理": (["老年证"], "1169010069010085X4369209000200001"),
    "不动产转移登记": (["过户"], "11690100690101027N300079000300001"),
    "户外广告设置审批": (["挂招牌"], "11690100690101190X300019000300001"),
}
ENTRIES = [
    make_entry(uuid4(), name, aliases, code, "满 60 岁就能办" if "老年" in name else "")
    for name, (aliases, code) in ITEMS.items()
]
NAMES = dict(zip((entry.version_id for entry in ENTRIES), ITEMS, strict=True))
INDEX = Index(ENTRIES)


def found(words: str) -> list[str]:
    return [NAMES[hit.version_id] for hit in INDEX.search(words, limit=10)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("开饭店", "食品经营许可"),
        ("我想开饭店", "食品经营许可"),
        ("开餐馆", "食品经营许可"),
        ("食品经营", "食品经营许可"),
        ("经营食品", "食品经营许可"),
        ("ＳＰＪＹ", "食品经营许可"),
        ("spjyxk", "食品经营许可"),
        ("lnz", "老年人优待证办理"),
        ("敬老卡", "老年人优待证办理"),
        ("老年证怎么办", "老年人优待证办理"),
        ("二手房过户", "不动产转移登记"),
        ("广告牌", "户外广告设置审批"),
        ("11690100690101027n", "不动产转移登记"),
        ("1169010069010085X4369209000200001", "老年人优待证办理"),
    ],
)
def test_the_item_that_is_meant_comes_first(words: str, first: str) -> None:
    assert found(words)[0] == first


@pytest.mark.parametrize(
    "words",
    ["", "  ", "。。。", "-", "\x00", "火箭发射", "zzzz", "9999999", "许" * 999],
)
def test_nonsense_finds_nothing(words: str) -> None:
    assert found(words) == []


def test_a_code_of_which_nothing_is_like_finds_nothing_and_a_part_of_one_does() -> None:
    assert len(found("1169")) == 5
    assert found("116") == []


def test_every_hit_says_why() -> None:
    for words in ("开饭店", "spjy", "食品", "敬老卡", "1169"):
        assert all(hit.why for hit in INDEX.search(words, limit=10))


@given(st.text(max_size=80))
def test_no_words_can_break_it(words: str) -> None:
    hits = INDEX.search(words, limit=3)

    assert len(hits) <= 3
    assert [hit.score for hit in hits] == sorted(
        (hit.score for hit in hits), reverse=True
    )


@given(st.text(max_size=40))
def test_normalising_twice_is_normalising_once(words: str) -> None:
    assert normalise(normalise(words)) == normalise(words)


def test_initials_keep_letters_and_figures() -> None:
    assert initials_of("食品经营A1许可") == "spjya1xk"


def test_search_text_holds_names_initials_code_and_summary() -> None:
    lines = search_text(
        {
            "name": "食品经营许可",
            "aliases": ["开饭店"],
            "handling_code": "X1",
            "plain": {"summary": "要先办证。"},
        }
    ).split("\n")

    assert lines == ["食品经营许可", "开饭店", "spjyxk kfd", "X1", "要先办证。"]
