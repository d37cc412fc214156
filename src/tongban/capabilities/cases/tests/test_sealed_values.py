"""What names a person lies sealed: in no row, found by its hash, dead with its key."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection

from tongban.capabilities.cases.commands import file_application, keep_draft
from tongban.capabilities.cases.models import ApplicationForm, Party
from tongban.capabilities.cases.queries.own_part import get_own_part
from tongban.capabilities.cases.queries.searching import search_cases
from tongban.capabilities.cases.testing import (
    AT,
    World,
    make_filing,
    make_party,
    make_world,
)
from tongban.capabilities.cases.types import Receipt, Wish
from tongban.capabilities.people.queries import get_own_card
from tongban.plumbing.access.actor import Actor, system
from tongban.plumbing.access.work import working
from tongban.plumbing.sealing.cipher import Unsealable
from tongban.plumbing.sealing.fields import PURGED

PHONE = "13912345678"
STREET = "安澜市青渡县百花巷八号"
OWN = (
    "person",
    "party",
    "application_form",
    "application_draft",
    "delivery_wish",
    "application",
    '"case"',
    "case_event",
    "paper",
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def file(world: World) -> Receipt:
    party = replace(make_party(world.citizen), phone=PHONE, address=STREET)
    filing = make_filing(
        world, parties=(party,), wish=Wish("post", "张秀兰", PHONE, STREET)
    )
    return file_application(actor=world.citizen, filing=filing, channel="web", at=AT)


def everything(actor: Actor, *tables: str) -> str:
    """All that the actor's rows of these tables hold, as the database gives it."""
    with working(actor, writing=False), connection.cursor() as cursor:
        found: list[Any] = []
        for table in tables:
            cursor.execute(f"select t::text from {table} t")
            rows = cursor.fetchall()
            assert rows, table
            found += rows
    return "\n".join(row[0] for row in found)


def test_no_row_holds_what_was_typed(world: World) -> None:
    file(world)
    keep_draft(
        actor=world.citizen,
        version_id=world.guide.version_id,
        answers={"values": {"note": STREET}, "wish": {"phone": PHONE}},
        at=AT,
    )
    number = get_own_card(actor=world.citizen).id_number

    rows = everything(world.citizen, *OWN)
    log = everything(system("looking", city=world.citizen.city), "evidence_leaf")

    for value in (number, PHONE, STREET):
        assert value not in rows + log
    assert "s1." in rows


def test_the_filer_reads_what_was_typed(world: World) -> None:
    receipt = file(world)

    own = get_own_part(actor=world.citizen, case_id=receipt.case_id, with_values=True)

    assert own.wish == Wish("post", "张秀兰", PHONE, STREET)
    assert own.values == make_filing(world).values


def test_a_desk_finds_a_case_by_a_whole_number_only(world: World) -> None:
    file(world)
    number = get_own_card(actor=world.citizen).id_number

    def found(words: str) -> int:
        return len(search_cases(actor=world.officer, words=words, today=AT.date()))

    assert (found(PHONE), found(number)) == (1, 1)
    assert (found(PHONE[:-1] + "9"), found(number[:-4])) == (0, 0)


def test_a_value_that_was_moved_to_another_row_does_not_open(world: World) -> None:
    file(world)
    file(world)
    with working(world.citizen, writing=False):
        one, other = Party.objects.order_by("id")
        one.__dict__["phone"], kept = other.__dict__["phone"], one.__dict__["phone"]
        with pytest.raises(Unsealable):
            _ = one.phone
        one.__dict__["address"] = kept
        with pytest.raises(Unsealable):
            _ = one.address


def test_a_query_cannot_be_given_a_sealed_value(world: World) -> None:
    file(world)
    with working(world.citizen, writing=False):
        with pytest.raises(TypeError, match="keyed hash"):
            Party.objects.filter(phone=PHONE).exists()
        with pytest.raises(TypeError, match="through its row"):
            ApplicationForm.objects.update(values={"a": PHONE})


def test_a_row_in_another_citys_hands_opens_nothing(world: World) -> None:
    file(world)
    with working(world.citizen, writing=False):
        row = Party.objects.get()
    with working(replace(world.citizen, city="690200"), writing=False):
        assert row.phone == PURGED
