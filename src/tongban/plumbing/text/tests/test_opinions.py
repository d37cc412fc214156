"""Opinions of reviewers: read, asked for, told."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from tongban.ground.refusals import Invalid
from tongban.ground.reviews import (
    FIRST_REVIEW,
    LEGALITY,
    LONGEST_OPINION,
    PASSED,
    RETURNED,
    STAGES,
    TO_PUBLISH,
    Opinion,
    next_stage,
    read_opinion,
)
from tongban.plumbing.text.opinions import ask_opinion, speakers, tell_opinions

REASON = "第 3 行没有依据"
AT = datetime(2026, 11, 22, tzinfo=UTC)


def read(said: str, outcome: str = RETURNED, stage: str = LEGALITY) -> str:
    return read_opinion(said, stage=stage, outcome=outcome, reason=REASON)


def test_the_stages_follow_each_other() -> None:
    assert [next_stage(passed) for passed in range(4)] == [*STAGES, TO_PUBLISH]


def test_passing_needs_no_words_and_returning_does() -> None:
    assert read("", PASSED) == "同意"
    assert read(" 依据齐全。\n", PASSED) == "依据齐全。"
    assert read(" 缺依据。") == "缺依据。"
    with pytest.raises(Invalid) as refused:
        read(" \u3000")
    said = "退回要写明哪里要改，例如：第 3 行没有依据，请补上条款。"
    assert refused.value.errors == {"opinion": said}


@pytest.mark.parametrize(("outcome", "stage"), [("", LEGALITY), (PASSED, TO_PUBLISH)])
def test_only_a_stage_and_an_outcome_that_there_are(outcome: str, stage: str) -> None:
    with pytest.raises(Invalid) as refused:
        read("好", outcome, stage)
    assert list(refused.value.errors) == ["outcome"]


def test_an_opinion_can_be_read_by_people() -> None:
    assert len(read("改" * LONGEST_OPINION)) == LONGEST_OPINION
    with pytest.raises(Invalid) as refused:
        read("改" * (LONGEST_OPINION + 1))
    assert "您写了 1001 个" in refused.value.errors["opinion"]
    assert REASON in refused.value.errors["opinion"]


def test_a_page_asks_with_what_was_typed() -> None:
    asked = ask_opinion(FIRST_REVIEW, "改改", "要写明", reason=REASON)
    assert asked["stage_title"] == "初审"
    field = asked["opinion"]
    assert (field["value"], field["error"]) == ("改改", "要写明")
    assert field["example"] == "第 3 行没有依据，请补上条款。"


def test_a_timeline_tells_who_said_what_in_order() -> None:
    known, gone = uuid4(), uuid4()
    said = [
        Opinion(1, FIRST_REVIEW, PASSED, "同意", known, AT),
        Opinion(1, LEGALITY, RETURNED, "缺依据", gone, AT),
        Opinion(2, FIRST_REVIEW, PASSED, "同意", known, AT),
    ]
    assert sorted(speakers(said)) == sorted({known, gone})
    told = tell_opinions(said, {known: "王敏"})
    assert [(one["what"], one["who"], one["note"]) for one in told] == [
        ("第 1 稿 初审：通过", "王敏", "同意"),
        ("第 1 稿 合法性审查：退回", "", "缺依据"),
        ("第 2 稿 初审：通过", "王敏", "同意"),
    ]
