"""What stands where in a folder of backups."""

import json
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tongban.ground.refusals import Refusal
from tongban.plumbing.database.cluster.archiving import WAL

STAMP = "%Y%m%dT%H%M%SZ"
MANIFEST = "manifest.json"
ALL = "*"
_DESTROYED = "destroyed.txt"


class BackupRefused(Refusal):
    """A backup or a restore that cannot be; the message says the way out."""


@dataclass(frozen=True)
class BackupFolder:
    """Bases (the whole server at a time), the log after them, and files by their digest."""

    path: Path

    @property
    def wal(self) -> Path:
        """Finished pieces of the server's log; the server writes here itself."""
        return self.path / WAL

    @property
    def files(self) -> Path:
        """What people handed in and what was issued; the same bytes once for all backups."""
        return self.path / "files"

    @property
    def bases(self) -> Path:
        """One folder for each base."""
        return self.path / "base"

    def names(self) -> list[str]:
        """The bases that were finished, the oldest first."""
        return sorted(path.parent.name for path in self.bases.glob(f"*/{MANIFEST}"))

    def base(self, name: str) -> Path:
        """The folder of one base."""
        return self.bases / name

    def make(self) -> None:
        """Make it so that the server's account can pass through, and read nothing."""
        if not self.path.is_absolute():
            raise BackupRefused(
                f"备份目录要写完整的路径，现在是“{self.path}”，例如 /srv/tongban-backup"
            )
        try:
            if not self.path.exists():
                self.path.mkdir(parents=True, mode=0o711)
                self.path.chmod(0o711)
            for folder in (self.files, self.bases):
                folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise BackupRefused(
                f"备份目录 {self.path} 写不了（{error.strerror}）。"
                "请换一个可写的目录，最好在另一块磁盘上，例如 /srv/tongban-backup"
            ) from None

    def destroy(self, city: str, digest: str = ALL) -> None:
        """Destroy a file by law here as well, or all of a city's; a restore then goes on without.

        Written down first: what is missing and not written down is damage.
        """
        with (self.path / _DESTROYED).open("a", encoding="ascii") as stream:
            stream.write(f"{city}/{digest}\n")
        folder = self.files / city
        if digest == ALL:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            (folder / digest[:2] / digest[2:4] / digest).unlink(missing_ok=True)

    def destroyed(self) -> frozenset[str]:
        """`city/digest` of what was destroyed by law; `city/*` for all of a city."""
        try:
            return frozenset((self.path / _DESTROYED).read_text("ascii").split())
        except FileNotFoundError:
            return frozenset()

    def note(self, what: str, facts: dict[str, Any]) -> None:
        """Keep how the last `what` went: whole or not at all."""
        half = self.path / f".{what}.{os.getpid()}"
        half.write_text(json.dumps(facts, ensure_ascii=False))
        half.replace(self.path / f"last-{what}.json")

    def last(self, what: str) -> dict[str, Any] | None:
        """How the last `what` went; None when there was none."""
        try:
            found = json.loads((self.path / f"last-{what}.json").read_text())
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None


def stamp(at: datetime) -> str:
    """The name of what is made at a moment."""
    return at.astimezone(UTC).strftime(STAMP)


def refuse_full_disk(folder: Path, needed: int) -> None:
    """Refuse what would fill the disk half-way."""
    ground = folder
    while not ground.exists():
        ground = ground.parent
    free = shutil.disk_usage(ground).free
    if free < needed:
        raise BackupRefused(
            f"{ground} 所在的磁盘只剩 {free // 2**20} MB，至少要 {needed // 2**20} MB。"
            "请腾出空间，或者换一个目录。"
        )
