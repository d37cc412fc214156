"""What people asked in vain: kept without who, and what the office makes of it."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tongban.capabilities.catalogue.commands import (
    answer_in_guide,
    answer_with_word,
    purge_search_misses,
    set_question_aside,
)
from tongban.capabilities.catalogue.models import OpenQuestion
from tongban.capabilities.catalogue.permissions import PURGE_SEARCHES
from tongban.capabilities.catalogue.queries import (
    get_draft,
    list_open_questions,
    note_question,
    search_items,
)
from tongban.capabilities.catalogue.searches import OpenQuestionCard
from tongban.capabilities.catalogue.testing import Office, publish_item
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import (
    make_staff,
    open_api_session,
    signed_in,
)
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed
from tongban.plumbing.access.actor import anonymous, system
from tongban.plumbing.access.commands import reading

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)
API = "/api/v1/open-questions"


def ask(city: TestCity, text: str, day: date = DAY, **answers: str) -> None:
    note_question(actor=anonymous(city.code), text=text, answers=answers, day=day)


def waiting(office: Office) -> list[OpenQuestionCard]:
    return list_open_questions(actor=office.drafter)


def test_words_are_counted_and_nobody_can_be_known_from_them(
    city: TestCity, office: Office
) -> None:
    for _turn in range(2):
        ask(city, "张秀兰 转学 13812345678", who="person")
    ask(city, "孩子转学")

    first, second = waiting(office)
    assert (first.words, first.times) == ("张** 转学 #", 2)
    assert (second.words, second.times) == ("孩子转学", 1)
    with reading(anonymous(city.code)):
        assert OpenQuestion.objects.count() == 0


def test_who_says_nothing_is_told_how(city: TestCity) -> None:
    with pytest.raises(Invalid) as refused:
        ask(city, " 13812345678 ")
    assert "写一句您想办的事" in refused.value.errors["words"]


def test_a_question_becomes_a_guides_question_in_a_draft(
    city: TestCity, office: Office
) -> None:
    item = publish_item(city, office, name="转学手续办理")
    ask(city, "孩子转学")
    question = waiting(office)[0]

    draft_id = answer_in_guide(
        actor=office.drafter,
        question_id=question.question_id,
        handling_code=item.handling_code,
        asked="孩子转学要带什么？",
        answer="带户口簿。",
        at=AT,
    )

    with reading(office.drafter):
        draft = get_draft(actor=office.drafter, draft_id=draft_id)
    assert draft.document["faq"][-1] == {"q": "孩子转学要带什么？", "a": "带户口簿。"}
    assert draft.document["name"] == "转学手续办理"
    assert waiting(office) == []
    done = list_open_questions(actor=office.drafter, answered=True)[0]
    assert (done.answer, done.draft_id) == ("faq", draft_id)


def test_a_question_becomes_a_word_and_is_then_found(
    city: TestCity, office: Office
) -> None:
    publish_item(city, office, name="转移登记")
    ask(city, "卖老屋")
    anybody = anonymous(city.code)
    assert not search_items(actor=anybody, text="卖老屋", day=DAY, limit=1)

    answer_with_word(
        actor=office.drafter,
        question_id=waiting(office)[0].question_id,
        word="卖老屋",
        means=["转移登记"],
        at=AT,
    )

    assert search_items(actor=anybody, text="卖老屋", day=DAY, limit=1)
    assert waiting(office) == []


def test_it_is_settled_once_with_a_reason_and_by_the_office(
    city: TestCity, office: Office
) -> None:
    ask(city, "天气怎么样")
    question = waiting(office)[0].question_id
    clerk = make_staff("clerk", city.centre)
    with pytest.raises(NotAllowed):
        set_question_aside(actor=clerk, question_id=question, reason="不是", at=AT)
    with pytest.raises(Invalid, match="需要改"):
        set_question_aside(
            actor=office.drafter, question_id=question, reason=" ", at=AT
        )
    with pytest.raises(Invalid, match="需要改"):
        answer_with_word(
            actor=office.drafter, question_id=question, word="天气", means=[], at=AT
        )

    set_question_aside(
        actor=office.drafter, question_id=question, reason="不是政务服务", at=AT
    )

    with pytest.raises(MoveRefused, match="已经有人处理过"):
        set_question_aside(
            actor=office.drafter, question_id=question, reason="再来", at=AT
        )


def test_what_nobody_answered_is_forgotten_and_what_was_answered_stays(
    city: TestCity, office: Office
) -> None:
    ask(city, "天气怎么样")
    ask(city, "孩子转学")
    answered = next(one for one in waiting(office) if one.words == "孩子转学")
    set_question_aside(
        actor=office.drafter, question_id=answered.question_id, reason="已有", at=AT
    )
    grants = frozenset({(PURGE_SEARCHES, None)})
    keeper = system("searches", city=city.code, grants=grants)

    purge_search_misses(actor=keeper, before=DAY + timedelta(1))

    assert waiting(office) == []
    done = list_open_questions(actor=office.drafter, answered=True)
    assert [one.words for one in done] == ["孩子转学"]


def test_the_pages_take_a_question_and_settle_it(
    city: TestCity, office: Office
) -> None:
    item = publish_item(city, office, name="转学手续办理")
    nobody = Client()
    assert "/lead/ask" in nobody.get("/lead").content.decode()
    assert "/lead/ask?q=" in nobody.get("/search?q=qwzx").content.decode()
    assert "转学" in nobody.get("/lead/ask?q=转学").content.decode()
    assert nobody.post("/lead/ask", {"words": ""}).status_code == 422
    kept = nobody.post("/lead/ask?who=person", {"words": "孩子转学"})
    assert kept.status_code == 302
    assert "记下了" in nobody.get(kept["Location"]).content.decode()

    staff = signed_in(office.drafter)
    assert "孩子转学" in staff.get("/desk/items/questions").content.decode()
    here = f"/desk/items/questions/{waiting(office)[0].question_id}"
    assert "转学手续办理" in staff.get(here).content.decode()
    wrong = staff.post(here, {"do": "faq", "code": item.handling_code, "asked": "x"})
    assert wrong.status_code == 422
    assert "请写答复" in wrong.content.decode()
    told = {"asked": "孩子转学要带什么？", "answer": "带户口簿。"}
    done = staff.post(here, {"do": "faq", "code": item.handling_code, **told})
    assert done.status_code == 302
    assert "/desk/items/drafts/" in done["Location"]
    assert "写进常见问题" in staff.get("/desk/items/questions").content.decode()
    again = staff.post(here, {"do": "aside", "reason": "再来"})
    assert again.status_code == 409
    assert (
        signed_in(make_staff("clerk", city.centre))
        .get("/desk/items/questions")
        .status_code
        == 403
    )


def test_the_api_does_the_same(city: TestCity, office: Office) -> None:
    def call(method: str, path: str = "", **body: Any) -> Any:
        headers = {"Authorization": f"Bearer {open_api_session(office.drafter)}"}
        return getattr(Client(), method)(
            API + path,
            json.dumps(body) if body else None,
            content_type="application/json",
            headers=headers,
        )

    said = {"words": "孩子转学", "answers": {"who": "person"}}
    noted = Client().post(API, json.dumps(said), content_type="application/json")
    assert noted.status_code == 204, noted.content
    assert Client().get(API).status_code == 401
    key = call("get").json()[0]["question_id"]
    settled = call("post", f"/{key}/answer", kind="set_aside", reason="不是政务服务")
    assert settled.json()["answer"] == "set_aside", settled.content
    assert call("get").json() == []
    assert len(call("get", "?answered=true").json()) == 1
