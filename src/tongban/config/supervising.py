"""Keeps child processes alive: restarts with a pause, gives up after three deaths in a minute."""

import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from tongban.config.orphans import end_session
from tongban.plumbing.database.cluster import Cluster
from tongban.plumbing.database.cluster.processes import Process, follow_parent

MOST_DEATHS = 3
IN_SECONDS = 60.0
FIRST_PAUSE = 0.5
DRAIN_SECONDS = 30.0
LOG_LIMIT = 16 * 1024 * 1024


class GaveUp(Exception):
    """A service died three times in a minute."""

    def __init__(self, name: str) -> None:
        """Keep the service's name."""
        super().__init__(name)
        self.name = name


class Service(Protocol):
    """Something that runs beside us and should go on running."""

    name: str

    @property
    def is_running(self) -> bool:
        """Whether it lives."""

    @property
    def process(self) -> Process | None:
        """Its process, to be ended by the next start should we be killed."""

    def start(self) -> None:
        """Start it, or start it again."""

    def ask_to_stop(self) -> None:
        """Let it finish what it is doing."""

    def wait_for_end(self, seconds: float) -> None:
        """Wait that long, then end it."""


class Program:
    """A child in a session of its own, so that Ctrl+C reaches it only through us."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        log: Path,
        sockets: Sequence[int] = (),
    ) -> None:
        """Nothing is started yet; `sockets` are ours, and open in the child too."""
        self.name = name
        self._sockets = sockets
        self._command = command
        self._environment = environment
        self._log = log
        self._child: subprocess.Popen[bytes] | None = None
        self._leader: Process | None = None

    @property
    def is_running(self) -> bool:
        """Whether it lives."""
        return self._child is not None and self._child.poll() is None

    @property
    def exit_code(self) -> int | None:
        """How it ended, once it has."""
        return self._child.poll() if self._child else None

    @property
    def process(self) -> Process | None:
        """The process, while it lives."""
        return Process.of(self._child.pid) if self._child else None

    def start(self) -> None:
        """Start; what it says goes to its log."""
        if self._leader is not None:
            # A web server's workers outlive their master for a moment, and hold its port.
            end_session(self._leader)
        if self._log.exists() and self._log.stat().st_size > LOG_LIMIT:
            self._log.replace(self._log.with_suffix(".log.1"))
        with self._log.open("ab") as log:
            self._child = subprocess.Popen(
                self._command,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                pass_fds=self._sockets,
                # Killed with -9, we take our children along. One call of prctl, no lock.
                preexec_fn=follow_parent(signal.SIGTERM),  # noqa: PLW1509
            )
        self._leader = Process.of(self._child.pid)

    def ask_to_stop(self) -> None:
        """Let it drain."""
        if self._child is not None and self._child.poll() is None:
            self._child.terminate()

    def wait_for_end(self, seconds: float) -> None:
        """Wait, then end the whole session: a web server has workers of its own."""
        if self._child is None:
            return
        try:
            self._child.wait(seconds)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        if self._leader is not None:
            end_session(self._leader)


class ClusterService:
    """The database as a service."""

    name = "postgres"

    def __init__(self, cluster: Cluster) -> None:
        """Nothing is started yet."""
        self._cluster = cluster

    @property
    def is_running(self) -> bool:
        """Whether it lives."""
        return self._cluster.is_running

    @property
    def process(self) -> Process | None:
        """The server's first process."""
        return Process.of(self._cluster.pid) if self._cluster.pid else None

    def start(self) -> None:
        """Start; after a crash this waits for the dead one's backends."""
        self._cluster.start()

    def ask_to_stop(self) -> None:
        """Nothing: it has nothing to finish once its clients are gone."""

    def wait_for_end(self, seconds: float) -> None:
        """Fast shutdown."""
        self._cluster.stop()


class Supervisor:
    """Watches services in the order they were started, and stops them in reverse."""

    def __init__(self, say: Callable[[str], None]) -> None:
        """Tell `say` about deaths."""
        self._say = say
        self._services: list[Service] = []
        self._deaths: dict[str, deque[float]] = {}
        self._start_at: dict[str, float] = {}

    def start(self, service: Service) -> None:
        """Start one and watch it from now on."""
        self._services.append(service)
        self._deaths[service.name] = deque(maxlen=MOST_DEATHS)
        service.start()

    @property
    def processes(self) -> dict[str, Process]:
        """The processes that live now, by name."""
        found = {service.name: service.process for service in self._services}
        return {name: process for name, process in found.items() if process}

    def watch(self, now: float) -> bool:
        """Look once at each service; True when one was started again."""
        started = False
        for service in self._services:
            if service.name in self._start_at:
                if now >= self._start_at[service.name]:
                    del self._start_at[service.name]
                    service.start()
                    started = True
            elif not service.is_running:
                self._note_death(service.name, now)
        return started

    def replace(self, service: Service, becomes_ready: Callable[[], bool]) -> bool:
        """Start a successor beside the one of its name; that one drains once it is ready.

        Where it does not come, it is ended, and the old one has not noticed.
        """
        place = next(
            at for at, old in enumerate(self._services) if old.name == service.name
        )
        service.start()
        if not becomes_ready():
            service.ask_to_stop()
            service.wait_for_end(DRAIN_SECONDS)
            return False
        old, self._services[place] = self._services[place], service
        old.ask_to_stop()
        old.wait_for_end(DRAIN_SECONDS)
        return True

    def stop(self) -> None:
        """Drain all but the first together, then end in reverse order."""
        for service in reversed(self._services):
            service.ask_to_stop()
        end = time.monotonic() + DRAIN_SECONDS
        for service in reversed(self._services):
            service.wait_for_end(max(0.1, end - time.monotonic()))
        self._services.clear()

    def _note_death(self, name: str, now: float) -> None:
        deaths = self._deaths[name]
        deaths.append(now)
        recent = sum(1 for death in deaths if now - death <= IN_SECONDS)
        if recent >= MOST_DEATHS:
            raise GaveUp(name)
        pause = FIRST_PAUSE * 2 ** (recent - 1)
        self._say(f"{name} 意外停止，{pause:g} 秒后重新启动（详情见日志）。")
        self._start_at[name] = now + pause
