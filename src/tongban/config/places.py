"""Where an installation keeps things, and how a command finds the one that runs."""

import json
import os
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from tongban.plumbing.database.cluster.processes import Process, boot_id

PROJECT = Path(__file__).parents[3]


def release() -> tuple[int, ...]:
    """The number of this release, from the project file beside the source."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    return release_from(project["project"]["version"])


def release_from(text: str) -> tuple[int, ...]:
    """Read "0.1.0" as numbers, so that 0.10 is later than 0.9."""
    return tuple(int(part) for part in text.strip().split("."))


@dataclass(frozen=True)
class DataFolder:
    """The folder named by `--data`, and what stands where inside."""

    path: Path

    @property
    def keys(self) -> Path:
        """Keys of this installation, 0700."""
        return self.path / "keys"

    @property
    def logs(self) -> Path:
        """What the processes say."""
        return self.path / "log"

    @property
    def run(self) -> Path:
        """What is true only while something runs."""
        return self.path / "run"

    @property
    def state(self) -> Path:
        """Who runs, and where it can be reached."""
        return self.run / "state.json"

    @property
    def lock(self) -> Path:
        """Held by the supervisor for as long as it lives."""
        return self.run / "lock"

    @property
    def static(self) -> Path:
        """Static files, collected and compressed."""
        return self.path / "static"

    @property
    def static_stamp(self) -> Path:
        """Digest of the static files that were last collected."""
        return self.run / "static.stamp"

    @property
    def prepared_stamp(self) -> Path:
        """How the last preparation left source and database."""
        return self.run / "prepared.json"

    @property
    def version(self) -> Path:
        """The latest release that has written here."""
        return self.path / "VERSION"

    @property
    def database_place(self) -> Path:
        """Says where our own database stands; not there when another one is used."""
        return self.path / "database-place"

    @property
    def sample_stamp(self) -> Path:
        """Stands there once the sample city has been loaded whole."""
        return self.path / "sample-loaded"

    @property
    def demo_accounts(self) -> Path:
        """Sign-ins of the sample city, 0600."""
        return self.path / "demo-accounts.txt"


@dataclass(frozen=True)
class Installation:
    """An installation that runs, as its supervisor wrote it down."""

    address: str
    data: Path
    supervisor: Process
    children: dict[str, Process]
    socket: str | None
    database_url: str
    owner_url: str | None
    sample: bool

    @property
    def is_running(self) -> bool:
        """Whether its supervisor lives."""
        return self.supervisor.is_alive

    def environment(self, *, owner: bool = False) -> dict[str, str]:
        """What a process of this installation is told; the owner's address only on request."""
        keys = DataFolder(self.data).keys
        told = {
            "TONGBAN_DATABASE_URL": self.database_url,
            "TONGBAN_DATA": str(self.data),
            "TONGBAN_SECRET_FILE": str(keys / "session.key"),
            "TONGBAN_SAMPLE": "yes" if self.sample else "no",
        }
        if owner and self.owner_url:
            told["TONGBAN_OWNER_URL"] = self.owner_url
        return told

    def write(self) -> None:
        """Write it whole or not at all; the addresses may hold a password, so 0600."""
        path = DataFolder(self.data).state
        known = asdict(self) | {"data": str(self.data), "boot": boot_id()}
        write_privately(path, json.dumps(known, ensure_ascii=False))

    @classmethod
    def read(cls, data: Path) -> Self | None:
        """The last one written for this folder in this boot, running or not."""
        try:
            known = json.loads(DataFolder(data).state.read_text())
            if known.pop("boot") != boot_id():
                return None
            known["data"] = Path(known["data"])
            known["supervisor"] = Process(**known["supervisor"])
            known["children"] = {
                name: Process(**child) for name, child in known["children"].items()
            }
            return cls(**known)
        except (OSError, ValueError, KeyError, TypeError):
            return None


def find_installation(data: Path | None = None) -> Installation | None:
    """The installation that runs on this data folder (`$TONGBAN_DATA`, else `var`), or None."""
    told = os.environ.get("TONGBAN_DATA")
    folder = data or (Path(told) if told else PROJECT / "var")
    found = Installation.read(folder.resolve())
    return found if found and found.is_running else None


def write_privately(path: Path, text: str) -> None:
    """Write a file that only its owner reads, by renaming a finished one into place."""
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.unlink(missing_ok=True)
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as stream:
        stream.write(text)
    half.replace(path)
