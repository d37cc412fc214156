"""The worker as its own process: it tells, makes papers, orders the log, and ends cleanly."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import connection

from tongban.capabilities.cases.queries import verify_records
from tongban.capabilities.cases.testing import make_case, make_world
from tongban.capabilities.notices.queries import list_own_notices
from tongban.capabilities.orgs.queries import system_actor_for_city
from tongban.config.worker import run_together
from tongban.ground.clock import Check
from tongban.plumbing.evidence.sequencing import age_of_oldest_unlinked
from tongban.plumbing.evidence.signing import installation_public_keys
from tongban.plumbing.jobs.heartbeat import SCHEDULER, WORKER, is_alive

PATIENCE = 40.0


@contextmanager
def running(module: str) -> Iterator["subprocess.Popen[bytes]"]:
    settings = connection.settings_dict
    url = (
        f"postgresql://{settings['USER']}@/{settings['NAME']}"
        f"?host={settings['HOST']}&port={settings['PORT']}"
    )
    told = {name: text for name, text in os.environ.items() if "OWNER" not in name}
    told["TONGBAN_DATABASE_URL"] = url
    told["DJANGO_SETTINGS_MODULE"] = "tongban.config.settings"
    process = subprocess.Popen([sys.executable, "-m", module], env=told)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(what: Callable[[], bool]) -> None:
    give_up = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < give_up, "it did not happen"
        time.sleep(0.1)


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_what_follows_an_act_and_ends_when_asked() -> None:
    world = make_world()
    make_case(world)
    actor = system_actor_for_city(name="test", city=world.city.code)

    def verdict() -> dict[str, Check]:
        keys = installation_public_keys()
        checks = verify_records(actor=actor, trusted=keys)
        return {check.name: check for check in checks}

    def is_made() -> bool:
        return verdict()["papers"].detail.startswith("1 ")

    with running("tongban.config.worker") as worker:
        wait_for(is_made)
        wait_for(lambda: len(list_own_notices(actor=world.citizen)) == 1)
        wait_for(lambda: age_of_oldest_unlinked(city=world.city.code) == 0)
        assert is_alive(WORKER, datetime.now(UTC))
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=20) == 0
    assert [check for check in verdict().values() if not check.ok] == []


@pytest.mark.django_db(transaction=True)
def test_the_scheduler_runs_what_is_due() -> None:
    with running("tongban.config.scheduler") as scheduler:
        wait_for(lambda: is_alive(SCHEDULER, datetime.now(UTC)))
        scheduler.send_signal(signal.SIGTERM)
        assert scheduler.wait(timeout=20) == 0


def test_when_one_loop_fails_the_others_stop() -> None:
    ended = threading.Event()

    def fails(stop: threading.Event) -> None:
        raise ValueError("broken")

    def waits(stop: threading.Event) -> None:
        stop.wait(PATIENCE)
        ended.set()

    before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
    try:
        assert run_together([fails, waits]) == 1
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
    assert ended.is_set()
