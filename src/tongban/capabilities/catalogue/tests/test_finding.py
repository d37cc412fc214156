"""The index: people's words first, nothing for nonsense, and no query can break it."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.capabilities.catalogue.finding.entries import make_entry
from tongban.capabilities.catalogue.finding.index import Index
from tongban.capabilities.catalogue.finding.ranking import Effort, Hit, search
from tongban.capabilities.catalogue.finding.seed import usual_synonyms
from tongban.capabilities.catalogue.finding.words import (
    initials,
    normalise,
    slurred,
    spelling,
    syllables,
)

ITEMS = {
    "食品经营许可": (["开饭店", "餐饮许可证"], "116901006901006815300019000100001"),
    "食品生产许可": (["开食品厂"], "116901006901006815300019000200001"),
    "老年人优待证办理": (["老年证"], "1169010069010085X4369209000200001"),
    "不动产转移登记": (["过户"], "11690100690101027N300079000300001"),
    "户外广告设置审批": (["挂招牌"], "11690100690101190X300019000300001"),
}
SAID: dict[str, dict[str, object]] = {
    "老年人优待证办理": {"plain": {"summary": "满 60 岁就能办"}},
    "不动产转移登记": {
        "result": {"name": "不动产权证书"},
        "themes": {"person": ["075"]},
    },
}
ENTRIES = [
    make_entry(
        uuid4(),
        name=name,
        code=code,
        elements={"aliases": aliases, **SAID.get(name, {})},
        bodies=["安澜市民政局"] if "老年" in name else [],
        materials=["婚姻状况证明"] if "不动产" in name else [],
    )
    for name, (aliases, code) in ITEMS.items()
]
NAMES = dict(zip((entry.version_id for entry in ENTRIES), ITEMS, strict=True))
INDEX = Index(ENTRIES)


def hits(words: str, limit: int = 10) -> list[Hit]:
    return search(INDEX, words, synonyms=usual_synonyms(), limit=limit)


def found(words: str) -> list[str]:
    return [NAMES[hit.version_id] for hit in hits(words)]


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
        ("shipinjingying", "食品经营许可"),
        ("sipinjinyin", "食品经营许可"),
        ("shipinjingyin xuke", "食品经营许可"),
        ("食品经营许克", "食品经营许可"),
        ("食品生铲", "食品生产许可"),
        ("lnz", "老年人优待证办理"),
        ("敬老卡", "老年人优待证办理"),
        ("老年证怎么办", "老年人优待证办理"),
        ("老年正", "老年人优待证办理"),
        ("二手房过户", "不动产转移登记"),
        ("guohu要什么材料", "不动产转移登记"),
        ("广告牌", "户外广告设置审批"),
        ("11690100690101027n", "不动产转移登记"),
        ("1169010069010085X4369209000200001", "老年人优待证办理"),
    ],
)
def test_the_item_that_is_meant_comes_first(words: str, first: str) -> None:
    assert found(words)[0] == first


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("食品经营许可", "名称相符"),
        ("我要开饭店", "也叫“开饭店”"),
        ("spjyxk", "拼音首字母相符"),
        ("shipinjingyingxuke", "拼音相符"),
        ("食频京营", "读音和“食品经营许可”相近"),
        ("敬老卡", "“敬老卡”就是“老年人优待证”"),
        ("不动产权证书", "办成后拿到里有“不动产权证书”"),
        ("婚姻状况证明", "材料里有“婚姻状况证明”"),
        ("民政局", "部门里有“民政局”"),
        ("116901006901006815300019000200001", "编码相符"),
    ],
)
def test_it_says_what_matched(words: str, why: str) -> None:
    assert hits(words)[0].why == why


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
        assert all(hit.why for hit in hits(words))


def test_only_what_is_among_them_is_found() -> None:
    number = INDEX.numbers[ENTRIES[1].version_id]
    left = search(INDEX, "食品", synonyms={}, limit=9, among={number})

    assert [NAMES[hit.version_id] for hit in left] == ["食品生产许可"]
    assert search(INDEX, "1169", synonyms={}, limit=9, among=set()) == []


def test_words_that_were_not_counted_are_weighed_for_what_was_found() -> None:
    for words in (
        "食品经营许可",
        "老年人优待证怎么办理",
        "不动产转移登记",
        "二手房过户",
    ):
        whole, [first, *_] = hits(words), _frugal(words)
        assert (first.version_id, first.score) == (whole[0].version_id, whole[0].score)


def test_what_is_common_chooses_nobody_once_enough_was_counted() -> None:
    assert len(_frugal("食品经营许可")) < len(hits("食品经营许可"))


def _frugal(words: str) -> list[Hit]:
    effort = Effort(counted=1, compared=5)
    return search(INDEX, words, synonyms=usual_synonyms(), limit=9, effort=effort)


@pytest.mark.parametrize("run", ["spjy", " spjy", "lnz", "dengji", " pjy"])
def test_initials_are_found_in_the_one_text_as_in_each_name(run: str) -> None:
    holding = [
        number
        for number, names in enumerate(INDEX.names)
        if run in "".join(f" {name.initials}" for name in names)
    ]
    assert list(INDEX.with_initials(run)) == holding


def test_an_entry_that_is_added_is_found_and_counts_once() -> None:
    index = Index(ENTRIES[:1])
    assert search(index, "过户", synonyms={}, limit=9) == []

    index.add(ENTRIES)
    index.add(ENTRIES)

    assert len(index.entries) == len(ENTRIES)
    assert len(search(index, "过户", synonyms={}, limit=9)) == 1


@given(st.text(max_size=80))
def test_no_words_can_break_it(words: str) -> None:
    some = hits(words, limit=3)

    assert len(some) <= 3
    assert [hit.score for hit in some] == sorted(
        (hit.score for hit in some), reverse=True
    )
    assert all(0 < hit.score <= 100 and hit.why for hit in some)


@given(st.text(max_size=40))
def test_normalising_twice_is_normalising_once(words: str) -> None:
    assert normalise(normalise(words)) == normalise(words)


def test_initials_keep_letters_and_figures() -> None:
    assert initials(syllables("食品经营a1许可")) == "spjya1xk"


def test_words_are_read_as_words() -> None:
    assert syllables("银行行长") == ["yin", "hang", "hang", "zhang"]


def test_spellings_are_slurred_as_many_speak() -> None:
    assert spelling(syllables("食品经营")) == "sipinjinyin"
    assert slurred("zhengshu") == "zensu"


def test_the_usual_words_are_in_one_form_and_mean_something_else() -> None:
    for word, means in usual_synonyms().items():
        assert means
        assert word not in means
        assert len(word) <= 20
        assert all(0 < len(name) <= 40 for name in means)
