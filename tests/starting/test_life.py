"""The platform's whole life, each row of its contract: started, found, toured, stopped, killed."""

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.starting.running import (
    DataFolder,
    Platform,
    free_port,
    owner_url_of,
    remove_cluster,
    snapshot,
    start_and_end,
    surroundings,
)
from tongban.config import demo
from tongban.config.orphans import session_of
from tongban.config.places import PROJECT
from tongban.plumbing.database.cluster.processes import Process, wait_until
from tongban.plumbing.database.cluster.testing import OpenSession

pytestmark = pytest.mark.starting

TOUR = "from tongban.faces.cli.main import run; run()"
MAKE_STAMP = (
    "from tools.setting_up import ensure_environment; ensure_environment('test')"
)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A first start, left running for tests that only look; the only one with the whole city."""
    made = subprocess.run(
        [sys.executable, "-c", MAKE_STAMP],
        cwd=PROJECT,
        env=os.environ | {"TONGBAN_VENV": sys.prefix},
        check=False,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    data = tmp_path_factory.mktemp("first") / "var"
    platform = Platform.start(data)
    yield platform
    platform.clean_up()
    remove_cluster(data)


@pytest.fixture(scope="module")
def stopped(
    first: Platform, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The data folder of an installation that was started once and stopped."""
    data = tmp_path_factory.mktemp("again") / "var"
    # The static files are the same: compressing them again would cost seconds.
    shutil.copytree(first.data / "static", data / "static")
    DataFolder(data).run.mkdir(mode=0o700)
    shutil.copy(DataFolder(first.data).static_stamp, DataFolder(data).static_stamp)
    platform = Platform.start(data, TONGBAN_SAMPLE="no")
    try:
        assert platform.stop() == 0
        yield data
    finally:
        platform.clean_up()
        remove_cluster(data)


@pytest.fixture
def again(stopped: Path) -> Iterator[Platform]:
    """A second start, which the test may end as it likes."""
    platform = Platform.start(stopped, TONGBAN_SAMPLE="no")
    yield platform
    platform.clean_up()


def test_a_first_start_answers_and_says_where(first: Platform) -> None:
    assert first.get("/readyz") == 200
    assert first.get("/healthz") == 200
    assert f"http://127.0.0.1:{first.port}/" in first.said


def test_a_first_start_makes_passwords_that_only_the_operator_reads(
    first: Platform,
) -> None:
    path = DataFolder(first.data).demo_accounts
    accounts = demo.read_accounts(path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(accounts) > 3
    assert all(account.password in first.said for account in accounts)


def test_keys_are_the_operators_alone(first: Platform) -> None:
    keys = DataFolder(first.data).keys

    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    assert {stat.S_IMODE(key.stat().st_mode) for key in keys.iterdir()} == {0o600}
    assert keys.stat().st_uid == os.geteuid()


def test_the_sample_city_is_loaded_once(first: Platform) -> None:
    with psycopg.connect(first.installation.owner_url or "") as owner:
        found = owner.execute("select count(*) from public.city").fetchone()

    assert found == (1,)
    assert DataFolder(first.data).sample_stamp.exists()


def test_web_worker_and_scheduler_never_hold_the_owners_address(
    first: Platform,
) -> None:
    children = first.installation.children

    assert set(children) == {"postgres", "web", "worker", "scheduler"}
    for name in ("web", "worker", "scheduler"):
        assert session_of(children[name])
        assert not any(owner_url_of(one) for one in session_of(children[name]))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs a service account")
def test_as_root_the_database_runs_as_an_account_of_its_own(first: Platform) -> None:
    server = first.installation.children["postgres"]
    owners = {Path(f"/proc/{one.pid}").stat().st_uid for one in session_of(server)}

    assert 0 not in owners
    assert len(owners) == 1


def test_a_second_start_from_the_same_folder_says_where_it_runs(
    first: Platform,
) -> None:
    before = first.installation

    done = start_and_end("--data", str(first.data), "--port", str(free_port()))

    assert done.returncode == 0
    assert before.address in done.stdout
    assert first.installation == before


def test_a_child_that_died_comes_back(first: Platform) -> None:
    dead = first.installation.children["web"]

    first.kill("web")

    assert wait_until(lambda: first.child_now("web") not in {None, dead}, 30)
    assert wait_until(lambda: first.get("/readyz") == 200, 30)
    assert "web" in first.said.splitlines()[-1]


def tell_the_tour(data: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", TOUR, "tour", *options],
        cwd=PROJECT,
        env=surroundings(TONGBAN_DATA=str(data), PYTHONPATH=str(PROJECT / "src")),
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


def test_every_step_of_the_tour_shows_what_it_says(first: Platform) -> None:
    told = tell_the_tour(first.data, "--json")

    assert told.returncode == 0, told.stdout + told.stderr
    story = json.loads(told.stdout)
    assert story["ok"]
    assert [step["number"] for step in story["steps"]] == list(range(1, 23))
    assert all(step["ok"] for step in story["steps"])
    said = "".join(step["detail"] for step in story["steps"])
    for rule in (
        "collecting_window_cannot_accept",
        "material_of_the_guide",
        "accept_and_decide_by_two_people",
    ):
        assert rule in said
    # A refusal that names a rule names its article.
    assert "依据：）" not in said
    assert "依据：《行政许可法》第四章" in story["steps"][12]["detail"]


def test_the_tour_can_be_told_again_in_words(first: Platform) -> None:
    told = tell_the_tour(first.data, "--auto")

    assert told.returncode == 0, told.stdout + told.stderr
    assert "[22/22]" in told.stdout
    assert "与预期不符" not in told.stdout
    assert f"http://127.0.0.1:{first.port}/my/cases/" in told.stdout


def test_the_tour_without_a_platform_says_how_to_start_one(tmp_path: Path) -> None:
    told = tell_the_tour(tmp_path / "nothing", "--auto")

    assert told.returncode == 2
    assert "python3 start.py" in told.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_everything_in_order(
    again: Platform, number: signal.Signals
) -> None:
    everything = again.everything
    assert len(everything) >= len(again.installation.children) == 4

    assert again.stop(number) == 0

    assert again.said.endswith("\n正在停止……\n已停止。\n")
    assert [one for one in everything if one.is_alive] == []
    log = (DataFolder(again.data).logs / "postgres.log").read_text()
    assert "received fast shutdown request" in log
    assert "not properly shut down" not in log
    assert not DataFolder(again.data).state.exists()


def test_a_hard_kill_leaves_nothing_that_the_next_start_cannot_end(
    again: Platform,
) -> None:
    everything = again.everything
    again.child.kill()
    again.child.wait()

    next_one = Platform.start(again.data, TONGBAN_SAMPLE="no")
    try:
        assert next_one.get("/readyz") == 200
        assert [one for one in everything if one.is_alive] == []
    finally:
        assert next_one.stop() == 0


def has_ended_or_replaced(platform: Platform, dead: Process) -> bool:
    now = platform.child_now("scheduler")
    return platform.child.poll() is not None or now not in {None, dead}


def test_three_deaths_in_a_minute_stop_everything(again: Platform) -> None:
    everything = again.everything
    for _death in range(3):
        dead = again.child_now("scheduler")
        assert dead is not None
        everything.append(dead)
        again.kill("scheduler")
        wait_until(partial(has_ended_or_replaced, again, dead), 20)

    assert again.child.wait(60) == 1
    assert "scheduler 一分钟内停止了三次" in again.said
    assert [one for one in everything if one.is_alive] == []


def test_a_taken_port_changes_nothing(stopped: Path) -> None:
    before = snapshot(stopped)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = start_and_end("--data", str(stopped), "--port", str(port))

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "--port" in done.stderr
    assert snapshot(stopped) == before


def test_data_of_a_newer_release_is_left_as_it_is(stopped: Path) -> None:
    version = DataFolder(stopped).version
    ours = version.read_text()
    version.write_text("99.0.0\n")
    before = snapshot(stopped)
    try:
        done = start_and_end("--data", str(stopped), "--port", str(free_port()))

        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1
        assert "99.0.0" in done.stderr
        assert snapshot(stopped) == before
    finally:
        version.write_text(ours)


@pytest.mark.parametrize("place", ["/dev/null/var", "/proc/tongban/var"])
def test_a_folder_out_of_reach_is_named(place: str) -> None:
    done = start_and_end("--data", place, "--port", str(free_port()))

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert place in done.stderr


def test_a_full_disk_is_left_as_it_is(tmp_path: Path) -> None:
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "none", str(tmp_path)]
    if subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("a small disk cannot be mounted here")
    try:
        done = start_and_end(
            "--data", str(tmp_path / "var"), "--port", str(free_port())
        )

        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1
        assert "500 MB" in done.stderr
        assert list(tmp_path.iterdir()) == []
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_command_line_that_makes_no_sense_is_misuse() -> None:
    done = start_and_end("--prot", "8000")

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_another_database_is_used_as_it_is_named(
    stopped: Path, open_session: OpenSession
) -> None:
    postgres = open_session("postgres")
    postgres.autocommit = True
    name = f"elsewhere_{os.getpid()}"
    made = sql.Identifier(name)
    postgres.execute(sql.SQL("create database {} owner tongban_owner").format(made))
    postgres.execute(
        sql.SQL("grant connect on database {} to tongban_app").format(made)
    )
    host = postgres.info.host
    platform = Platform.start(
        stopped,
        "--database-url",
        f"postgresql://tongban_app@/{name}?host={host}",
        "--owner-url",
        f"postgresql://tongban_owner@/{name}?host={host}",
    )
    try:
        assert platform.get("/readyz") == 200
        assert "postgres" not in platform.installation.children
        assert not platform.installation.sample
        assert platform.stop() == 0
    finally:
        platform.clean_up()
        postgres.execute(sql.SQL("drop database {} with (force)").format(made))


def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    nowhere = f"postgresql://tongban_app@127.0.0.1:{free_port()}/tongban"

    done = start_and_end(
        *("--data", str(tmp_path / "var"), "--port", str(free_port())),
        *("--database-url", nowhere, "--owner-url", nowhere),
    )

    assert done.returncode == 2
    assert "--database-url" in done.stderr


def test_nothing_of_this_run_reaches_the_platform() -> None:
    told = surroundings()

    assert "TONGBAN_DATABASE_URL" not in told
    assert "DJANGO_SETTINGS_MODULE" not in told
