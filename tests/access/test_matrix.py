"""The reviewed page itself: a line says for everybody what they get, or is refused."""

import pytest

from tests.access.matrix import (
    ANONYMOUS,
    CLASSES,
    NotAMatrixError,
    Page,
    groups_of,
    propose,
)

SIGNED_IN = ("applicant", "other_citizen", "officer", "another_city")
LINE = "| `GET /x` | sign in | {} | {} | {} |"


def _read(*cells: str) -> dict[str, str]:
    page = Page(LINE.format(*cells), (ANONYMOUS, *SIGNED_IN))
    return dict(page.rows["GET /x"])


def test_a_line_says_for_everybody_what_it_proposes() -> None:
    for number in range(3 ** len(SIGNED_IN)):
        classes = [CLASSES[number // 3**at % 3] for at in range(len(SIGNED_IN))]
        row = {ANONYMOUS: "sign in"} | dict(zip(SIGNED_IN, classes, strict=True))
        page = Page(propose("GET /x", row), tuple(row))
        assert page.rows["GET /x"] == row


@pytest.mark.parametrize(
    "cells",
    [
        ("officer", "officer", "others"),
        ("officer", "citizens", "–"),
        ("officer", "neighbours", "others"),
    ],
)
def test_a_line_that_is_unclear_is_refused(cells: tuple[str, ...]) -> None:
    with pytest.raises(NotAMatrixError):
        _read(*cells)


def test_words_for_several_people_are_what_they_say() -> None:
    groups = groups_of(SIGNED_IN)
    assert groups["staff of the city"] == ("officer",)
    assert _read("staff of the city", "–", "others") == {
        ANONYMOUS: "sign in",
        "officer": "in",
        "applicant": "missing",
        "other_citizen": "missing",
        "another_city": "missing",
    }


def test_a_line_below_the_heading_is_not_reviewed() -> None:
    text = f"## Not reviewed yet\n\n{LINE.format('officer', '–', 'others')}"
    assert Page(text, (ANONYMOUS, *SIGNED_IN)).not_reviewed == ["GET /x"]
