"""An item that asks who files online to be proved: refused below, by page, command and API."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from tongban.capabilities.accounts.queries import own_level
from tongban.capabilities.accounts.testing import check_name, signed_in_twice
from tongban.capabilities.cases.commands import LevelTooLow, file_application
from tongban.capabilities.cases.testing import (
    AT,
    World,
    make_filing,
    make_world,
)
from tongban.capabilities.cases.tests.citizens import text_of
from tongban.capabilities.people.testing import open_page_session, signed_in
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db
RULE = "online_assurance_reached"


@pytest.fixture
def world() -> World:
    return make_world(assurance="3")


def file(world: World, actor: Actor) -> Any:
    filing = make_filing(world, actor)
    return file_application(actor=actor, filing=filing, channel="web", at=AT)


def test_each_step_lifts_the_level_and_only_the_last_files(world: World) -> None:
    citizen = world.citizen
    assert own_level(actor=citizen) == 1
    with pytest.raises(LevelTooLow) as refused:
        file(world, citizen)
    assert refused.value.rule == RULE
    assert "GB/T 22239" in str(refused.value.source)

    # A second factor of somebody whose name nobody checked proves nobody in particular.
    _client, proved = signed_in_twice(citizen)
    assert own_level(actor=proved) == 1
    check_name(citizen)
    assert own_level(actor=citizen) == 2
    assert own_level(actor=proved) == 3
    # The proof is the session's: another browser of the same person is not lifted by it.
    assert own_level(actor=replace(citizen, session=open_page_session(citizen))) == 2
    with pytest.raises(LevelTooLow):
        file(world, citizen)

    assert file(world, proved).number


def test_the_check_page_offers_it_and_one_comes_back(world: World) -> None:
    check_name(world.citizen)
    code = world.guide.handling_code
    plain = signed_in(world.citizen)
    page = plain.get(f"/apply/{code}/check")
    assert "提交前再核验一次" in text_of(page)
    assert "提交申请" not in text_of(page)
    way = f"/my/verify?level=3&next=%2Fapply%2F{code}%2Fcheck"
    assert way.replace("&", "&amp;") in page.content.decode()
    assert "开通两步验证" in text_of(plain.get(way))

    client, _actor = signed_in_twice(world.citizen)
    assert client.get(way)["Location"] == f"/apply/{code}/check"
    assert "提交申请" in text_of(client.get(f"/apply/{code}/check"))


def test_the_guide_says_so_in_plain_words(world: World) -> None:
    page = text_of(Client().get(f"/items/{world.guide.handling_code}"))
    assert "提交前再核验一次" in page
    assert "填到一半可以存着" in page
