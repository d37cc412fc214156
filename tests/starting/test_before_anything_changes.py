"""Every reason not to start: one Chinese sentence with the way out, and nothing changed."""

import os
import shutil
import socket
import stat
from pathlib import Path

import pytest

from tests.starting.running import free_port, start_and_end
from tongban.config import demo, preflight
from tongban.config.environment import sample_folder
from tongban.config.options import Misuse, Options, parse_options
from tongban.config.places import (
    PROJECT,
    DataFolder,
    Installation,
    find_installation,
    release,
    release_from,
)
from tongban.config.secrets import SESSION_KEY
from tongban.plumbing.database.cluster.places import places_for
from tongban.plumbing.database.cluster.processes import Process, boot_id, ourselves

EVERYWHERE = "0.0.0.0"  # noqa: S104 - said, not bound


def options(*arguments: str) -> Options:
    return parse_options(arguments)


def test_the_usual_place_is_this_machine_and_var() -> None:
    usual = options()

    assert (usual.host, usual.port, usual.data) == ("127.0.0.1", 8000, PROJECT / "var")
    assert usual.address == "http://127.0.0.1:8000/"


def test_listening_everywhere_has_an_address_one_can_open() -> None:
    everywhere = options("--host", EVERYWHERE, "--port", "81")

    assert everywhere.bind == f"{EVERYWHERE}:81"
    assert everywhere.address == "http://127.0.0.1:81/"
    assert options("--host", "::1").address == "http://[::1]:8000/"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--port", "80a"),
        ("--port", "0"),
        ("--port", "65536"),
        ("--prot", "8000"),
        ("--port",),
        ("--owner-url", "postgresql://o@/x"),
        ("--database-url", "mysql://o@/x"),
        ("serve",),
    ],
)
def test_a_command_line_that_makes_no_sense_is_explained(
    arguments: tuple[str, ...],
) -> None:
    with pytest.raises(Misuse, match=r"^(?=.*[\u4e00-\u9fff])(?=.*--)"):
        parse_options(arguments)


@pytest.mark.parametrize(
    "url",
    ["postgresql://a:geheim@h/x", "postgresql://h/x?user=a&password=geheim"],
)
@pytest.mark.parametrize("name", ["--database-url", "--owner-url"])
def test_a_password_on_the_command_line_is_refused_and_not_repeated(
    name: str, url: str
) -> None:
    words = ("--database-url", "postgresql://a@h/x", name, url)
    with pytest.raises(Misuse, match="pgpass") as refused:
        parse_options(words)

    assert "geheim" not in refused.value.message


def test_a_taken_port_is_named_with_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(preflight.CannotStart, match=f"--port {port + 1}"):
            preflight.refuse_taken_port(options("--port", str(port)))


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(preflight.CannotStart, match="--host"):
        preflight.refuse_taken_port(options("--host", "192.0.2.1"))


@pytest.mark.parametrize("place", ["/proc/tongban", "/dev/null/tongban"])
def test_a_folder_that_cannot_be_made_is_refused(place: str) -> None:
    with pytest.raises(preflight.CannotStart, match="--data"):
        preflight.refuse_unwritable(Path(place))


def test_looking_makes_nothing(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "new" / "data")

    preflight.refuse_unwritable(folder.path)
    preflight.refuse_newer_data(folder)
    assert not preflight.FolderLock(folder).is_held_elsewhere()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("written", ["99.0.0", "0.1.0.1", "unreadable"])
def test_data_of_a_newer_release_is_refused(tmp_path: Path, written: str) -> None:
    folder = DataFolder(tmp_path)
    folder.version.write_text(written)

    with pytest.raises(preflight.CannotStart, match="更新的版本"):
        preflight.refuse_newer_data(folder)


def test_data_of_this_release_or_an_older_one_is_taken(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    for written in (".".join(map(str, release())) + "\n", "0.0.9"):
        folder.version.write_text(written)
        preflight.refuse_newer_data(folder)


def test_releases_are_compared_as_numbers() -> None:
    assert release_from("0.10.0") > release_from("0.9.9\n")


def test_a_database_whose_keys_are_lost_is_left_as_it_is(tmp_path: Path) -> None:
    place = places_for(PROJECT, tmp_path).data
    folder = DataFolder(tmp_path)
    place.mkdir(parents=True)
    try:
        with pytest.raises(preflight.CannotStart, match=str(place)):
            preflight.refuse_half_an_installation(folder)
        folder.keys.mkdir()
        (folder.keys / SESSION_KEY).write_text("key")
        preflight.refuse_half_an_installation(folder)
    finally:
        shutil.rmtree(place.parent)


def test_keys_whose_database_is_lost_are_left_as_they_are(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.database_place.write_text("/var/lib/tongban/elsewhere/pg\n")

    with pytest.raises(preflight.CannotStart, match="/var/lib/tongban/elsewhere/pg"):
        preflight.refuse_half_an_installation(folder)


def test_one_folder_has_one_supervisor(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.run.mkdir()
    first, second = preflight.FolderLock(folder), preflight.FolderLock(folder)

    first.take()

    assert second.is_held_elsewhere()
    with pytest.raises(preflight.AlreadyRunning):
        second.take()


def test_only_an_installation_that_runs_is_found(tmp_path: Path) -> None:
    DataFolder(tmp_path).run.mkdir()
    running = Installation(
        address="http://127.0.0.1:8000/",
        data=tmp_path,
        supervisor=ourselves(),
        children={"web": Process(1, 2)},
        socket="/run/x",
        database_url="postgresql://a@/t?host=/run/x",
        owner_url="postgresql://o@/t?host=/run/x",
        sample=True,
    )

    running.write()

    assert find_installation(tmp_path) == running
    state = DataFolder(tmp_path).state
    assert stat.S_IMODE(state.stat().st_mode) == 0o600
    assert "TONGBAN_OWNER_URL" not in running.environment()
    assert running.environment(owner=True)["TONGBAN_OWNER_URL"] == running.owner_url
    state.write_text(state.read_text().replace(f'"pid": {os.getpid()}', '"pid": 1'))
    assert find_installation(tmp_path) is None
    running.write()
    state.write_text(state.read_text().replace(boot_id(), "another boot"))
    assert Installation.read(tmp_path) is None
    state.write_text("{")
    assert find_installation(tmp_path) is None


def test_each_demo_sign_in_has_a_password_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "demo-accounts.txt"
    accounts = demo.make_accounts(PROJECT / "sample")

    demo.write_accounts(path, accounts)

    assert demo.read_accounts(path) == accounts
    told = {account.login: account.description for account in accounts}
    assert told["liufang"] == "刘芳（综合窗口人员）：综合收件（窗口），出件发证"
    # Of several posts the one that deals with people; a post without pages says so.
    assert told["zhoumin"] == "周敏（食品许可受理人员）：受理、补正、审查、出件"
    assert "还没有自己的页面" in told["xuyan"]
    assert "在网上申请" in told["zhangxiulan"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len({account.password for account in accounts}) == len(accounts)
    assert {"liufang", "zhangxiulan"} <= {account.login for account in accounts}
    assert demo.make_accounts(PROJECT / "sample") != accounts


def test_the_sample_city_is_ours_none_or_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "items").mkdir()
    monkeypatch.delenv("TONGBAN_SAMPLE", raising=False)
    assert sample_folder() is None
    for value, folder in (
        ("yes", PROJECT / "sample"),
        ("no", None),
        (str(tmp_path), tmp_path),
    ):
        monkeypatch.setenv("TONGBAN_SAMPLE", value)
        assert sample_folder("yes") == folder


def test_no_such_sample_city_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    data = tmp_path / "var"

    done = start_and_end(
        *("--data", str(data), "--port", str(free_port())),
        TONGBAN_SAMPLE=str(tmp_path / "nowhere"),
    )

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "TONGBAN_SAMPLE" in done.stderr
    assert not data.exists()


def test_a_full_disk_is_refused_with_what_is_left() -> None:
    # /proc is a file system that never has a byte to spare.
    with pytest.raises(preflight.CannotStart, match=r"只剩 0 MB.*500 MB"):
        preflight.refuse_full_disk(Path("/proc/tongban"))
