"""Every paper is held against the page that somebody looked at: its words and their places."""

import json
from typing import Any

import pytest

from tongban.plumbing.papers import PaperTooLong, render
from tongban.plumbing.papers.blocks import BLOCKS, FIELDS, fill, first_words
from tongban.plumbing.papers.samples import sample_values
from tongban.plumbing.papers.testing import text_of
from tongban.plumbing.papers.tests.golden_pages import (
    FOLDER,
    facts_of,
    make,
    names,
)

# Points by which letters may stand elsewhere, and how far a cell may differ of sixteen.
NEAR, AS_DARK = 2, 2
HOSTILE = '#panic("x") *粗* $x$ <标签> [内容] // 注 \\u41 #sys.inputs = 标题'


def kept(name: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(
        (FOLDER / f"{name}.json").read_text(encoding="utf-8")
    )
    return facts


def far_apart(one: list[Any], other: list[Any]) -> bool:
    return any(abs(a - b) > NEAR for a, b in zip(one[1:], other[1:], strict=True))


@pytest.mark.parametrize("name", names())
def test_a_page_is_as_it_was_looked_at(name: str) -> None:
    golden, found = kept(name), facts_of(make(name))

    assert [run[0] for run in found["runs"]] == [run[0] for run in golden["runs"]]
    moved = [
        (run, was)
        for run, was in zip(found["runs"], golden["runs"], strict=True)
        if far_apart(run, was)
    ]
    assert moved == []
    assert found["pages"] == golden["pages"] == 1
    otherwise = [
        (row, column)
        for row, (cells, were) in enumerate(
            zip(found["cells"], golden["cells"], strict=True)
        )
        for column, (cell, was) in enumerate(zip(cells, were, strict=True))
        if abs(int(cell, 16) - int(was, 16)) > AS_DARK
    ]
    assert otherwise == []


def test_a_line_more_is_noticed() -> None:
    """The comparison can fail: one more line moves what stands below it."""
    words = first_words("acceptance") | {"opening": "多出来的一行"}
    found = facts_of(render("acceptance", sample_values("acceptance"), words=words))
    golden = kept("acceptance")
    assert found["cells"] != golden["cells"]
    assert any(
        far_apart(run, was)
        for run, was in zip(found["runs"], golden["runs"], strict=False)
    )


@pytest.mark.parametrize("kind", list(BLOCKS))
def test_own_words_stand_on_the_paper_with_what_is_locked(kind: str) -> None:
    text = text_of(make(f"{kind}.own"))
    plain = text_of(render(kind, sample_values(kind)))
    assert "本局周六上午延时服务" in text
    assert "0690-7654321" in text
    assert "演示用章" in text
    values = sample_values(kind)
    known = {one.name: one.of for one in FIELDS[kind]}
    for block in BLOCKS[kind]:
        for name in block.locked:
            said = "".join(known[name](values).split())
            assert said in text
            assert said in plain


@pytest.mark.parametrize("kind", list(BLOCKS))
def test_an_examples_field_is_what_the_paper_says(kind: str) -> None:
    """Every field can be filled, and its example is no empty promise."""
    values = sample_values(kind)
    for field in FIELDS[kind]:
        assert field.of(values)
        assert field.example


def test_text_is_never_markup_and_values_are_not_filled_again() -> None:
    values = sample_values("acceptance") | {"addressee": "{办件编号}", "you": "你"}
    words = first_words("acceptance") | {"remarks": HOSTILE + "{申请人}"}

    assert fill("acceptance", values, words)["remarks"] == [HOSTILE + "{办件编号}"]
    text = text_of(render("acceptance", values, words=words))

    assert "".join(HOSTILE.split()) + "{办件编号}" in text


def test_a_mark_stands_across_the_page_and_nothing_else_moves() -> None:
    values = sample_values("acceptance")
    marked = render("acceptance", values, mark="试打")
    assert "试打" in text_of(marked)
    # The mark is drawn first, under the letters.
    places = [run[1:] for run in facts_of(marked)["runs"]]
    assert places[1:] == [run[1:] for run in kept("acceptance")["runs"]]


def test_own_words_that_do_not_fit_are_refused() -> None:
    words = first_words("receipt") | dict.fromkeys(
        ("opening", "notice", "remarks"), "很长的话。" * 120
    )
    with pytest.raises(PaperTooLong):
        render("receipt", sample_values("receipt"), words=words)
