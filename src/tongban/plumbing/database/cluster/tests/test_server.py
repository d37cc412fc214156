"""One server's life: made, started, stopped, killed, found again."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from tongban.plumbing.database.cluster import Cluster, ClusterUnavailable
from tongban.plumbing.database.cluster.processes import (
    Process,
    ServerRecord,
    ourselves,
    wait_until,
)

pytestmark = pytest.mark.starting


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path, tmp_path / "var")
    yield made
    made.stop()
    for folder in (made.places.home, made.places.socket):
        shutil.rmtree(folder, ignore_errors=True)


def keep_a_note(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("owner")) as owner:
        owner.execute("create table public.note as select 7 as kept")


def read_the_note(cluster: Cluster) -> int:
    with psycopg.connect(cluster.url("owner")) as owner:
        row = owner.execute("select kept from public.note").fetchone()
    assert row is not None
    return int(row[0])


def test_what_was_written_is_there_after_a_stop_and_a_start(cluster: Cluster) -> None:
    cluster.start()
    keep_a_note(cluster)
    cluster.stop()
    assert not cluster.is_running

    cluster.start()

    assert read_the_note(cluster) == 7


def test_half_a_directory_is_not_taken_for_a_whole_one(cluster: Cluster) -> None:
    cluster.ensure()
    shutil.rmtree(cluster.places.data)
    cluster.places.unfinished.mkdir(mode=0o700)
    (cluster.places.unfinished / "PG_VERSION").write_text("18")

    cluster.start()

    assert cluster.is_running
    assert not cluster.places.unfinished.exists()


def test_a_server_whose_supervisor_lives_is_left_alone(cluster: Cluster) -> None:
    cluster.start()
    other = subprocess.Popen(["sleep", "60"])
    try:
        server, living = Process.of(cluster.pid or 0), Process.of(other.pid)
        assert server is not None
        assert living is not None
        ServerRecord(server, living).write(cluster.places.record)

        second = Cluster(Path("/"), Path("/nowhere"))
        second.places = cluster.places
        with pytest.raises(ClusterUnavailable, match=str(other.pid)):
            second.start()

        assert cluster.is_running
    finally:
        other.kill()
        other.wait()


def test_an_orphan_is_ended_and_its_data_found(cluster: Cluster) -> None:
    cluster.start()
    keep_a_note(cluster)
    orphan = Process.of(cluster.pid or 0)
    assert orphan is not None
    gone = replace(ourselves(), started=1)
    ServerRecord(orphan, gone).write(cluster.places.record)

    second = Cluster(Path("/"), Path("/nowhere"))
    second.places = cluster.places
    with second:
        assert not orphan.is_alive
        assert read_the_note(second) == 7


def test_a_killed_server_recovers_what_was_committed(cluster: Cluster) -> None:
    cluster.start()
    keep_a_note(cluster)
    killed = Process.of(cluster.pid or 0)
    assert killed is not None
    assert killed.end((signal.SIGKILL, 5.0))

    cluster.start()

    assert read_the_note(cluster) == 7


def test_a_lock_file_naming_a_stranger_is_forgotten(cluster: Cluster) -> None:
    cluster.start()
    lines = (cluster.places.data / "postmaster.pid").read_text().splitlines()
    cluster.stop()
    stranger = subprocess.Popen(["sleep", "60"], cwd="/", **cluster.account.identity)
    try:
        lines[0] = str(stranger.pid)
        # Without the shared memory line, as after a restart of the machine.
        (cluster.places.data / "postmaster.pid").write_text("\n".join(lines[:6]) + "\n")

        cluster.start()

        assert cluster.is_running
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_the_database_follows_a_supervisor_that_was_killed() -> None:
    code = (
        "import sys, time; from pathlib import Path;"
        "from tongban.plumbing.database.cluster import Cluster;"
        "made = Cluster(Path('/'), Path('/'), throwaway=True); made.start();"
        "print(made.pid, made.places.home, flush=True); time.sleep(60)"
    )
    supervisor = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
    )
    assert supervisor.stdout is not None
    with supervisor, supervisor.stdout as heard:
        pid, home = heard.readline().split()
        server = Process.of(int(pid))
        assert server is not None

        supervisor.kill()

        assert wait_until(lambda: not server.is_alive, 10)
    shutil.rmtree(home)


def test_data_of_another_major_version_is_refused(cluster: Cluster) -> None:
    cluster.ensure()
    (cluster.places.data / "PG_VERSION").write_text("17\n")

    with pytest.raises(ClusterUnavailable, match="PostgreSQL 17"):
        cluster.start()


def test_a_throwaway_cluster_leaves_nothing() -> None:
    with Cluster(Path("/"), Path("/"), throwaway=True) as cluster:
        home = cluster.places.home
        assert home.exists()

    assert not home.exists()
