"""Runs `start.py` as a person would, and looks at what it started."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tongban.config.orphans import session_of
from tongban.config.places import PROJECT, DataFolder, Installation
from tongban.plumbing.database.cluster.places import places_for
from tongban.plumbing.database.cluster.processes import Process, wait_until

LAST_LINE = "按 Ctrl+C 停止。"
# For a machine that does much else: a start that never comes is all that this must catch.
PATIENCE = 300.0


def surroundings(**more: str) -> dict[str, str]:
    """The environment of a person at a terminal: nothing of this test run's own."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TONGBAN_", "DJANGO_", "PYTEST_", "PYTHONPATH"))
    }
    # No name server, no proxy, no index: what is installed must be enough.
    nowhere = "http://127.0.0.1:9"
    kept |= {"PIP_INDEX_URL": nowhere, "https_proxy": nowhere, "http_proxy": nowhere}
    return kept | {"TONGBAN_VENV": sys.prefix, "PYTHONUTF8": "1"} | more


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def start_and_end(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a start that is expected to end by itself."""
    return subprocess.run(
        [sys.executable, str(PROJECT / "start.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        env=surroundings(**more),
    )


@dataclass
class Platform:
    """One run of the platform."""

    data: Path
    port: int
    output: Path
    child: subprocess.Popen[bytes]

    @classmethod
    def start(cls, data: Path, *arguments: str, **more: str) -> Self:
        """Start it, and wait until it has said its last line or ended."""
        port = free_port()
        output = data.parent / f"output-{port}"
        command = [sys.executable, str(PROJECT / "start.py")]
        command += ["--data", str(data), "--port", str(port), *arguments]
        with output.open("wb") as stream:
            child = subprocess.Popen(
                command, stdout=stream, stderr=stream, env=surroundings(**more)
            )
        started = cls(data, port, output, child)
        wait_until(
            lambda: LAST_LINE in started.said or child.poll() is not None, PATIENCE
        )
        assert child.poll() is None, started.said
        return started

    @property
    def said(self) -> str:
        """What the terminal shows."""
        return self.output.read_text()

    @property
    def installation(self) -> Installation:
        """What the supervisor wrote down."""
        found = Installation.read(self.data)
        assert found is not None
        return found

    def child_now(self, name: str) -> Process | None:
        """The child of that name that is written down now."""
        found = Installation.read(self.data)
        return found.children.get(name) if found else None

    @property
    def everything(self) -> list[Process]:
        """All its processes but the supervisor."""
        children = self.installation.children.values()
        return [process for child in children for process in session_of(child)]

    def get(self, path: str) -> int:
        """The status that a page answers with; 0 while nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def kill(self, name: str) -> None:
        """Kill one child hard."""
        self.installation.children[name].send(signal.SIGKILL)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Stop it, and wait; its exit code."""
        self.child.send_signal(number)
        return self.child.wait(PATIENCE)

    def clean_up(self) -> None:
        """End what a failed test left running."""
        if self.child.poll() is None:
            self.child.terminate()
            try:
                self.child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()


def remove_cluster(data: Path) -> None:
    """Take away the database that as root stands outside the data folder."""
    places = places_for(PROJECT, data)
    shutil.rmtree(places.home, ignore_errors=True)
    shutil.rmtree(places.socket, ignore_errors=True)


def snapshot(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Every file below with size, mode and time, to see that nothing was changed."""
    found = {}
    for path in [folder, *folder.rglob("*")]:
        at = path.lstat()
        found[str(path)] = (at.st_size, at.st_mode, at.st_mtime_ns)
    return found


def owner_url_of(process: Process) -> bool:
    """Whether a process was told how to become the owner."""
    environment = Path(f"/proc/{process.pid}/environ").read_bytes()
    return b"TONGBAN_OWNER_URL=" in environment or b"tongban_owner" in environment


__all__ = [
    "LAST_LINE",
    "DataFolder",
    "Platform",
    "free_port",
    "owner_url_of",
    "remove_cluster",
    "snapshot",
    "start_and_end",
    "surroundings",
]
