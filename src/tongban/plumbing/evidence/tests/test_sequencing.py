"""The sequencer loses nothing, whoever writes beside it, and keeps to one order."""

import threading

import psycopg
import pytest
from django.db import connection

from tongban.plumbing.access.work import working
from tongban.plumbing.database.cluster.testing import OpenSession
from tongban.plumbing.evidence.sequencing import (
    age_of_oldest_unlinked,
    sequence_round,
    sequencer,
)
from tongban.plumbing.evidence.signing import (
    installation_key,
    installation_public_keys,
)
from tongban.plumbing.evidence.tests.logs import (
    CITY,
    NOW,
    leave_notes,
    sequence,
    sequence_all,
    write_leaf,
)
from tongban.plumbing.evidence.verifying import verify_log

pytestmark = pytest.mark.django_db(transaction=True)


def verdict() -> dict[str, bool]:
    keys = installation_public_keys()
    return {c.name: c.ok for c in verify_log(actor=sequencer(CITY), trusted=keys)}


def linked() -> list[str]:
    with working(sequencer(CITY), writing=False), connection.cursor() as cursor:
        cursor.execute("select leaf_id::text from evidence_link order by seq")
        return [row[0] for row in cursor.fetchall()]


def test_leaves_are_linked_once_in_order_of_their_transactions() -> None:
    leave_notes(3)
    assert sequence().linked == 3
    assert sequence().linked == 0
    leave_notes(2)
    assert sequence().linked == 2
    assert len(set(linked())) == 5
    assert all(verdict().values())


def test_a_batch_ends_inside_a_transaction_and_the_next_goes_on(
    open_session: OpenSession,
) -> None:
    session = open_session("app")
    written = [str(write_leaf(session, f"row {number}")) for number in range(7)]
    session.commit()
    rounds = [sequence(most=3) for _ in range(3)]
    assert [found.linked for found in rounds] == [3, 3, 1]
    assert [found.is_busy for found in rounds] == [True, True, False]
    assert linked() == written


def test_batches_that_come_out_even_add_nothing() -> None:
    leave_notes(6)
    assert [sequence(most=3).linked for _ in range(4)] == [3, 3, 0, 0]
    assert len(linked()) == 6
    leave_notes(3)
    assert [sequence(most=3).linked for _ in range(3)] == [3, 0, 0]


def test_an_open_writer_is_waited_for_and_not_lost(open_session: OpenSession) -> None:
    slow, fast = open_session("app"), open_session("app")
    first = write_leaf(slow, "begun first, committed last")
    second = write_leaf(fast, "begun last, committed first")
    fast.commit()
    assert sequence().linked == 0
    assert age_of_oldest_unlinked(city=CITY) > 0
    slow.commit()
    assert sequence_all() == 2
    assert linked() == [str(first), str(second)]
    assert age_of_oldest_unlinked(city=CITY) == 0


def test_a_writer_that_rolled_back_leaves_no_gap(open_session: OpenSession) -> None:
    session = open_session("app")
    write_leaf(session, "taken back")
    session.rollback()
    leave_notes(1)
    assert sequence_all() == 1
    assert all(verdict().values())


def test_several_writers_and_two_sequencers_lose_nothing(
    open_session: OpenSession,
) -> None:
    sessions = [open_session("app") for _ in range(4)]
    written: list[set[str]] = [set() for _ in sessions]
    done = threading.Event()

    def write(place: int, session: psycopg.Connection) -> None:
        for number in range(60):
            keys = [
                write_leaf(session, f"{place}/{number}") for _ in range(1 + number % 3)
            ]
            if number % 7 == 6:
                session.rollback()
                continue
            session.commit()
            written[place] |= {str(key) for key in keys}

    def link() -> None:
        while not done.is_set():
            sequence(most=20)
        connection.close()

    writers = [
        threading.Thread(target=write, args=pair) for pair in enumerate(sessions)
    ]
    linkers = [threading.Thread(target=link) for _ in range(2)]
    for thread in (*writers, *linkers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in linkers:
        thread.join()
    sequence_all()
    places = linked()
    assert set(places) == set().union(*written)
    assert len(places) == len(set(places))
    assert all(verdict().values())


def test_only_the_holder_of_the_lock_works(open_session: OpenSession) -> None:
    leave_notes(1)
    other = open_session("app")
    other.execute("begin")
    with working(sequencer(CITY), writing=False):
        found = sequence_round(city=CITY, key=installation_key(), now=NOW)
        assert found.is_holder
        other.execute("select 1")
        held = other.execute(
            "select count(*) from pg_locks where locktype = 'advisory' and granted"
            " and classid = %s",
            [int.from_bytes(b"tbSQ")],
        ).fetchone()
    assert held == (1,)


def test_after_a_restore_what_has_no_link_comes_first(
    open_session: OpenSession,
) -> None:
    leave_notes(2)
    sequence_all()
    leave_notes(2)
    # Another cluster counts its transactions from elsewhere: the log's last head names a
    # cluster that is not this one, and the leaves that wait lie in its future.
    root = open_session("postgres")
    root.execute("set session_replication_role = replica")
    root.execute("update evidence_head set done_xid = 'elsewhere/9000000000'")
    root.execute(
        "update evidence_leaf set xid = '8000000000'::xid8 where id not in"
        " (select leaf_id from evidence_link)"
    )
    root.commit()
    assert sequence().linked == 2
    leave_notes(1)
    assert sequence_all() == 1
    assert len(set(linked())) == 5


def test_a_restore_with_nothing_to_link_is_noted_once(
    open_session: OpenSession,
) -> None:
    leave_notes(1)
    sequence_all()
    root = open_session("postgres")
    root.execute("set session_replication_role = replica")
    root.execute("update evidence_head set done_xid = 'elsewhere/9000000000'")
    root.commit()
    assert sequence().linked == 0
    assert sequence().linked == 1
    assert sequence().linked == 0
    assert len(linked()) == 2
