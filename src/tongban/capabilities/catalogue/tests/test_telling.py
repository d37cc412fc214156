"""一次性告知: the questions, the sheet for the answers, and the same on one page of paper."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tongban.capabilities.catalogue.telling import make_notice_paper, read_situations
from tongban.capabilities.catalogue.testing import (
    make_document,
    make_office,
    publish_item,
)
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.orgs.testing import make_city
from tongban.plumbing.files.pdfium import count_pages
from tongban.plumbing.papers.testing import text_of

pytestmark = pytest.mark.django_db
PLAN = "厨房布局图"


@pytest.fixture
def guide() -> Guide:
    """A guide with one question, on which one material depends."""
    city = make_city()
    return publish_item(city, make_office(city))


def sheet(guide: Guide, query: str = "", suffix: str = "") -> Any:
    return Client().get(f"/items/{guide.handling_code}/notice{suffix}{query}")


def test_the_questions_come_first_and_need_no_script_and_no_token(guide: Guide) -> None:
    html = sheet(guide).content.decode()

    assert "店里现做现卖吗" in html
    assert 'name="situation_s1"' in html
    assert '<form method="get"' in html
    assert "csrfmiddlewaretoken" not in html


@pytest.mark.parametrize(
    ("answer", "is_asked"), [("sell", False), ("make", True), ("unsure", True)]
)
def test_the_sheet_asks_for_what_an_application_asks_and_for_nothing_else(
    guide: Guide, answer: str, is_asked: bool
) -> None:
    html = sheet(guide, f"?situation_s1={answer}").content.decode()
    paper = text_of(sheet(guide, f"?situation_s1={answer}", ".pdf").content)

    asked = guide.materials_for({"s1": answer})
    assert (PLAN in html, PLAN in paper) == (is_asked, is_asked)
    for material in asked:
        assert material.name in html
        assert "".join(material.name.split()) in paper
    assert guide.digest in html
    assert guide.digest in paper


def test_the_paper_is_one_page_and_says_the_situation(guide: Guide) -> None:
    answer = sheet(guide, "?situation_s1=make", ".pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    assert count_pages(answer.content) == 1
    paper = text_of(answer.content)
    assert "店里现做现卖吗？现做现卖" in paper
    assert "一次性告知单" in paper


@pytest.mark.parametrize("query", ["?situation_s1=", "?situation_s1=palace"])
def test_an_unknown_answer_is_asked_again_and_never_guessed(
    guide: Guide, query: str
) -> None:
    page = sheet(guide, query)

    assert page.status_code == 422
    assert "请回答“店里现做现卖吗？”，从这些里选一个：现做现卖、只卖不做、不知道" in (
        page.content.decode()
    )
    assert sheet(guide, query, ".pdf").status_code == 422


def test_without_answers_there_is_no_paper(guide: Guide) -> None:
    refused = sheet(guide, "", ".pdf")

    assert refused.status_code == 422
    assert "先回答全部问题" in refused.content.decode()


def test_answers_can_be_changed_and_are_kept_meanwhile(guide: Guide) -> None:
    html = sheet(guide, "?situation_s1=make&again=1").content.decode()

    assert 'value="make" checked' in html
    assert PLAN not in html


def test_an_item_without_questions_is_told_right_away() -> None:
    city = make_city()
    waived = make_document()["materials"][0]
    guide = publish_item(city, make_office(city), situations=[], materials=[waived])

    assert sheet(guide).status_code == 200
    assert "不用交材料" in sheet(guide).content.decode()
    assert "不用交材料" in text_of(sheet(guide, "", ".pdf").content)


def test_an_unknown_item_has_no_notice(guide: Guide) -> None:
    assert Client().get("/items/nothing/notice").status_code == 404
    assert Client().get("/items/nothing/notice.pdf").status_code == 404


def test_a_long_guide_still_fits_on_one_page() -> None:
    city = make_city()
    materials = [
        row
        | {
            "key": f"m{at}",
            "name": f"{row['name']}之{at}",
            "catalogue_code": f"X-{at}",
            "acceptance_standard": "清楚、完整、在有效期内，" * 6,
        }
        for at in range(12)
        for row in make_document()["materials"][1:2]
    ]
    guide = publish_item(city, make_office(city), materials=materials)
    told = read_situations(guide, {"situation_s1": "make"})

    paper = make_notice_paper(guide, told.answers, day=date(2026, 11, 22))

    assert count_pages(paper) == 1
    assert "之11" in text_of(paper)


def test_a_guide_that_asks_for_nothing_says_so_everywhere() -> None:
    city = make_city()
    nothing: dict[str, Any] = {"materials": [], "no_materials": True, "situations": []}
    guide = publish_item(city, make_office(city), **nothing)

    for page in ("", "?view=standard", "/notice"):
        html = Client().get(f"/items/{guide.handling_code}{page}").content.decode()
        assert "不用交材料。" in html, page
    assert "不用交材料。" in text_of(sheet(guide, suffix=".pdf").content)
