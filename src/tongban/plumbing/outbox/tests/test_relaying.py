"""The relay: each listener hears a fact, poison is set aside and the rest go on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from tongban.ground.refusals import Refusal
from tongban.plumbing.access.actor import system
from tongban.plumbing.access.commands import command
from tongban.plumbing.outbox.publishing import Fact, on, publish
from tongban.plumbing.outbox.relaying import (
    MOST_ATTEMPTS,
    list_set_aside,
    relay_batch,
    try_again,
)

pytestmark = pytest.mark.django_db(transaction=True)

CITY = "690100"
ACTOR = system("test", city=CITY)
HEARD: list[int] = []
POISON = 13


@dataclass(frozen=True)
class NoteLeft(Fact):
    """A fact of these tests."""

    number: int


@on(NoteLeft)
def hear(fact: NoteLeft, city: str) -> None:
    if fact.number == POISON:
        raise ValueError("poison")
    HEARD.append(fact.number)


@on(NoteLeft)
def refuse_seven(fact: NoteLeft, city: str) -> None:
    if fact.number == 7:
        raise Refusal("七号不收。")


@command
def leave(*, actor: object, numbers: list[int], fails: bool = False) -> None:
    for number in numbers:
        publish(NoteLeft(number=number))
    if fails:
        raise Refusal("不算数。")


@pytest.fixture(autouse=True)
def _nothing_heard() -> Iterator[None]:
    HEARD.clear()
    yield
    connection.close()


def relay_until(days: int = 3) -> None:
    """Relay again and again, as if time went by."""
    now = datetime.now(UTC)
    for hour in range(days * 24):
        relay_batch(city=CITY, now=now + timedelta(hours=hour))


def waiting() -> int:
    from tongban.plumbing.access.work import working

    with working(ACTOR, writing=False), connection.cursor() as cursor:
        cursor.execute("select count(*) from outbox_message where not is_set_aside")
        return int(cursor.fetchone()[0])


def test_each_fact_is_heard_and_its_message_goes() -> None:
    leave(actor=ACTOR, numbers=[1, 2, 3])
    relay_batch(city=CITY, now=datetime.now(UTC))
    assert HEARD == [1, 2, 3]
    assert waiting() == 0


def test_what_was_rolled_back_is_never_told() -> None:
    with pytest.raises(Refusal):
        leave(actor=ACTOR, numbers=[1], fails=True)
    relay_batch(city=CITY, now=datetime.now(UTC))
    assert HEARD == []


def test_poison_is_set_aside_visibly_and_the_others_are_delivered() -> None:
    leave(actor=ACTOR, numbers=[1, POISON, 2, 7])
    relay_until()
    assert sorted(HEARD) == [1, 2, 7]
    aside = list_set_aside(city=CITY)
    assert {(row.listener.rpartition(".")[2], row.error) for row in aside} == {
        ("hear", "ValueError"),
        ("refuse_seven", "Refusal"),
    }
    assert {row.attempts for row in aside} == {MOST_ATTEMPTS}
    assert waiting() == 0


def test_a_relay_that_died_after_the_call_tells_again() -> None:
    leave(actor=ACTOR, numbers=[5])
    from tongban.plumbing.outbox import relaying

    now = datetime.now(UTC)
    (message,) = [
        row for row in relaying._take(ACTOR, now) if row.listener.endswith("hear")
    ]
    hear(NoteLeft(number=5), CITY)
    assert HEARD == [5]
    relay_batch(city=CITY, now=now + timedelta(seconds=30))
    assert HEARD == [5]
    relay_batch(city=CITY, now=now + timedelta(seconds=61))
    assert HEARD == [5, 5]
    assert message.attempts == 1


def test_a_message_for_code_that_is_gone_is_set_aside() -> None:
    from tongban.plumbing.access.work import working

    with working(ACTOR, writing=False), connection.cursor() as cursor:
        cursor.execute(
            "insert into outbox_message (id, city, fact, listener, body, created_at,"
            " attempts, next_at, is_set_aside, last_error) values (gen_random_uuid(),"
            " %s, 'NoteLeft', 'gone', '{}', now(), 0, now(), false, '')",
            [CITY],
        )
    relay_until()
    assert [row.listener for row in list_set_aside(city=CITY)] == ["gone"]
    assert try_again(city=CITY, now=datetime.now(UTC)) == 1
    assert list_set_aside(city=CITY) == []
    assert waiting() == 1
