"""What follows a fact: the paper's file, and words to everybody concerned; twice is harmless."""

import dataclasses
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection

from tongban.capabilities.cases.commands import file_application
from tongban.capabilities.cases.events import CaseMoved, PaperIssued
from tongban.capabilities.cases.models import PaperFile
from tongban.capabilities.cases.paper_files import papers_actor
from tongban.capabilities.cases.states import MOVE_WORDS, CaseState
from tongban.capabilities.cases.subscribers import (
    TITLES,
    make_its_file,
    tell_its_people,
)
from tongban.capabilities.cases.testing import (
    AT,
    World,
    make_case,
    make_filing,
    make_party,
    make_world,
)
from tongban.capabilities.notices.commands import tell_person
from tongban.capabilities.notices.permissions import TELL_PERSON
from tongban.capabilities.notices.queries import list_own_notices
from tongban.capabilities.notices.types import MessageWords
from tongban.capabilities.orgs.queries import system_actor_for_city
from tongban.capabilities.people.testing import make_citizen
from tongban.capabilities.wording.testing import (
    make_wording_office,
    put_words_in_force,
)
from tongban.ground.refusals import Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.outbox.relaying import list_set_aside, relay_batch

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def relay_all(world: World) -> None:
    while relay_batch(city=world.city.code, now=datetime.now(UTC) + timedelta(1)):
        pass


def titles(actor: Actor) -> list[str]:
    return [notice.title for notice in list_own_notices(actor=actor)]


def test_a_whole_way_is_told_in_plain_words(world: World) -> None:
    receipt = make_case(world, CaseState.DELIVERED)
    relay_all(world)
    assert titles(world.citizen) == [
        "结果已送达",
        "办好了",
        "现场核查有结果了",
        "现场核查开始了",
        "受理了",
        "收到您的申请",
    ]
    accepted = list_own_notices(actor=world.citizen)[4]
    assert receipt.number in accepted.text
    assert "2026年11月27日前办好" in accepted.text
    assert accepted.link == f"/my/cases/{receipt.case_id}"
    assert list_set_aside(city=world.city.code) == []


def test_every_move_that_concerns_people_has_words() -> None:
    assert set(MOVE_WORDS) - set(TITLES) == {"reviewed"}


def test_every_party_is_told_and_nobody_else(world: World) -> None:
    other, stranger = make_citizen("李建国"), make_citizen("赵小满")
    parties = (make_party(world.citizen), make_party(other, "agent"))
    filing = make_filing(world, parties=parties)
    file_application(actor=world.citizen, filing=filing, channel="web", at=AT)
    relay_all(world)
    assert titles(world.citizen) == ["收到您的申请"]
    assert titles(other) == ["收到您的申请"]
    assert titles(stranger) == []


def test_hearing_twice_is_harmless(world: World) -> None:
    receipt = make_case(world)
    assert isinstance(receipt.paper_id, UUID)
    issued = PaperIssued(
        paper_id=receipt.paper_id, case_id=receipt.case_id, kind="receipt"
    )
    moved = CaseMoved(
        case_id=receipt.case_id,
        event_id=new_key(),
        number=receipt.number,
        kind="accepted",
        occurred_at=AT,
        item_name="食品经营许可",
        promised_due_on=date(2026, 11, 27),
    )
    for _ in range(2):
        make_its_file(issued, world.city.code)
        tell_its_people(moved, world.city.code)
    assert titles(world.citizen) == ["受理了"]
    with reading(papers_actor(world.city.code)):
        assert PaperFile.objects.count() == 1


def test_review_is_nobodys_news(world: World) -> None:
    receipt = make_case(world)
    moved = CaseMoved(
        case_id=receipt.case_id,
        event_id=new_key(),
        number=receipt.number,
        kind="reviewed",
        occurred_at=AT,
        item_name="食品经营许可",
    )
    tell_its_people(moved, world.city.code)
    tell_its_people(dataclasses.replace(moved, kind="accepted"), "690199")
    assert titles(world.citizen) == []


def test_a_message_is_pinned_to_the_words_of_its_day(world: World) -> None:
    office = make_wording_office(world.city)
    own = {"text": "【{机关名称}】{办件编号}：受理了，请留意电话。"}
    version = put_words_in_force(
        office, "sms_accepted", own, body_id=world.city.market, on=AT.date()
    )
    receipt = make_case(world, CaseState.ACCEPTED)
    relay_all(world)

    accepted, submitted = list_own_notices(actor=world.citizen)
    assert accepted.text == (
        f"【安澜市市场监督管理局】{receipt.number}：受理了，请留意电话。"
    )
    assert submitted.text.startswith("【安澜市市场监督管理局】“食品经营许可")
    with reading(world.citizen), connection.cursor() as cursor:
        cursor.execute(
            "select kind, body_id, wording_id from notice order by told_at desc, id desc"
        )
        assert cursor.fetchall() == [
            ("sms_accepted", world.city.market, version),
            ("sms_submitted", world.city.market, None),
        ]


def test_other_words_than_those_of_the_day_are_refused(world: World) -> None:
    office = make_wording_office(world.city)
    version = put_words_in_force(
        office,
        "sms_accepted",
        {"text": "【{机关名称}】{办件编号} 受理了。"},
        body_id=None,
        on=AT.date() + timedelta(1),
    )
    teller = system_actor_for_city(
        name="notices",
        city=world.city.code,
        grants=frozenset({(TELL_PERSON, None)}),
    )
    assert world.citizen.person_id is not None
    with pytest.raises(Refusal, match="当天有效"):
        tell_person(
            actor=teller,
            person_id=world.citizen.person_id,
            title="受理了",
            text="受理了",
            link="",
            fact_key="x",
            at=AT,
            words=MessageWords("sms_accepted", world.city.market, version),
        )
