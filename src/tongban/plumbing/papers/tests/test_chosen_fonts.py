"""Official fonts go before the shipped ones; what is named and absent is said."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tongban.plumbing.papers import FontAbsent, FontChoice, chosen_fonts, render
from tongban.plumbing.papers.fonts import choose_fonts
from tongban.plumbing.papers.samples import sample_values
from tongban.plumbing.papers.testing import text_of


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = chosen_fonts()
    yield
    choose_fonts(before)


def acceptance() -> bytes:
    return render("acceptance", sample_values("acceptance"))


@pytest.mark.parametrize(
    "choice",
    [
        FontChoice(title="Noto Sans SC"),
        FontChoice(body="Noto Sans SC"),
        FontChoice(heading="Noto Serif SC"),
    ],
)
def test_a_chosen_font_is_set_and_says_the_same(choice: FontChoice) -> None:
    usual = acceptance()
    choose_fonts(choice)

    made = acceptance()

    assert made != usual
    assert text_of(made) == text_of(usual)


def test_no_choice_changes_nothing() -> None:
    usual = acceptance()
    choose_fonts(FontChoice())
    assert acceptance() == usual


def test_a_font_that_is_not_there_is_named_with_those_that_are() -> None:
    choose_fonts(FontChoice(title="方正小标宋简体"))
    with pytest.raises(FontAbsent) as refused:
        acceptance()
    assert "标题用的字体“方正小标宋简体”" in refused.value.message
    assert "现在有：" in refused.value.message
    assert "Noto Serif SC" in refused.value.message


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    choose_fonts(FontChoice(folder=tmp_path / "没有"))
    with pytest.raises(FontAbsent, match="没有字体文件夹"):
        acceptance()
