"""A primary with a synchronous replica is killed under load; every commit must be on the replica.

Two real servers on this machine, without a platform: what is tried is that an acknowledged
commit survives the loss of the primary, with the settings that the manual names.
"""

import argparse
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.scratch import PROJECT
from tongban.plumbing.database.cluster import Cluster, directory, launching
from tongban.plumbing.database.cluster.accounts import current_account
from tongban.plumbing.database.cluster.binaries import binaries_for
from tongban.plumbing.database.cluster.processes import Process

NAME = "tongban_replica"
WRITERS = 8
_IN_STEP = (
    "select count(*) from pg_stat_replication where sync_state in ('sync', 'quorum')"
)


def measure(seconds: float) -> dict[str, Any]:
    """Write from several sessions, kill the primary, promote, compare."""
    place = Path(tempfile.mkdtemp(prefix="tongban-replica-"))
    primary, standby = (
        Cluster(PROJECT, place / "a"),
        Cluster(PROJECT, place / "b"),
    )
    server = None
    try:
        primary.start()
        _execute(primary, "create table acts (said bigint primary key)")
        copy_server(primary, standby)
        binaries = binaries_for(standby.account, standby.places.copies)
        server = launching.launch_with_patience(
            binaries, standby.places, standby.account
        )
        wait_for_commits_on_both(primary)
        told = _write_and_kill(primary, seconds)
        began = time.monotonic()
        _execute(standby, "select pg_promote()")
        there = {row[0] for row in _execute(standby, "select said from acts")}
        back = time.monotonic() - began
    finally:
        if server is not None:
            launching.stop(server)
        primary.stop()
        for cluster in (primary, standby):
            for folder in (cluster.places.home, cluster.places.socket):
                shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(place, ignore_errors=True)
    lost = [key for key in told if key not in there]
    return {
        "operation": "primary killed under load, synchronous replica promoted",
        "acknowledged": len(told),
        "lost": len(lost),
        "promoted_seconds": round(back, 2),
        "failures": len(lost) + (not told),
    }


def copy_server(primary: Cluster, standby: Cluster) -> None:
    """Copy the primary while it serves, and let the copy follow it."""
    directory.make_folders(standby.places, standby.account)
    binaries = binaries_for(current_account(), standby.places.copies)
    target = standby.places.data
    socket = primary.places.socket
    subprocess.run(
        [
            *(binaries.program("pg_basebackup"), "-D", target, "--checkpoint=fast"),
            *("--wal-method=stream", "--host", socket, "--username=postgres"),
        ],
        check=True,
    )
    account = standby.account
    for path in (target, *target.rglob("*")):
        shutil.chown(path, account.uid, account.gid)
    follows = f"host={socket} user=postgres application_name={NAME}"
    directory.write_for(target / "standby.signal", "", account)
    directory.write_for(
        target / "local.conf", f"primary_conninfo = '{follows}'\n", account
    )
    directory.write_configuration(target, standby.places, account, throwaway=False)


def wait_for_commits_on_both(primary: Cluster) -> None:
    """From now on no commit is answered before the replica has it on its disk."""
    settings = f"synchronous_standby_names = '{NAME}'\nsynchronous_commit = on\n"
    directory.write_for(primary.places.data / "local.conf", settings, primary.account)
    _execute(primary, "select pg_reload_conf()")
    while _execute(primary, _IN_STEP) != [(1,)]:
        time.sleep(0.05)


def _write_and_kill(primary: Cluster, seconds: float) -> list[int]:
    """The keys whose commit was answered before the primary was gone."""
    told: list[int] = []
    writers = [
        threading.Thread(target=_write, args=(primary.url("postgres"), n, told))
        for n in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    time.sleep(seconds)
    gone = Process.of(primary.pid or 0)
    if gone is not None:
        gone.send(signal.SIGKILL)
    for writer in writers:
        writer.join()
    return told


def _write(url: str, number: int, told: list[int]) -> None:
    key = number
    try:
        with psycopg.connect(url, autocommit=True) as session:
            while True:
                session.execute("insert into acts values (%s)", [key])
                told.append(key)
                key += WRITERS
    except psycopg.OperationalError:
        return


def _execute(cluster: Cluster, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as session:
        done = session.execute(statement.encode())
        return done.fetchall() if done.description else []


if __name__ == "__main__":
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--seconds", type=int, default=5, help="of writing")
    facts = measure(parser.parse_args().seconds)
    print(json.dumps(facts))
    sys.exit(1 if facts["failures"] else 0)
