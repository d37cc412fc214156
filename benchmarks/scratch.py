"""A whole platform of its own for a benchmark: own data folder, database server and port.

It is started as `start.py` starts it, with the sample city, and thrown away afterwards;
with `keep` it stays, so that a long load can be resumed.
"""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import family
from tongban.config.places import DataFolder, Installation
from tongban.plumbing.database.cluster.places import places_for

PROJECT = Path(__file__).parents[1]
PATIENCE = 300.0


class DidNotStart(RuntimeError):
    """The scratch platform ended before it answered."""


@dataclass
class Scratch:
    """A platform that runs for a measurement."""

    data: Path
    port: int
    child: subprocess.Popen[bytes]

    @property
    def installation(self) -> Installation:
        """What its supervisor wrote down."""
        found = Installation.read(self.data)
        if found is None:
            raise DidNotStart(self.said)
        return found

    @property
    def said(self) -> str:
        """What it printed."""
        return (self.data.parent / f"{self.data.name}.out").read_text()

    @property
    def accounts(self) -> Path:
        """Logins and passwords of the sample city."""
        return DataFolder(self.data).demo_accounts

    @property
    def data_place(self) -> Path:
        """Where its database's files stand."""
        return places_for(PROJECT, self.data).data

    def environment(self) -> dict[str, str]:
        """What a program is told to measure this platform and no other."""
        told = self.installation.environment(owner=True)
        return clean_environment() | told

    def processes(self, *names: str) -> list[int]:
        """The process numbers of these children (`web`, `worker`, …) and their own."""
        children = self.installation.children
        return [
            pid
            for name, child in children.items()
            if not names or name in names
            for pid in family(child.pid)
        ]

    def is_ready(self) -> bool:
        """Whether it answers that it is ready."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == http.HTTPStatus.OK
        except OSError:
            return False
        finally:
            connection.close()

    def wait_until_ready(self, seconds: float = PATIENCE) -> float:
        """Wait; how long it took. Raises DidNotStart when it ends or does not come."""
        begin = time.monotonic()
        while time.monotonic() - begin < seconds:
            if self.child.poll() is not None:
                raise DidNotStart(self.said)
            if self.data.exists() and self.is_ready():
                return time.monotonic() - begin
            time.sleep(0.05)
        raise DidNotStart(self.said)

    def stop(self) -> int:
        """Ask it to stop, and wait."""
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGTERM)
        try:
            return self.child.wait(60)
        except subprocess.TimeoutExpired:
            self.child.kill()
            return self.child.wait()

    def remove(self) -> None:
        """Take away everything that it wrote."""
        places = places_for(PROJECT, self.data)
        shutil.rmtree(places.socket, ignore_errors=True)
        shutil.rmtree(places.home, ignore_errors=True)
        shutil.rmtree(self.data, ignore_errors=True)
        (self.data.parent / f"{self.data.name}.out").unlink(missing_ok=True)


def clean_environment() -> dict[str, str]:
    """The surroundings without what another installation or a test run is told."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TONGBAN_", "DJANGO_", "PYTEST_"))
    }
    paths = os.pathsep.join([str(PROJECT), str(PROJECT / "src")])
    return kept | {"PYTHONPATH": paths, "PYTHONUTF8": "1"}


def start(
    data: Path,
    port: int | None = None,
    sample: str = "yes",
    backups: Path | None = None,
    project: Path = PROJECT,
) -> Scratch:
    """Start a platform on this folder with the sample city, and wait until it is ready.

    `backups` is where it keeps them, `project` another source to run.
    """
    data.parent.mkdir(parents=True, exist_ok=True)
    number = port or free_port()
    command = [sys.executable, "-m", "tongban.config.serving"]
    command += ["--data", str(data), "--port", str(number)]
    with (data.parent / f"{data.name}.out").open("wb") as stream:
        child = subprocess.Popen(
            command,
            stdout=stream,
            stderr=stream,
            env=_told(sample, backups, project),
            cwd=project,
            start_new_session=True,
        )
    scratch = Scratch(data, number, child)
    scratch.wait_until_ready()
    return scratch


def _told(sample: str, backups: Path | None, project: Path) -> dict[str, str]:
    paths = os.pathsep.join([str(project), str(project / "src")])
    told = clean_environment() | {"TONGBAN_SAMPLE": sample, "PYTHONPATH": paths}
    return told | ({"TONGBAN_BACKUPS": str(backups)} if backups else {})


@contextmanager
def scratch_platform(
    keep: Path | None = None, sample: str = "yes"
) -> Iterator[Scratch]:
    """A platform for one measurement; removed afterwards unless it has a folder to keep.

    `sample` may name the folder of a smaller city, as TONGBAN_SAMPLE does.
    """
    folder = Path(tempfile.mkdtemp(prefix="tongban-bench-")) if keep is None else keep
    scratch = start(folder / "var", sample=sample)
    try:
        yield scratch
    finally:
        scratch.stop()
        if keep is None:
            scratch.remove()
            shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
