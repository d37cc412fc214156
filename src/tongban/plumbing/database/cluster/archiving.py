"""Where the server's finished log goes, so that a city can be put back to any moment.

Each finished piece is compressed and renamed into place whole. A piece that lies there
already is fine when it says the same, and else an error: two cities may not share a folder.
"""

import shlex
from pathlib import Path

from tongban.plumbing.database.cluster.accounts import Account
from tongban.plumbing.database.cluster.places import make_folder
from tongban.plumbing.database.cluster.refusals import ClusterUnavailable

# With the copying this keeps what may be lost below five minutes.
LONGEST_OPEN_SECONDS = 240
WAL = "wal"


def archive_settings(folder: Path | None) -> list[str]:
    """Lines of `postgresql.conf`: where there is no folder, nothing is kept."""
    if folder is None:
        return ["archive_mode = off"]
    return [
        "archive_mode = on",
        f"archive_command = '{_for_configuration(archive_command(folder))}'",
        f"archive_timeout = {LONGEST_OPEN_SECONDS}s",
    ]


def archive_command(folder: Path) -> str:
    """What the server says to the shell for a finished piece."""
    kept = f"{_for_shell(folder)}/%f.gz"
    return (
        f'if [ -e {kept} ]; then gzip -dc {kept} | cmp -s - "%p";'
        f' else gzip -1 <"%p" >{kept}.part && sync {kept}.part'
        f" && mv {kept}.part {kept}; fi"
    )


def restore_command(folder: Path) -> str:
    """What the server says to the shell for a piece that it wants back."""
    kept = f"{_for_shell(folder)}/%f.gz"
    return f'[ -e {kept} ] && gzip -dc {kept} >"%p"'


def make_archive(folder: Path, account: Account) -> None:
    """Make the folder for the pieces; only the server's account writes and reads it."""
    make_folder(folder, account)
    if account.run(["test", "-w", folder]).returncode != 0:
        sentence = (
            f"数据库的账户 {account.name} 写不进备份目录 {folder}。"
            f"请让它能经过上级目录，例如：chmod o+x {folder.parent}"
        )
        raise ClusterUnavailable(sentence)


def _for_shell(folder: Path) -> str:
    return shlex.quote(str(folder)).replace("%", "%%")


def _for_configuration(value: str) -> str:
    return value.replace("'", "''")
