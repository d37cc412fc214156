"""What the search is taught, what it could not find, and that nobody is named by it."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tongban.capabilities.catalogue.commands import (
    load_usual_synonyms,
    purge_search_misses,
    teach_synonym,
)
from tongban.capabilities.catalogue.finding.masking import masked
from tongban.capabilities.catalogue.finding.seed import usual_synonyms
from tongban.capabilities.catalogue.jobs import KEPT, purge_searches
from tongban.capabilities.catalogue.permissions import PURGE_SEARCHES
from tongban.capabilities.catalogue.queries import (
    list_misses,
    list_synonyms,
    note_miss,
    search_items,
)
from tongban.capabilities.catalogue.testing import Office, make_office, publish_item
from tongban.capabilities.catalogue.tests.typing_in import browser
from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.testing import open_api_session
from tongban.ground.refusals import Invalid, NotAllowed
from tongban.plumbing.access.actor import Actor, anonymous, system

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
DAY = date(2026, 11, 22)
ANYONE = anonymous("690100")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("火箭发射", "火箭发射"),
        ("  火箭 发射！", "火箭发射"),
        ("张秀兰", ""),
        ("张秀兰 低保", "张**低保"),
        ("欧阳修", ""),
        ("欧阳修 护照", "欧**护照"),
        ("我叫王小明想查档案", "我叫*查档案"),
        ("许可证", "许可证"),
        ("房产证", "房产证"),
        ("13900001111", ""),
        ("京A12345怎么年检", "京#怎么年检"),
        ("编号690121199001011234的办件", "编号#的办件"),
        ("好", ""),
        ("", ""),
    ],
)
def test_numbers_and_names_are_not_kept(said: str, kept: str) -> None:
    assert masked(said) == kept


@given(st.text(max_size=80))
def test_no_figure_is_ever_kept(said: str) -> None:
    kept = masked(said)

    assert not any(sign.isascii() and sign.isdigit() for sign in kept)
    assert len(kept) <= 24


@pytest.fixture
def office() -> Office:
    office = make_office(make_city())
    publish_item(make_city(), office)
    return office


def found(words: str) -> list[str]:
    return [
        item.name for item in search_items(actor=ANYONE, text=words, day=DAY, limit=3)
    ]


def teacher(office: Office) -> Actor:
    return office.publisher


pytestmark_db = pytest.mark.django_db


@pytestmark_db
def test_a_word_that_is_taught_is_understood_at_once_and_forgotten_when_let_go(
    office: Office,
) -> None:
    actor = teacher(office)
    assert found("整点吃食") == []

    teach_synonym(actor=actor, word="整点吃食", means=["食品经营"], at=AT)
    assert found("整点吃食") == ["食品经营许可"]
    [card] = list_synonyms(actor=actor, word="吃食")
    assert card.means == ("食品经营",)

    teach_synonym(actor=actor, word="整点吃食", means=[], at=AT)
    assert found("整点吃食") == []
    assert list_synonyms(actor=actor) == []


@pytestmark_db
def test_a_word_that_is_taught_again_means_the_new(office: Office) -> None:
    actor = teacher(office)
    for means in (["甲"], ["食品经营"]):
        teach_synonym(actor=actor, word="整点吃食", means=means, at=AT)

    assert found("整点吃食") == ["食品经营许可"]
    assert len(list_synonyms(actor=actor)) == 1


@pytestmark_db
@pytest.mark.parametrize(
    ("word", "means", "field"),
    [
        ("", ["食品经营"], "word"),
        ("。", ["食品经营"], "word"),
        ("长" * 21, ["食品经营"], "word"),
        ("食品", ["食品"], "means"),
        ("食品", ["长" * 41], "means"),
        ("食品", [f"叫法{n}" for n in range(9)], "means"),
    ],
)
def test_a_word_that_would_mean_nothing_is_refused(
    office: Office, word: str, means: list[str], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        teach_synonym(actor=teacher(office), word=word, means=means, at=AT)

    assert field in refused.value.errors
    assert "例如" in refused.value.errors[field]


@pytestmark_db
def test_only_who_keeps_the_list_teaches(office: Office) -> None:
    with pytest.raises(NotAllowed):
        teach_synonym(actor=ANYONE, word="吃食", means=["食品"], at=AT)
    with pytest.raises(NotAllowed):
        load_usual_synonyms(actor=ANYONE, at=AT)


@pytestmark_db
def test_the_usual_words_are_taken_in_once_and_change_nothing_of_ours(
    office: Office,
) -> None:
    actor = teacher(office)
    teach_synonym(actor=actor, word="过户", means=["食品经营"], at=AT)

    assert load_usual_synonyms(actor=actor, at=AT) == len(usual_synonyms()) - 1
    assert load_usual_synonyms(actor=actor, at=AT) == 0
    [ours] = [one for one in list_synonyms(actor=actor) if one.word == "过户"]
    assert ours.means == ("食品经营",)


@pytestmark_db
def test_what_is_not_found_is_counted_by_day_and_words(office: Office) -> None:
    for said in ("火箭发射", "火箭 发射", "13900001111"):
        note_miss(actor=ANYONE, text=said, day=DAY)
    note_miss(actor=ANYONE, text="火箭发射", day=DAY - timedelta(days=1))
    note_miss(actor=ANYONE, text="太久以前的事", day=DAY - timedelta(days=91))

    [miss] = list_misses(actor=teacher(office), day=DAY)
    assert (miss.words, miss.times, miss.last) == ("火箭发射", 3, DAY)
    assert list_misses(actor=ANYONE, day=DAY) == []


@pytestmark_db
def test_old_misses_are_purged_by_the_system_alone(office: Office) -> None:
    old = DAY - KEPT - timedelta(days=1)
    note_miss(actor=ANYONE, text="火箭发射", day=old)
    note_miss(actor=ANYONE, text="潜艇驾照", day=DAY)
    with pytest.raises(NotAllowed):
        purge_search_misses(actor=teacher(office), before=DAY)
    other = system("x", city="690200", grants=frozenset({(PURGE_SEARCHES, None)}))
    assert purge_search_misses(actor=other, before=DAY) == 0

    purge_searches(AT)

    assert [one.words for one in list_misses(actor=teacher(office), day=DAY)] == [
        "潜艇驾照"
    ]
    clearer = system("x", city="690100", grants=frozenset({(PURGE_SEARCHES, None)}))
    assert purge_search_misses(actor=clearer, before=old) == 0


@pytestmark_db
def test_a_search_page_notes_what_it_did_not_find_and_only_that(
    office: Office, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for asked in ({"q": "火箭发射"}, {"q": "开饭店"}, {"q": "潜艇驾照", "who": "firm"}):
        assert Client().get("/search", asked).status_code == 200
    with django_assert_max_num_queries(10):
        Client().get("/search", {"q": "火箭发射"})

    misses = list_misses(actor=teacher(office), day=date.today() + timedelta(days=1))  # noqa: DTZ011  # the page's clock
    assert [(one.words, one.times) for one in misses] == [("火箭发射", 2)]


PAGE = "/desk/items/words"


@pytestmark_db
def test_what_was_not_found_is_made_a_word_with_one_click(office: Office) -> None:
    note_miss(actor=ANYONE, text="整点吃食", day=date.today())  # noqa: DTZ011  # the page's clock
    client = browser(teacher(office))
    html = client.get(PAGE).content.decode()
    assert "整点吃食" in html
    link = next(
        part.split('"')[0] for part in html.split('href="') if part.startswith("?word=")
    )
    assert 'value="整点吃食"' in client.get(PAGE + link.split("#")[0]).content.decode()

    sent = {"do": "teach", "word": "整点吃食", "means": "食品经营、餐饮"}
    answer = client.post(PAGE, sent, follow=True).content.decode()

    assert "找到：食品经营许可" in answer
    assert "都找到了" in answer
    assert "食品经营、餐饮" in answer
    sent = {"do": "let_go", "word": "整点吃食"}
    assert "食品经营、餐饮" not in client.post(PAGE, sent, follow=True).content.decode()


@pytestmark_db
@pytest.mark.parametrize(
    "sent",
    [
        {"do": "teach", "word": "过户", "means": ""},
        {"do": "teach", "word": "", "means": "转移登记"},
        {"do": "x"},
        {},
    ],
)
def test_a_form_that_says_nothing_is_refused_and_kept(
    office: Office, sent: dict[str, str]
) -> None:
    answer = browser(teacher(office)).post(PAGE, sent)

    assert answer.status_code == 422
    assert "错误" in answer.content.decode()


@pytestmark_db
def test_a_city_without_words_is_offered_the_usual_ones(office: Office) -> None:
    client = browser(teacher(office))
    assert "装入常用的说法" in client.get(PAGE).content.decode()

    answer = client.post(PAGE, {"do": "usual"}, follow=True).content.decode()

    assert "装入常用的说法" not in answer
    assert f"共 {len(usual_synonyms())} 个" in answer
    assert "网络预约出租汽车" in client.get(PAGE, {"q": "滴滴"}).content.decode()


@pytestmark_db
def test_others_do_not_come_in(office: Office) -> None:
    assert browser(office.lawyer).get(PAGE).status_code == 403
    assert Client().get(PAGE).status_code in {302, 403}


@pytestmark_db
def test_the_page_costs_as_many_queries_with_more_words(
    office: Office, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser(teacher(office))
    load_usual_synonyms(actor=teacher(office), at=AT)
    for number in "一二三四五六七八":
        note_miss(actor=ANYONE, text=f"火箭{number}号", day=date.today())  # noqa: DTZ011  # the page's clock
    client.get(PAGE)
    with django_assert_max_num_queries(20):
        client.get(PAGE)


@pytestmark_db
def test_the_api_teaches_too(office: Office) -> None:
    def call(actor: Actor, method: str, path: str = "", **body: object) -> Any:
        token = open_api_session(actor)
        return getattr(Client(), method)(
            f"/api/v1/search-words{path}",
            json.dumps(body) if body else None,
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )

    assert call(office.first_reviewer, "get").status_code == 403
    assert call(office.first_reviewer, "put", "/吃食", means=["x"]).status_code == 403
    assert call(teacher(office), "post", "/usual").json()["count"] > 0
    assert (
        call(teacher(office), "put", "/整点吃食", means=["食品经营"]).status_code == 204
    )
    [word] = call(teacher(office), "get", "?word=整点吃食").json()["synonyms"]
    assert word["means"] == ["食品经营"]
    wrong = call(teacher(office), "put", "/过户", means=["过户"])
    assert wrong.status_code == 422
