"""The web worker with less patience, so that a test of it takes a second."""

from typing import ClassVar

from tongban.config.web import PacedSocket, PacedWorker


class HastySocket(PacedSocket):
    """Half a second, then 100 KB/s."""

    quiet: ClassVar = 0.5
    grace: ClassVar = 1.0
    bytes_a_second: ClassVar = 100_000


class HastyWorker(PacedWorker):
    """gunicorn's worker on such connections."""

    connection: ClassVar = HastySocket
