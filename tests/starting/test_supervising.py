"""Children that die are started again, and not for ever."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tongban.config.orphans import end_orphans, session_of
from tongban.config.places import Installation
from tongban.config.supervising import GaveUp, Program, Supervisor
from tongban.plumbing.database.cluster.processes import Process, ourselves, wait_until

SLEEPS = "import time; time.sleep(60)"
# Like a web server: a master with a worker that outlives it.
HAS_WORKER = (
    "import subprocess, time; subprocess.Popen(['sleep', '60']); time.sleep(60)"
)
DRAINS = """
import signal, sys, time
def finish(number, frame):
    time.sleep(0.3)
    print("drained", flush=True)
    sys.exit(0)
signal.signal(signal.SIGTERM, finish)
print("ready", flush=True)
time.sleep(60)
"""


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(said: list[str]) -> Iterator[Supervisor]:
    made = Supervisor(said.append)
    yield made
    made.stop()


def program(folder: Path, code: str) -> Program:
    command = [sys.executable, "-c", code]
    return Program("child", command, os.environ, folder / "child.log")


def kill(running: Program) -> None:
    process = running.process
    assert process is not None
    assert process.send(signal.SIGKILL)
    assert wait_until(lambda: not running.is_running, 5)


def test_a_dead_child_is_started_again_after_a_pause(
    supervisor: Supervisor, said: list[str], tmp_path: Path
) -> None:
    child = program(tmp_path, SLEEPS)
    supervisor.start(child)
    kill(child)

    assert not supervisor.watch(now=100.0)
    assert not supervisor.watch(now=100.4)
    assert not child.is_running
    assert supervisor.watch(now=100.6)
    assert child.is_running
    assert len(said) == 1
    assert "child" in said[0]


def test_the_second_pause_is_longer(supervisor: Supervisor, tmp_path: Path) -> None:
    child = program(tmp_path, SLEEPS)
    supervisor.start(child)
    kill(child)
    supervisor.watch(now=100.0)
    supervisor.watch(now=101.0)
    kill(child)
    supervisor.watch(now=102.0)

    assert not supervisor.watch(now=102.9)
    assert supervisor.watch(now=103.1)


def test_the_third_death_in_a_minute_is_the_last(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    child = program(tmp_path, SLEEPS)
    supervisor.start(child)
    for now in (100.0, 110.0):
        kill(child)
        supervisor.watch(now=now)
        supervisor.watch(now=now + 5)
    kill(child)

    with pytest.raises(GaveUp, match="child"):
        supervisor.watch(now=120.0)


def test_deaths_long_apart_do_not_add_up(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    child = program(tmp_path, SLEEPS)
    supervisor.start(child)
    for now in (100.0, 200.0, 300.0, 400.0):
        kill(child)
        supervisor.watch(now=now)
        assert supervisor.watch(now=now + 1)


def test_stopping_lets_a_child_drain(supervisor: Supervisor, tmp_path: Path) -> None:
    child = program(tmp_path, DRAINS)
    supervisor.start(child)
    log = tmp_path / "child.log"
    assert wait_until(lambda: "ready" in log.read_text(), 5)

    supervisor.stop()

    assert "drained" in log.read_text()
    assert child.exit_code == 0


def test_stopping_leaves_no_workers_worker(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    child = program(tmp_path, HAS_WORKER)
    supervisor.start(child)
    leader = child.process
    assert leader is not None
    assert wait_until(lambda: len(session_of(leader)) == 2, 5)

    supervisor.stop()

    assert wait_until(lambda: not session_of(leader), 5)


def test_a_dead_masters_workers_are_ended_before_it_is_started_again(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    child = program(tmp_path, HAS_WORKER)
    supervisor.start(child)
    leader = child.process
    assert leader is not None
    assert wait_until(lambda: len(session_of(leader)) == 2, 5)
    kill(child)
    assert len(session_of(leader)) == 1

    supervisor.watch(now=100.0)
    supervisor.watch(now=101.0)

    assert child.is_running
    assert session_of(leader) == []


def test_the_next_start_ends_a_dead_masters_workers(tmp_path: Path) -> None:
    child = program(tmp_path, HAS_WORKER)
    child.start()
    leader = child.process
    assert leader is not None
    assert wait_until(lambda: len(session_of(leader)) == 2, 5)
    kill(child)
    assert len(session_of(leader)) == 1

    ended = end_orphans(installation(tmp_path, {"web": leader}))

    assert ended == ["web"]
    assert session_of(leader) == []


def test_a_number_that_somebody_else_has_now_is_left_alone(tmp_path: Path) -> None:
    child = program(tmp_path, SLEEPS)
    child.start()
    living = child.process
    assert living is not None
    earlier = Process(living.pid, living.started - 1)
    try:
        assert end_orphans(installation(tmp_path, {"web": earlier})) == []
        assert child.is_running
    finally:
        child.ask_to_stop()
        child.wait_for_end(5)


def installation(folder: Path, children: dict[str, Process]) -> Installation:
    return Installation(
        address="http://127.0.0.1:1/",
        data=folder,
        supervisor=Process(ourselves().pid, 1),
        children=children,
        socket=None,
        database_url="postgresql:///x",
        owner_url=None,
        sample=False,
    )


def test_a_successor_that_comes_takes_over_and_the_old_one_drains(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    old, new = program(tmp_path, DRAINS), program(tmp_path, SLEEPS)
    supervisor.start(old)
    assert wait_until(lambda: "ready" in (tmp_path / "child.log").read_text(), 10)

    assert supervisor.replace(new, lambda: new.is_running)

    assert not old.is_running
    assert "drained" in (tmp_path / "child.log").read_text()
    assert supervisor.processes == {"child": new.process}
    assert not supervisor.watch(now=100.0)


def test_a_successor_that_does_not_come_leaves_the_old_one_alone(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    old, new = program(tmp_path, SLEEPS), program(tmp_path, "raise SystemExit(1)")
    supervisor.start(old)

    assert not supervisor.replace(new, lambda: False)

    assert old.is_running
    assert supervisor.processes == {"child": old.process}
