"""A change of the schema gives way to a transaction that wants what it holds."""

import threading
import time
from collections.abc import Callable

import psycopg
import pytest
from django.db import connection

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
