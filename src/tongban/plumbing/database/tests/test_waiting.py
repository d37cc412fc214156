"""A change of the schema gives way to a transaction that wants what it holds."""

import threading
import time
from collections.abc import Callable

import psycopg
import pytest
from django.db import connection, connections, transaction

from tongban.plumbing.database.gate import ENTER
from tongban.plumbing.database.waiting import take_all_tables, with_patience

Open = Callable[[str], psycopg.Connection]


@pytest.mark.django_db(transaction=True)
def test_whoever_is_served_goes_first(open_session: Open) -> None:
    """Each wants what the other holds: the server would end one of them after a while."""
    served, owner = open_session("postgres"), open_session("owner")
    # As our own server has it; a test's server looks for circles sooner.
    served.execute("set deadlock_timeout = '30s'")
    served.execute("lock table city in row exclusive mode")
    owner.execute("set lock_timeout = '300ms'")
    owner.commit()
    tries: list[float] = []

    def change() -> None:
        tries.append(time.monotonic())
        with connection.wrap_database_errors, owner.transaction():
            owner.execute("lock table law_rule in access exclusive mode")
            owner.execute("lock table city in access exclusive mode")

    def served_goes_on() -> None:
        time.sleep(0.1)
        served.execute("lock table law_rule in row exclusive mode")
        served.commit()

    going_on = threading.Thread(target=served_goes_on)
    going_on.start()
    with_patience(change, "default")
    going_on.join()

    assert len(tries) > 1


@pytest.mark.django_db(transaction=True)
def test_all_tables_are_taken_at_once(open_session: Open) -> None:
    owner, other = open_session("owner"), open_session("owner")
    take_all_tables(owner.cursor())

    other.execute("set lock_timeout = '10ms'")
    with pytest.raises(psycopg.errors.LockNotAvailable):
        other.execute("lock table evidence_leaf in row share mode")
    other.rollback()
    owner.rollback()


@pytest.mark.django_db(transaction=True)
def test_a_change_waits_at_the_gate_and_holds_nothing_up(open_session: Open) -> None:
    """Whoever is inside goes on to any table; whoever comes then waits outside."""
    inside, late = open_session("app"), open_session("app")
    owner, watching = open_session("owner"), open_session("postgres")
    watching.autocommit = True
    inside.execute(f"select {ENTER}")
    inside.execute("select from city")

    def change() -> None:
        take_all_tables(owner.cursor())

    def come_late() -> None:
        late.execute(f"select {ENTER}")
        late.execute("select from law_rule")

    changing, coming = (threading.Thread(target=one) for one in (change, come_late))
    changing.start()
    wait_for_waiting(watching, 1)
    coming.start()
    wait_for_waiting(watching, 2)
    # The change waits and holds no table yet, so this is no circle.
    inside.execute("set local lock_timeout = '10ms'")
    inside.execute("select from law_rule")
    inside.commit()
    changing.join()
    owner.rollback()
    coming.join()
    late.rollback()


@pytest.mark.django_db(databases=["owner"])
def test_a_migration_closes_the_gate_before_it_changes_a_table(
    open_session: Open,
) -> None:
    watching = open_session("postgres")

    def change() -> None:
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            cursor.execute("select 1")
            assert gates_held(watching) == []
            cursor.execute("comment on table city is 'a city'")
            assert gates_held(watching) == ["ExclusiveLock"]
            cursor.execute("comment on table city is null")

    with_patience(change, "owner")


def gates_held(session: psycopg.Connection) -> list[str]:
    rows = session.execute(
        "select mode from pg_locks where locktype = 'advisory' and classid = %s",
        [int.from_bytes(b"tbGT")],
    ).fetchall()
    session.rollback()
    return [mode for (mode,) in rows]


def wait_for_waiting(session: psycopg.Connection, count: int) -> None:
    """Until so many wait at the gate: then they are known to stand where we think."""
    for _ in range(1000):
        row = session.execute(
            "select count(*) from pg_locks where locktype = 'advisory' and not granted"
        ).fetchone()
        if row == (count,):
            return
        time.sleep(0.01)
    pytest.fail(f"never {count} at the gate")
