"""Processes told apart by number and start time."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from tongban.plumbing.database.cluster.processes import (
    Process,
    ServerRecord,
    boot_id,
    follow_parent,
    ourselves,
    wait_until,
)


def test_the_same_number_with_another_start_is_another_process() -> None:
    us = ourselves()

    assert us.pid == os.getpid()
    assert us.is_alive
    assert not replace(us, started=us.started - 1).is_alive


def test_a_signal_is_not_sent_to_whoever_has_the_number_now() -> None:
    child = subprocess.Popen(["sleep", "60"])
    try:
        process = Process.of(child.pid)
        assert process is not None

        assert not replace(process, started=process.started - 1).send(signal.SIGKILL)
        assert child.poll() is None
        assert process.send(signal.SIGKILL)
        assert child.wait(5) == -signal.SIGKILL
        assert not process.send(signal.SIGKILL)
    finally:
        child.kill()
        child.wait()


def test_a_zombie_has_ended() -> None:
    child = subprocess.Popen(["true"])
    try:
        assert wait_until(lambda: Process.of(child.pid) is None, 5)
    finally:
        child.wait()


def test_end_goes_on_to_the_stronger_signal() -> None:
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    child = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE)
    assert child.stdout is not None
    with child, child.stdout as heard:
        heard.readline()
        process = Process.of(child.pid)
        assert process is not None

        assert process.end((signal.SIGTERM, 0.2), (signal.SIGKILL, 5.0))
        assert child.wait(5) == -signal.SIGKILL


def test_a_child_follows_its_parent_that_was_killed() -> None:
    code = (
        "import subprocess, signal, sys, time;"
        "from tongban.plumbing.database.cluster.processes import follow_parent;"
        "child = subprocess.Popen(['sleep', '60'], preexec_fn=follow_parent(signal.SIGTERM));"
        "print(child.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    with parent, parent.stdout as heard:
        child = Process.of(int(heard.readline()))
        assert child is not None

        parent.kill()

        assert wait_until(lambda: not child.is_alive, 5)
    assert callable(follow_parent(signal.SIGTERM))


def test_a_record_is_read_as_it_was_written_and_no_link_is_followed(
    tmp_path: Path,
) -> None:
    record = ServerRecord(server=Process(1, 2), starter=Process(3, 4))
    precious = tmp_path / "precious"
    precious.write_text("untouched")
    path = tmp_path / "server.json"
    path.symlink_to(precious)

    record.write(path)

    assert ServerRecord.read(path) == record
    assert precious.read_text() == "untouched"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_record_of_another_boot_names_nobody(tmp_path: Path) -> None:
    path = tmp_path / "server.json"
    ServerRecord(server=ourselves(), starter=ourselves()).write(path)
    path.write_text(path.read_text().replace(boot_id(), "another boot"))

    assert ServerRecord.read(path) is None


def test_a_damaged_record_is_none(tmp_path: Path) -> None:
    path = tmp_path / "server.json"
    path.write_text('{"server": {"pid": 1}}')

    assert ServerRecord.read(path) is None
