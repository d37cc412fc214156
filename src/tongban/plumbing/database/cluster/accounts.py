"""Who the database server runs as: never root, never an account that serves another."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from tongban.plumbing.database.cluster.refusals import ClusterUnavailable

COMMENT = "Tongban database server"
NAMES = ("tongban", "tongban-db", "tongban-server")
NOLOGIN = ("/usr/sbin/nologin", "/sbin/nologin", "/bin/false")


class Identity(TypedDict, total=False):
    """The arguments of Popen that make a child another account."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """An account of this machine."""

    name: str
    uid: int
    gid: int

    @property
    def identity(self) -> Identity:
        """Nothing for ourselves: only root may ask for another account."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def run(self, command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
        """Run a short command as this account, with no surroundings but PATH."""
        return subprocess.run(
            [str(part) for part in command],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            cwd="/",
            env=plain_environment(),
            **self.identity,
        )


def plain_environment() -> Mapping[str, str]:
    """What the server's programs see: an operator's PGDATA or PGPORT must not reach them."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def current_account() -> Account:
    """The account that runs us."""
    uid = os.geteuid()
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        # initdb looks its own account up, and stops when it has no name.
        sentence = (
            f"当前用户（编号 {uid}）在本机没有用户名，数据库无法启动。"
            f"请换一个有名字的用户运行，或以 root 执行：useradd --uid {uid} tongban-operator"
        )
        raise ClusterUnavailable(sentence) from None
    return Account(entry.pw_name, uid, entry.pw_gid)


def server_account() -> Account:
    """Ourselves; as root an account of our own, made when it is not there."""
    if os.geteuid() != 0:
        return current_account()
    for name in NAMES:
        found = _find(name)
        if found is None:
            return _make(name)
        if found.pw_gecos == COMMENT:
            return Account(name, found.pw_uid, found.pw_gid)
    sentence = (
        f"用户名 {'、'.join(NAMES)} 都已被别的用途占用，数据库没有可用的服务账户。"
        f"请把其中一个改作专用账户，例如：usermod --comment '{COMMENT}' tongban-db"
    )
    raise ClusterUnavailable(sentence)


def _find(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _make(name: str) -> Account:
    """Make the account; when two starts make it at once, the slower one finds it."""
    program = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    shell = next((path for path in NOLOGIN if Path(path).exists()), NOLOGIN[-1])
    command = f"useradd --system --user-group --no-create-home --home-dir /nonexistent --shell {shell}"
    problem = "没有找到 useradd"
    if program is not None:
        arguments = [*command.split()[1:], "--comment", COMMENT, name]
        done = subprocess.run(
            [program, *arguments], capture_output=True, text=True, check=False
        )
        problem = done.stderr.strip()
    made = _find(name)
    if made is None or made.pw_gecos != COMMENT:
        sentence = (
            f"无法建立数据库的服务账户（{problem}）。请先执行："
            f"{command} --comment '{COMMENT}' {name}"
        )
        raise ClusterUnavailable(sentence)
    return Account(name, made.pw_uid, made.pw_gid)
