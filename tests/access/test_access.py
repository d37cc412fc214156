"""Only what the reviewed matrix allows: everybody against every page and endpoint."""

import pytest

from tests.access.matrix import (
    ANONYMOUS,
    CLASSES,
    PAGE,
    NotAMatrixError,
    Page,
    groups_of,
    propose,
)
from tests.access.walking import Walk
from tongban.capabilities.people.roles import known_roles

pytestmark = pytest.mark.whole

HOW = "python -m tools.access_matrix proposes lines; review them, then move them"


@pytest.fixture(scope="module")
def people(walk: Walk) -> tuple[str, ...]:
    return tuple(next(iter(walk.answers.values())))


@pytest.fixture(scope="module")
def page(people: tuple[str, ...]) -> Page:
    return Page(PAGE.read_text(encoding="utf-8"), people)


def test_everything_that_an_address_names_was_made(walk: Walk) -> None:
    assert walk.unfilled == []


def test_the_walk_finds_all_that_the_api_documents(walk: Walk) -> None:
    assert walk.undocumented == []


def test_every_role_is_asked(people: tuple[str, ...]) -> None:
    assert set(known_roles()) - {"citizen"} <= set(people)


def test_every_address_has_its_row(walk: Walk, page: Page) -> None:
    assert sorted(set(walk.answers) - set(page.rows)) == [], HOW


def test_every_row_has_its_address(walk: Walk, page: Page) -> None:
    assert sorted(set(page.rows) - set(walk.answers)) == []


def test_every_row_was_reviewed(page: Page) -> None:
    assert page.not_reviewed == [], HOW


def test_everybody_gets_what_the_page_says(walk: Walk, page: Page) -> None:
    wrong = [
        f"{key} by {name}: {answered.answer} ({answered.status}), the page says {said}"
        for key, row in page.rows.items()
        for name, said in row.items()
        for answered in [walk.answers.get(key, {}).get(name)]
        if answered is not None and answered.answer != said
    ]
    assert wrong == [], "\n".join(wrong)


def test_nothing_fails(walk: Walk) -> None:
    failed = [
        f"{key} by {name}: {answered.status} {answered.error}"
        for key, answers in walk.answers.items()
        for name, answered in answers.items()
        if answered.answer == "failed"
    ]
    assert failed == []


def test_nobody_learns_that_something_hidden_exists(walk: Walk) -> None:
    assert walk.betrayals == []


def test_nothing_hidden_is_told(walk: Walk) -> None:
    assert walk.leaks == []


def test_every_form_needs_its_token(walk: Walk) -> None:
    assert walk.unguarded == []


# ---------------------------------------------------------------- the page itself
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
