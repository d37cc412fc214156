"""The web worker: gunicorn's threads, with an end to waiting for whoever sends slowly.

gunicorn's own time-out watches the worker and not its connections: without this, sixteen
senders of one byte a minute hold every thread of two workers for as long as they like.
"""

import errno
import socket
import time
from typing import Any, ClassVar

from gunicorn.workers.gthread import TConn, ThreadWorker


class PacedSocket(socket.socket):
    """A connection whose requests must arrive at some pace; what was answered counts no more."""

    # Nobody's line is silent for so long in the middle of a request.
    quiet: ClassVar = 20.0
    # A request may take so long whatever its size, and so much longer as it is larger: a
    # photo of 10 MB over the slowest telephone line passes, a byte now and then does not.
    grace: ClassVar = 30.0
    bytes_a_second: ClassVar = 4096

    _began: float | None = None
    _received = 0

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        """Wait no longer than the pace allows; who is slower is cut off."""
        if self.gettimeout() == 0.0:
            return super().recv(size, flags)
        now = time.monotonic()
        if self._began is None:
            self._began, self._received = now, 0
        left = self._began + self.grace + self._received / self.bytes_a_second - now
        if left <= 0:
            raise _too_slow()
        self.settimeout(min(self.quiet, left))
        try:
            got = super().recv(size, flags)
        except TimeoutError as error:
            raise _too_slow() from error
        finally:
            self.setblocking(True)
        self._received += len(got)
        return got

    def sendall(self, data: Any, flags: int = 0, /) -> None:
        """Send; the next byte that comes begins another request."""
        self._began = None
        super().sendall(data, flags)


def _too_slow() -> OSError:
    # What gunicorn takes for a client that went away: no line in the log for each of them.
    return OSError(errno.ECONNRESET, "sent too slowly")


class PacedWorker(ThreadWorker):  # type: ignore[misc]  # untyped
    """gunicorn's worker of threads on paced connections."""

    connection: ClassVar = PacedSocket

    def accept(self, listener: Any) -> None:
        """As gunicorn's own, but for the connection."""
        try:
            plain, client = listener.accept()
        except OSError as error:
            if error.errno not in {errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK}:
                raise
            return
        paced = self.connection(fileno=plain.detach())
        self.nr_conns += 1
        self.enqueue_req(TConn(self.cfg, paced, client, listener.getsockname()))
