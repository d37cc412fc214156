"""Where a server's data, socket and programs stand; no existing folder's mode is touched."""

import hashlib
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tongban.plumbing.database.cluster.accounts import Account
from tongban.plumbing.database.cluster.refusals import ClusterUnavailable

STATE = Path("/var/lib/tongban")
RUN = Path("/run/tongban")
# The kernel takes 107 bytes; PostgreSQL adds "/.s.PGSQL.5432.lock".
LONGEST_SOCKET = 100 - len("/.s.PGSQL.5432")


@dataclass(frozen=True)
class Places:
    """The folders of one server."""

    name: str
    home: Path
    socket: Path
    log: Path
    copies: Path

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.home / "pg"

    @property
    def unfinished(self) -> Path:
        """The data directory while it is being made."""
        return self.home / "pg.new"

    @property
    def record(self) -> Path:
        """Which server runs on this data, and who started it."""
        return self.home / "server.json"


def installation_id(project: Path, data: Path) -> str:
    """Ten hex digits of the project's path; of the data folder's when it is not the usual."""
    real_project, real_data = project.resolve(), data.resolve()
    usual = real_data == real_project / "var"
    path = real_project if usual else real_data
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]


def places_for(project: Path, data: Path) -> Places:
    """The folders of an installation's own server."""
    name = installation_id(project, data)
    home = STATE / name if os.geteuid() == 0 else data.resolve()
    return Places(
        name=f"tongban-{name}",
        home=home,
        socket=_short(_socket_folder(name), name),
        log=data.resolve() / "log" / "postgres.log",
        copies=STATE / "binaries",
    )


def throwaway_places(account: Account) -> Places:
    """Folders that no other run has, in the temporary folder, gone after the run."""
    name = f"tongban-test-{secrets.token_hex(4)}"
    folder = Path(tempfile.gettempdir()).resolve()
    reachable = account.run(["test", "-x", folder]).returncode == 0
    if len(os.fsencode(folder / name / "s")) > LONGEST_SOCKET or not reachable:
        folder = Path("/tmp")  # noqa: S108 - the name is random and made with mkdir, 0700
    home = folder / name
    return Places(
        name=name,
        home=home,
        socket=home / "s",
        log=home / "postgres.log",
        copies=STATE / "binaries",
    )


def make_folder(path: Path, account: Account, mode: int = 0o700) -> None:
    """Make a folder of the account's; one that exists must be a folder of theirs already."""
    try:
        path.mkdir(mode=mode)
    except FileExistsError:
        found = path.lstat()
        if found.st_uid != account.uid or not path.is_dir() or path.is_symlink():
            sentence = (
                f"{path} 属于别的用户，数据库不能使用它。"
                f"请确认后移走，例如：mv {path} {path}.old"
            )
            raise ClusterUnavailable(sentence) from None
        return
    # Ours and new: a strict umask must not shut out the account it is made for.
    path.chmod(mode)
    if account.uid != os.geteuid():
        os.chown(path, account.uid, account.gid)


def make_parents(path: Path) -> None:
    """Make what is missing above a folder of ours, open to pass through, of the operator's."""
    for parent in reversed(path.parents):
        if not parent.exists():
            parent.mkdir(mode=0o755)
            parent.chmod(0o755)


def _socket_folder(name: str) -> Path:
    if os.geteuid() == 0:
        return RUN / name
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and Path(runtime).is_dir() and os.access(runtime, os.W_OK):
        return Path(runtime) / f"tongban-{name}"
    return _in_temporary(name)


def _in_temporary(name: str) -> Path:
    return Path(f"/tmp/tongban-{os.geteuid()}") / name  # noqa: S108 - owner is checked


def _short(folder: Path, name: str) -> Path:
    if len(os.fsencode(folder)) > LONGEST_SOCKET:
        return _in_temporary(name)
    return folder
