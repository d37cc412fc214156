"""`tongban items questions`: what waits, and each of the three things that becomes of it."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tongban.capabilities.catalogue.queries import get_draft, note_question
from tongban.capabilities.catalogue.testing import (
    EFFECTIVE_ON,
    Office,
    publish_item,
)
from tongban.capabilities.orgs.testing import TestCity
from tongban.faces.cli.main import make_app
from tongban.faces.cli.tests.test_papers import login_of
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from tongban.plumbing.access.actor import anonymous
from tongban.plumbing.database.keys import new_key

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> Result:
    return CliRunner().invoke(make_app(), ["items", "questions", *arguments])


def facts(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.exception
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def ask(city: TestCity, *texts: str) -> None:
    for text in texts:
        who = anonymous(city.code)
        note_question(actor=who, text=text, answers={}, day=EFFECTIVE_ON)


def test_each_question_is_settled_in_one_of_three_ways(
    city: TestCity, office: Office
) -> None:
    guide = publish_item(city, office)
    ask(city, "摆摊卖凉皮", "摆摊卖凉皮", "开面馆", "今天天气怎么样")
    own = ("--as", login_of(office.drafter))

    waiting = facts("list", *own)["questions"]
    key = {one["words"]: one["question_id"] for one in waiting}
    assert [one["times"] for one in waiting] == [2, 1, 1]
    assert "摆摊卖凉皮  2 次  等着处理" in run("list", *own).stdout

    asked = ("--asked", "摆摊卖凉皮要办吗？", "--answer", "要办，先登记。")
    made = facts("faq", key["摆摊卖凉皮"], guide.handling_code, *asked, *own)
    draft = get_draft(actor=office.drafter, draft_id=made["draft"])
    assert {"q": asked[1], "a": asked[3]} in draft.document["faq"]
    assert facts("word", key["开面馆"], "面馆", "食品经营", *own) == {"word": "面馆"}
    aside = run("aside", key["今天天气怎么样"], "不是办事。", *own)
    assert aside.exit_code == 0
    assert "已经记下，不处理。" in aside.stdout

    assert "没有这样的问题。" in run("list", *own).stdout
    done = {
        one["words"]: one["answer"]
        for one in facts("list", "--answered", *own)["questions"]
    }
    assert done == {
        "摆摊卖凉皮": "faq",
        "开面馆": "synonym",
        "今天天气怎么样": "set_aside",
    }


def test_what_cannot_be_done_is_refused(city: TestCity, office: Office) -> None:
    ask(city, "开面馆")
    own = ("--as", login_of(office.drafter))
    (one,) = facts("list", *own)["questions"]
    key = one["question_id"]

    assert isinstance(run("aside", key, " ", *own).exception, Invalid)
    assert isinstance(run("aside", "x", "不是办事。", *own).exception, NotFound)
    nobody = run("aside", str(new_key()), "不是办事。", *own)
    assert isinstance(nobody.exception, NotFound)
    lawyer = ("--as", login_of(office.reviewers["legality"]))
    assert isinstance(run("aside", key, "不是办事。", *lawyer).exception, NotAllowed)
    assert run("aside", key, "不是办事。", *own).exit_code == 0
    assert isinstance(run("aside", key, "再来一次。", *own).exception, MoveRefused)
