"""Counting in the database: for all processes, forgotten after success, blocked for a time."""

import pytest
from django.db import DatabaseError, connection, transaction

from tongban.plumbing.access.tallies import (
    Permits,
    TooMany,
    count_act,
    forget_acts,
    forget_old_tallies,
)

pytestmark = pytest.mark.django_db


def times(key: str, count: int, *, most: int = 3, rest: int = 600) -> list[bool]:
    return [
        count_act("x", key, most=most, span=600, rest=rest) > 0 for _ in range(count)
    ]


def test_the_one_too_many_is_refused_and_says_how_long() -> None:
    assert times("a", 3) == [False] * 3
    assert count_act("x", "a", most=3, span=600, rest=600) == 600


def test_every_key_and_scope_has_a_count_of_its_own() -> None:
    times("a", 4)

    assert times("b", 3) == [False] * 3
    assert count_act("y", "a", most=3, span=600) == 0


def test_success_forgets_all_or_one() -> None:
    times("a", 3)
    forget_acts("x", "a", 1)
    assert times("a", 2) == [False, True]

    times("b", 3)
    forget_acts("x", "b")
    assert times("b", 4) == [False, False, False, True]


def test_success_does_not_end_a_rest() -> None:
    times("a", 4)
    forget_acts("x", "a")

    assert times("a", 1) == [True]


def test_after_the_time_the_count_begins_anew() -> None:
    assert [count_act("x", "a", most=1, span=0) for _ in range(3)] == [0, 0, 0]


def test_keys_are_no_logins_and_nobody_reads_them() -> None:
    times("zhangxiulan", 1)
    with (
        connection.cursor() as cursor,
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        cursor.execute("select * from tally")
    forget_old_tallies()
    assert times("zhangxiulan", 3) == [False, False, True]


def test_permits_are_shared_by_processes() -> None:
    """Two stores are two processes: together they give out no more than one minute allows."""
    stores = Permits("calls"), Permits("calls")
    given = 0
    for number in range(400):
        try:
            stores[number % 2].take("203.0.113.1", most=120)
        except TooMany:
            continue
        given += 1

    assert given == 120


def test_a_handful_of_permits_costs_one_statement(
    django_assert_num_queries: object,
) -> None:
    store = Permits("calls")
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture
        for _time in range(30):
            store.take("203.0.113.2", most=1200)


def test_careful_permits_are_counted_one_by_one() -> None:
    store, others = Permits("posts"), Permits("posts")
    for _time in range(3):
        store.take("203.0.113.3", most=3, careful=True)

    with pytest.raises(TooMany, match="请求太快了") as caught:
        others.take("203.0.113.3", most=3, careful=True)
    assert 0 < caught.value.seconds <= 60
