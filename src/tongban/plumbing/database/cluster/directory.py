"""Makes a data directory, and writes its configuration at every start."""

import os
import shutil
from pathlib import Path

from tongban.plumbing.database.cluster import configuration
from tongban.plumbing.database.cluster.accounts import Account, current_account
from tongban.plumbing.database.cluster.binaries import Binaries
from tongban.plumbing.database.cluster.places import Places, make_folder, make_parents
from tongban.plumbing.database.cluster.refusals import ClusterUnavailable


def make_folders(places: Places, account: Account) -> None:
    """Make what is missing; touch nothing that exists."""
    make_parents(places.home)
    make_folder(places.home, account)
    parent = places.socket.parent
    if parent.name.startswith("tongban-") and parent != places.home:
        # Below /tmp anyone can lay a folder: one that is not ours is refused.
        make_folder(parent, current_account())
    make_parents(places.socket)
    make_folder(places.socket, account)
    if not places.log.parent.exists():
        make_parents(places.log.parent)
        make_folder(places.log.parent, current_account())


def make_data(
    binaries: Binaries, places: Places, account: Account, *, throwaway: bool
) -> None:
    """Make it under another name first: half a directory is never taken for a whole one."""
    shutil.rmtree(places.unfinished, ignore_errors=True)
    command: list[str | Path] = [binaries.initdb, "-D", places.unfinished]
    command += ["-U", "postgres", "-A", "peer", "--encoding=UTF8"]
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command += ["--locale=C", "--data-checksums"]
    if throwaway:
        command.append("--no-sync")
    done = account.run(command)
    if done.returncode != 0:
        sentence = (
            f"数据库目录建立失败：{last_line(done.stderr)}。"
            f"请检查 {places.home} 所在磁盘的空间与权限，再重新启动。"
        )
        raise ClusterUnavailable(sentence)
    write_configuration(places.unfinished, places, account, throwaway=throwaway)
    places.unfinished.rename(places.data)


def write_configuration(
    folder: Path,
    places: Places,
    account: Account,
    *,
    throwaway: bool,
    archive: Path | None = None,
) -> None:
    """Write the three files where they differ."""
    sizes = configuration.sizes_for(configuration.memory_of_this_machine())
    server = configuration.server_configuration(
        places.name, places.socket, sizes, throwaway=throwaway, archive=archive
    )
    people = configuration.identity_map({account, current_account()})
    write_for(folder / "postgresql.conf", server, account)
    write_for(folder / "pg_hba.conf", configuration.HOST_BASED, account)
    write_for(folder / "pg_ident.conf", people, account)


def refuse_another_version(
    binaries: Binaries, places: Places, account: Account
) -> None:
    """Refuse data of another major version: the server would stop with a riddle."""
    made_by = (places.data / "PG_VERSION").read_text().strip()
    ours = account.run([binaries.postgres, "--version"]).stdout.split()[-1]
    if made_by != ours.split(".")[0]:
        sentence = (
            f"数据目录 {places.data} 由 PostgreSQL {made_by} 建立，现在的程序是 {ours}。"
            "请先用建立它的那个版本的通办备份，升级后再恢复。"
        )
        raise ClusterUnavailable(sentence)


def write_for(path: Path, text: str, account: Account) -> None:
    """Write a file of the account's; a link laid in its place is not followed."""
    if path.is_file() and not path.is_symlink() and path.read_text() == text:
        return
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as stream:
        if account.uid != os.geteuid():
            os.fchown(handle, account.uid, account.gid)
        stream.write(text)


def last_line(text: str) -> str:
    """What a program said that matters most."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    fatal = [line for line in lines if "FATAL" in line or "error" in line]
    return (fatal or lines or ["没有说明原因"])[-1]
