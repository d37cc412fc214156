"""Jobs are queued with their transaction, run as the application, and end cleanly."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tongban.plumbing.database.cluster.testing import OpenSession
from tongban.plumbing.jobs.heartbeat import (
    FRESH_SECONDS,
    WORKER,
    beat,
    is_alive,
    last_beat,
)
from tongban.plumbing.jobs.looping import STUCK_SECONDS, Pulse, run_loop
from tongban.plumbing.jobs.months import missing_months
from tongban.plumbing.jobs.running import run_queue
from tongban.plumbing.jobs.scheduling import DEFAULT, known_schedule, queue, queued

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SEEN: list[int] = []


@queued(name="test.note")
def note(number: int) -> None:
    SEEN.append(number)


@queued(name="test.fail")
def fail(number: int) -> None:
    raise ValueError("a job that cannot be done")


BEGUN = threading.Event()


@queued(name="test.long")
def take_long(number: int) -> None:
    BEGUN.set()
    time.sleep(1)
    SEEN.append(number)


@pytest.fixture(autouse=True)
def _nothing_seen() -> None:
    SEEN.clear()


def jobs_by_status() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select status::text, count(*) from procrastinate_jobs"
            " where task_name like 'test.%' group by 1"
        )
        return dict(cursor.fetchall())


@pytest.mark.django_db(transaction=True)
def test_a_queued_job_runs_once() -> None:
    queue("test.note", number=7)
    run_queue(DEFAULT, threading.Event(), wait=False)
    run_queue(DEFAULT, threading.Event(), wait=False)
    assert SEEN == [7]
    assert jobs_by_status() == {}


@pytest.mark.django_db(transaction=True)
def test_a_rollback_takes_the_job_back() -> None:
    with transaction.atomic():
        queue("test.note", number=8)
        transaction.set_rollback(True)
    run_queue(DEFAULT, threading.Event(), wait=False)
    assert SEEN == []


@pytest.mark.django_db(transaction=True)
def test_a_failed_job_stays_visible_and_the_next_runs() -> None:
    queue("test.fail", number=1)
    queue("test.note", number=2)
    run_queue(DEFAULT, threading.Event(), wait=False)
    assert SEEN == [2]
    assert jobs_by_status() == {"failed": 1}


@pytest.mark.django_db(transaction=True)
def test_a_worker_ends_when_it_is_asked_to() -> None:
    stop = threading.Event()
    worker = threading.Thread(target=run_queue, args=(DEFAULT, stop))
    worker.start()
    queue("test.note", number=3)
    give_up = time.monotonic() + 20
    while not SEEN and time.monotonic() < give_up:
        time.sleep(0.05)
    stop.set()
    worker.join(timeout=20)
    assert SEEN == [3]
    assert not worker.is_alive()


@pytest.mark.django_db(transaction=True)
def test_a_job_that_runs_is_finished_before_the_end() -> None:
    stop = threading.Event()
    worker = threading.Thread(target=run_queue, args=(DEFAULT, stop))
    queue("test.long", number=4)
    queue("test.note", number=5)
    worker.start()
    assert BEGUN.wait(timeout=20)
    stop.set()
    worker.join(timeout=20)
    assert not worker.is_alive()
    assert SEEN == [4]
    assert jobs_by_status() == {"todo": 1}


def test_the_room_has_its_own_schedule() -> None:
    assert {"jobs.heartbeat", "jobs.look_for_months"} <= set(known_schedule())


@pytest.mark.django_db(transaction=True)
def test_a_missing_month_is_named(open_session: OpenSession) -> None:
    now = datetime.now(UTC)
    assert missing_months(now) == []
    far = now + timedelta(days=365 * 30)
    assert f"refused_attempt_{far + timedelta(days=31):%Y%m}" in missing_months(far)


def test_a_heartbeat_is_fresh_for_a_while() -> None:
    beat(WORKER, NOW)
    assert last_beat(WORKER) == NOW
    assert is_alive(WORKER, NOW + timedelta(seconds=FRESH_SECONDS))
    assert not is_alive(WORKER, NOW + timedelta(seconds=FRESH_SECONDS + 1))


@pytest.mark.django_db(transaction=True)
def test_a_loop_waits_for_a_database_that_is_away_but_not_for_a_bug() -> None:
    stop, turns = threading.Event(), []

    def turn() -> int:
        turns.append(1)
        if len(turns) == 1:
            with connection.cursor() as cursor:
                cursor.execute("select pg_terminate_backend(pg_backend_pid())")
        stop.set()
        return 0

    run_loop(turn, stop, name="test")
    assert turns == [1, 1]

    def bug() -> int:
        with connection.cursor() as cursor:
            cursor.execute("select no_such_column")
        return 0

    with pytest.raises(DatabaseError):
        run_loop(bug, threading.Event(), name="test")


def test_a_loop_that_takes_no_turns_is_noticed() -> None:
    pulse = Pulse()
    assert pulse.stuck() == []
    pulse.turn("relay")
    assert pulse.stuck() == []
    pulse._turned["relay"] -= STUCK_SECONDS + 1
    assert pulse.stuck() == ["relay"]
    pulse.turn("relay")
    assert pulse.stuck() == []
