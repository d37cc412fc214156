"""The processes that make up the platform, and what each of them is told."""

import os
import socket
import sys
from pathlib import Path

from tongban.config.options import Options
from tongban.config.places import Installation
from tongban.config.supervising import Program

WEB_WORKERS = 2
WEB_THREADS = 8

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


def programs(installation: Installation, options: Options, logs: Path) -> list[Program]:
    """Web, worker and scheduler, in the order in which they start."""
    environment = surroundings(installation, options)
    commands = {
        "web": (*_WEB, options.bind),
        "worker": ("-m", "tongban.config.worker"),
        "scheduler": ("-m", "tongban.config.scheduler"),
    }
    return [
        Program(name, [sys.executable, *command], environment, logs / f"{name}.log")
        for name, command in commands.items()
    ]


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
