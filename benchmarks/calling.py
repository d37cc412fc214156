"""The load: callers over HTTP that keep their connection, cheap enough to share two cores.

A general client would cost as much processor time as the server it measures, so requests
are made beforehand as bytes and only the idempotency key differs.
"""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tongban.faces.cli.touring.example import (
    ITEM_WORDS,
    MATERIALS,
    PDF,
    filing,
)

API = "/api/v1"
PATIENCE = 60.0
CREATED = 201
OK = 200


@dataclass
class Caller:
    """One client with one connection."""

    port: int
    token: str = ""
    _socket: socket.socket | None = field(default=None, repr=False)

    def call(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        *,
        headers: str = "",
        kind: str = "application/json",
    ) -> tuple[int, bytes]:
        """Send one request and read its answer; raises OSError when the server is gone."""
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        )
        if self.token:
            head += f"Authorization: Bearer {self.token}\r\n"
        return self._exchange(f"{head}{headers}\r\n".encode() + body)

    def get(self, path: str) -> Any:
        """Read something of the API."""
        return _read(*self.call("GET", API + path))

    def post(self, path: str, body: dict[str, Any], *, key: bool = False) -> Any:
        """Do something through the API."""
        headers = f"Idempotency-Key: {uuid4()}\r\n" if key else ""
        text = json.dumps(body).encode()
        return _read(*self.call("POST", API + path, text, headers=headers))

    def hand_in(self, material_type_id: str, name: str) -> str:
        """Hand a small PDF in; the key of the upload."""
        edge = "edge-of-a-part"
        part = f'--{edge}\r\nContent-Disposition: form-data; name="{{}}"{{}}\r\n'
        body = (
            part.format("material_type_id", "").encode()
            + f"\r\n{material_type_id}\r\n".encode()
            + part.format("file", f'; filename="{name}.pdf"').encode()
            + b"Content-Type: application/pdf\r\n\r\n"
            + PDF
            + f"\r\n--{edge}--\r\n".encode()
        )
        kind = f"multipart/form-data; boundary={edge}"
        answer = _read(*self.call("POST", f"{API}/materials", body, kind=kind))
        return str(answer["upload_id"])

    def close(self) -> None:
        """End the connection."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _exchange(self, request: bytes) -> tuple[int, bytes]:
        if self._socket is not None:
            # The server closes connections that were idle: asked again on a new one.
            with suppress(OSError):
                return self._send(request)
        return self._send(request)

    def _send(self, request: bytes) -> tuple[int, bytes]:
        if self._socket is None:
            self._socket = socket.create_connection(
                ("127.0.0.1", self.port), timeout=PATIENCE
            )
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self._socket.sendall(request)
            return self._answer(self._socket)
        except OSError:
            # A late answer must never be taken for that to the next request.
            self.close()
            raise

    def _answer(self, connection: socket.socket) -> tuple[int, bytes]:
        received = b""
        while b"\r\n\r\n" not in received:
            received += _some(connection)
        head, _, body = received.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        if not lines[0].startswith("HTTP/"):
            raise ConnectionResetError("the server broke off")
        told = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines[1:])
        }
        length = int(told.get("content-length", "0"))
        while len(body) < length:
            body += _some(connection)
        if told.get("connection", "").lower() == "close":
            self.close()
        return int(lines[0].split()[1]), body


@dataclass(frozen=True)
class Application:
    """A filing that can be sent again and again, each time under another key."""

    path: str
    body: bytes

    def send(self, caller: Caller, key: str) -> tuple[int, bytes]:
        """File it once more."""
        return caller.call(
            "POST", self.path, self.body, headers=f"Idempotency-Key: {key}\r\n"
        )


@dataclass(frozen=True)
class Answer:
    """What came back for one filing; status 0 is no answer at all."""

    key: str
    status: int
    body: bytes
    seconds: float
    sent: int


def file_until(
    stop: threading.Event, port: int, filer: tuple[str, Application], *, tries: int = 1
) -> Iterator[Answer]:
    """File without a pause, each under a key of its own.

    What was not answered is sent again under its key over a new connection, `tries` in all.
    """
    token, filing = filer
    caller = Caller(port, token)
    while not stop.is_set():
        key, began = str(uuid4()), time.monotonic()
        status, body, sent = 0, b"", 0
        while status == 0 and sent < tries:
            sent += 1
            try:
                status, body = filing.send(caller, key)
            except OSError as error:
                body = str(error).encode()
        yield Answer(key, status, body, time.monotonic() - began, sent)
    caller.close()


def sign_in(port: int, login: str, password: str) -> str:
    """A token for a demo account."""
    caller = Caller(port)
    body = {"login": login, "password": password}
    token = str(caller.post("/session", body)["token"])
    caller.close()
    return token


def find_guide(port: int) -> dict[str, Any]:
    """The guide of the promised item that is filed."""
    nobody = Caller(port)
    found = nobody.get("/items?q=%E5%BC%80%E9%A5%AD%E5%BA%97")
    code = next(row["handling_code"] for row in found if row["name"] == ITEM_WORDS)
    guide: dict[str, Any] = nobody.get(f"/items/{code}")
    nobody.close()
    return guide


def prepare_application(port: int, token: str) -> Application:
    """Hand two files in as the citizen, and make the filing for his firm's licence."""
    citizen, guide = Caller(port, token), find_guide(port)
    own = citizen.get("/session")
    types = {row["key"]: row["material_type_id"] for row in guide["materials"]}
    uploads = {key: citizen.hand_in(types[key], f"material-{key}") for key in MATERIALS}
    citizen.close()
    body = filing(guide, own, uploads)
    return Application(f"{API}/applications", json.dumps(body).encode())


def run_clients(
    clients: int, seconds: float, act: Callable[[int], Callable[[], bool]]
) -> tuple[list[float], int, float]:
    """Let so many clients act in turn for a while; seconds of each success, failures, wall.

    `act` makes the act of the client with that number; it answers whether it succeeded.
    """
    taken: list[list[float]] = [[] for _ in range(clients)]
    failed = [0] * clients
    gate = threading.Barrier(clients + 1)
    end = [0.0]

    acts = [act(number) for number in range(clients)]

    def work(number: int) -> None:
        once = acts[number]
        gate.wait()
        while time.perf_counter() < end[0]:
            begin = time.perf_counter()
            try:
                good = once()
            except OSError:
                good = False
            if good:
                taken[number].append(time.perf_counter() - begin)
            else:
                failed[number] += 1

    threads = [threading.Thread(target=work, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    begin = time.perf_counter()
    end[0] = begin + seconds
    gate.wait()
    for thread in threads:
        thread.join()
    wall = time.perf_counter() - begin
    return [one for many in taken for one in many], sum(failed), wall


def expect(answer: tuple[int, bytes], *statuses: int) -> bool:
    """Whether an answer has one of the statuses."""
    return answer[0] in statuses


def _read(status: int, body: bytes) -> Any:
    if status >= 400:  # noqa: PLR2004 - HTTP's own number
        raise RuntimeError(f"{status} {body.decode(errors='replace')}")
    return json.loads(body) if body else None


def _some(connection: socket.socket) -> bytes:
    received = connection.recv(65536)
    if not received:
        raise ConnectionResetError("the server closed the connection")
    return received
