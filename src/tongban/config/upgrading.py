"""The next release takes over while this one serves: prepare, start beside, drain the old.

The supervisor and the database stay as they are until the next stop. `tongban upgrade`
writes the request and sends SIGUSR1; the answer is a file beside it.
"""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tongban.config.children import WEB_WORKERS, Release
from tongban.config.orphans import session_of
from tongban.config.places import PROJECT, DataFolder, release_from, write_privately
from tongban.config.supervising import Program
from tongban.plumbing.database.cluster.processes import wait_until

READY_WITHIN = 60.0
REQUEST = "upgrade.json"
RESULT = "upgrade-result.json"


@dataclass(frozen=True)
class Request:
    """Which source is to take over."""

    root: Path

    @classmethod
    def read(cls, folder: DataFolder) -> Self | None:
        """The request that waits; it is taken away by reading."""
        path = folder.run / REQUEST
        try:
            said = json.loads(path.read_text())
            path.unlink()
            return cls(Path(said["release"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def trouble(self, folder: DataFolder) -> str:
        """Why it cannot be followed, in one sentence; empty when it can."""
        if folder.path == PROJECT / "var":
            return (
                "数据目录在程序目录里，换了程序就找不到数据库。请停止一次，"
                "把数据移到别处，用 --data 启动，以后就能不停机升级。"
            )
        try:
            number = self.number
        except (OSError, ValueError, KeyError):
            return f"{self.root} 不是通办的程序目录，请写新版本解开后的目录。"
        written = folder.version.read_text()
        if release_from(number) < release_from(written):
            return f"{self.root} 是 {number}，比正在用的 {written.strip()} 旧，不能往回换。"
        return ""

    @property
    def number(self) -> str:
        """The release's number, from its project file."""
        project = tomllib.loads((self.root / "pyproject.toml").read_text())
        return str(project["project"]["version"])

    @property
    def release(self) -> Release:
        """What children are started from."""
        return Release(self.root)


def tell(folder: DataFolder, trouble: str, number: str = "") -> None:
    """Answer whoever asked."""
    facts = {"ok": not trouble, "trouble": trouble, "release": number}
    write_privately(folder.run / RESULT, json.dumps(facts, ensure_ascii=False))


def is_serving(web: Program) -> bool:
    """Whether a web server beside ours has read its code and made its workers.

    Both answer on one socket, so asking a page would not tell which one speaks.
    """

    def has_workers() -> bool:
        leader = web.process
        return leader is not None and len(session_of(leader)) > WEB_WORKERS

    return wait_until(lambda: has_workers() or not web.is_running, READY_WITHIN) and (
        web.is_running
    )


def surroundings_of_step(
    release: Release, told: dict[str, str], serving: str
) -> dict[str, str]:
    """What the next release's preparation is told: who still serves meanwhile."""
    return release.told(told) | {"TONGBAN_UPGRADE_FROM": serving}
