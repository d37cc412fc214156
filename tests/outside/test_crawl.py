"""Hostile words in every field and parameter break nothing, and come back as words only."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.outside.crawling import Crawled, Crawler, Fields, parameters_in_code

OnStage = Callable[[Callable[[Any], Crawled]], Crawled]


@pytest.fixture(scope="module")
def crawled(on_stage: OnStage, turns: int) -> Crawled:
    return on_stage(lambda stage: Crawler(stage, turns=turns).go())


def test_no_answer_fails_or_gives_a_word_back_as_markup(crawled: Crawled) -> None:
    assert not crawled.findings, "\n".join(sorted(crawled.findings))


def test_pages_were_shown_and_forms_were_sent(crawled: Crawled) -> None:
    assert crawled.requests > 200
    assert len(crawled.forms) > 50
    # Words were looked at, and not only turned away at a door.
    assert crawled.statuses[200] > crawled.requests / 4
    assert crawled.statuses[422] > 20


def test_the_parameters_of_the_code_are_found() -> None:
    assert {"q", "next", "on", "known_at", "page"} <= set(parameters_in_code())


def test_the_forms_of_a_page_are_found() -> None:
    page = '<form method="post" action="/a"><input name="x" value="1"><textarea name="y"></textarea></form><input name="z"><form><input name="q"></form>'
    assert Fields(page).posts == [("/a", {"x": "1", "y": ""})]
