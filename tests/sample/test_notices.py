"""一次性告知单 of every item of the sample city: one page, whatever the answers are."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from tests.sample.test_sample_data import FILES, ITEMS
from tongban.capabilities.catalogue.elements.preview import preview
from tongban.capabilities.catalogue.telling import make_notice_paper
from tongban.plumbing.files.pdfium import count_pages
from tongban.plumbing.papers.testing import text_of

DAY = date(2026, 11, 22)
# Of the packs those that say most: a paper takes a tenth of a second to make.
LONGEST = sorted(ITEMS, key=lambda name: -len(str(ITEMS[name]["materials"])))[:12]
TOLD = [*FILES, *(name for name in LONGEST if name not in FILES)]
MOST_PLACES = max(ITEMS, key=lambda name: len(ITEMS[name]["place"]))


def most_asking(document: dict[str, Any]) -> dict[str, str]:
    """The answers under which most has to be brought."""
    guide = preview(document, "")
    keys = [row.key for row in guide.situations]
    options = [[one.key for one in row.options] for row in guide.situations]
    return max(
        (dict(zip(keys, one, strict=True)) for one in product(*options)),
        key=lambda answers: len(guide.materials_for(answers)),
    )


@pytest.mark.parametrize("name", dict.fromkeys([*TOLD, MOST_PLACES]))
def test_the_notice_of_whoever_must_bring_most_is_one_page(name: str) -> None:
    document = ITEMS[name]
    guide = preview(document, "安澜市市场监督管理局")
    answers = most_asking(document)

    paper = make_notice_paper(guide, answers, day=DAY)

    assert count_pages(paper) == 1
    said = text_of(paper)
    for material in guide.materials_for(answers):
        assert "".join(material.name.split()) in said, material.name
