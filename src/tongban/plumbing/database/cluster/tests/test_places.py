"""Where a server's things stand, and that nobody's permissions are loosened."""

import os
import shutil
from pathlib import Path

import pytest

from tongban.plumbing.database.cluster import Cluster, ClusterUnavailable
from tongban.plumbing.database.cluster.accounts import current_account, server_account
from tongban.plumbing.database.cluster.binaries import (
    INSTALLATION,
    LIBRARIES,
    binaries_for,
    find_site,
    wheel_version,
)
from tongban.plumbing.database.cluster.configuration import (
    identity_map,
    server_configuration,
    sizes_for,
)
from tongban.plumbing.database.cluster.places import (
    installation_id,
    make_folder,
    places_for,
)

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has another account")


def modes_above(*paths: Path) -> dict[Path, tuple[int, int, int]]:
    """Mode and owners of each path and of every folder above it that exists now."""
    folders = {folder for path in paths for folder in (path, *path.parents)}
    return {
        folder: (folder.stat().st_mode, folder.stat().st_uid, folder.stat().st_gid)
        for folder in folders
        if folder.exists()
    }


def test_two_projects_have_two_ids_and_one_project_always_the_same(
    tmp_path: Path,
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    (tmp_path / "link").symlink_to(one)
    one.mkdir()

    assert installation_id(one, one / "var") != installation_id(two, two / "var")
    assert installation_id(one, one / "var") == installation_id(
        tmp_path / "link", one / "var"
    )
    assert installation_id(one, one / "var") != installation_id(one, tmp_path / "data")
    assert len(installation_id(one, one / "var")) == 10


def test_a_socket_path_stays_short_below_a_long_project(tmp_path: Path) -> None:
    deep = tmp_path / ("很长的目录名" * 10)

    places = places_for(deep, deep / "var")

    assert len(os.fsencode(places.socket / ".s.PGSQL.5432")) <= 100


def test_a_folder_of_another_owner_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.write_text("a file lies in the way")

    with pytest.raises(ClusterUnavailable, match="属于别的用户"):
        make_folder(folder, current_account())


def test_memory_is_taken_in_proportion() -> None:
    assert sizes_for(24 * 1024).shared_buffers == 2048
    assert sizes_for(24 * 1024).effective_cache == 12 * 1024
    assert sizes_for(2 * 1024).shared_buffers == 170
    assert sizes_for(512).shared_buffers == 128


def test_the_configuration_keeps_personal_data_out_of_the_log() -> None:
    text = server_configuration("n", Path("/s"), sizes_for(24576), throwaway=False)

    lines = text.splitlines()
    assert "log_error_verbosity = terse" in lines
    assert "log_min_error_statement = panic" in lines
    assert "listen_addresses = ''" in lines
    assert "fsync = off" not in lines


def test_operator_and_service_account_may_be_each_role() -> None:
    people = {current_account(), server_account()}

    lines = identity_map(people).splitlines()

    assert len(lines) == 3 * len(people)
    assert f'tb "{current_account().name}" tongban_app' in lines


@as_root
@pytest.mark.starting
def test_binaries_out_of_reach_are_copied_with_their_libraries(tmp_path: Path) -> None:
    hidden = tmp_path / "home"
    hidden.mkdir(mode=0o700)
    shutil.copytree(find_site() / INSTALLATION, hidden / INSTALLATION, symlinks=True)
    shutil.copytree(find_site() / LIBRARIES, hidden / LIBRARIES, symlinks=True)
    account = server_account()
    copies = Path("/var/lib/tongban-test-copies")
    try:
        before = modes_above(hidden / INSTALLATION / "bin" / "postgres")
        found = binaries_for(account, copies, site=hidden)

        assert found.home == copies / wheel_version() / INSTALLATION
        assert "PostgreSQL" in account.run([found.initdb, "--version"]).stdout
        assert modes_above(hidden / INSTALLATION / "bin" / "postgres") == before
        assert binaries_for(account, copies, site=hidden) == found
    finally:
        shutil.rmtree(copies, ignore_errors=True)


@pytest.mark.starting
def test_a_whole_life_loosens_no_permission(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path, tmp_path / "var")
    above = (find_site(), tmp_path, Path("/run"), Path("/var/lib"), Path.home())
    before = modes_above(*above)
    try:
        with cluster:
            made = cluster.places.data.stat()
            assert made.st_uid == cluster.account.uid
            assert made.st_mode & 0o777 == 0o700
            assert cluster.places.home.stat().st_mode & 0o777 == 0o700

        assert {
            path: mode for path, mode in modes_above(*above).items() if path in before
        } == before
    finally:
        remove(cluster)


def remove(cluster: Cluster) -> None:
    """Take away what a test's own cluster has left outside its temporary folder."""
    for folder in (cluster.places.home, cluster.places.socket):
        shutil.rmtree(folder, ignore_errors=True)
