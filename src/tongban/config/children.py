"""The processes that make up the platform, and what each of them is told."""

import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from tongban.config.environment import backups_folder
from tongban.config.options import Options
from tongban.config.places import Installation
from tongban.config.supervising import Program

WEB_WORKERS = 2
WEB_THREADS = 8
_BACKLOG = 2048

# The application is imported once and shared by the workers; it opens no connection
# before the first request.
_WEB = (
    *("-m", "gunicorn", "tongban.config.wsgi:application", "--preload"),
    *(
        "--worker-class",
        "tongban.config.web.PacedWorker",
        "--workers",
        str(WEB_WORKERS),
    ),
    *("--threads", str(WEB_THREADS), "--graceful-timeout", "20", "--timeout", "60"),
    *("--keep-alive", "5", "--no-control-socket", "--bind"),
)


def surroundings(
    installation: Installation, options: Options, *, owner: bool = False
) -> dict[str, str]:
    """The environment of a child; web and worker never hold the owner's address."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in {"TONGBAN_OWNER_URL", "TONGBAN_DATABASE_URL"}
    }
    hosts = os.environ.get("TONGBAN_HOSTS", ",".join(_hosts(options)))
    return (
        inherited
        | installation.environment(owner=owner)
        | {
            "DJANGO_SETTINGS_MODULE": "tongban.config.settings",
            "TONGBAN_HOSTS": hosts,
            "PYTHONUNBUFFERED": "1",
        }
    )


@dataclass(frozen=True)
class Release:
    """The source that children run: ours, or the next one's."""

    root: Path

    @property
    def python(self) -> str:
        """Its own environment's Python, where it has one."""
        own = self.root / ".venv" / "bin" / "python"
        return str(own) if own.exists() else sys.executable

    def told(self, environment: dict[str, str]) -> dict[str, str]:
        """Surroundings in which that source is imported, and no other."""
        path = os.pathsep.join([str(self.root / "src"), str(self.root)])
        return environment | {"PYTHONPATH": path}


def programs(
    installation: Installation,
    options: Options,
    logs: Path,
    listener: socket.socket,
    release: Release | None = None,
) -> list[Program]:
    """Web, worker and scheduler, in the order in which they start; the keeper of backups.

    The web server is given a socket that listens already: its successor gets the same, so
    that nobody who knocks in between is turned away.
    """
    environment = surroundings(installation, options)
    python = sys.executable
    if release is not None:
        environment, python = release.told(environment), release.python
    commands = {
        "web": (*_WEB, f"fd://{listener.fileno()}"),
        "worker": ("-m", "tongban.config.worker"),
        "scheduler": ("-m", "tongban.config.scheduler"),
    }
    if installation.socket is not None and backups_folder() is not None:
        # Only our own database is copied by us.
        commands["keeper"] = ("-m", "tongban.config.keeping")
    return [
        Program(
            name,
            [python, *command],
            environment,
            logs / f"{name}.log",
            [listener.fileno()] if name == "web" else [],
        )
        for name, command in commands.items()
    ]


def open_listener(options: Options) -> socket.socket:
    """Listen where the web server answers; who knocks before it is ready waits."""
    family, kind, protocol, _name, address = socket.getaddrinfo(
        options.host, options.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(address)
    listener.listen(_BACKLOG)
    return listener


def _hosts(options: Options) -> list[str]:
    """The names a browser may use; listening everywhere means all this machine's names."""
    hosts = ["localhost", "127.0.0.1", "[::1]", options.host]
    if options.reachable_host != options.host:
        name = socket.gethostname()
        hosts += [name, *_addresses_of(name)]
    return list(dict.fromkeys(hosts))


def _addresses_of(name: str) -> list[str]:
    try:
        found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except socket.gaierror:
        return []
    return sorted({str(entry[4][0]) for entry in found})
