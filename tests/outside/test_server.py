"""A real gunicorn, as the platform starts it: slow senders, 100 MB, a host that is not ours."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tongban.config.children import _WEB
from tongban.config.places import PROJECT
from tongban.plumbing.database.cluster.processes import wait_until

MEGABYTE = 1024 * 1024
HOST = "127.0.0.1"
# As in service, but for the patience of its connections and what a test needs no two of.
HASTY = {
    "tongban.config.web.PacedWorker": "tests.outside.hasty.HastyWorker",
    "2": "1",
    "8": "2",
}


@dataclass(frozen=True)
class Server:
    """Where it listens, and the process that started its workers."""

    port: int
    process: int


@pytest.fixture(scope="module")
def port(server: Server) -> int:
    return server.port


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log"
    words = [HASTY.get(word, word) for word in _WEB]
    surroundings = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tongban.config.settings",
        "PYTHONPATH": os.pathsep.join(
            (str(PROJECT / "src"), str(PROJECT), os.environ.get("PYTHONPATH", ""))
        ),
    }
    with log.open("wb") as out:
        child = subprocess.Popen(
            [sys.executable, *words, f"{HOST}:{port}"],
            env=surroundings,
            stdout=out,
            stderr=out,
            cwd=PROJECT,
        )
    try:
        wait_until(lambda: _listens(port) or child.poll() is not None, 120)
        assert child.poll() is None, log.read_text()
        yield Server(port, child.pid)
    finally:
        child.terminate()
        child.wait(30)


def _listens(port: int) -> bool:
    try:
        return _answer_to(port, _get("/healthz")).startswith(b"HTTP/1.1 200")
    except OSError:
        return False


def _get(path: str, host: str = HOST) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()


def _post(path: str, size: int) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: {size}\r\n"
    return f"{head}Content-Type: multipart/form-data; boundary=x\r\n\r\n".encode()


def _answer_to(port: int, request: bytes) -> bytes:
    with socket.create_connection((HOST, port), timeout=60) as line:
        line.sendall(request)
        return b"".join(iter(lambda: line.recv(65536), b""))


def test_a_hundred_megabytes_are_refused_before_they_are_sent(port: int) -> None:
    with socket.create_connection((HOST, port), timeout=60) as line:
        line.sendall(_post("/sign-in", 100 * MEGABYTE))
        answer = b""
        # The whole page, while not a byte of the body was sent.
        while "太大".encode() not in answer and (part := line.recv(65536)):
            answer += part

    assert answer.startswith(b"HTTP/1.1 413")
    assert "太大".encode() in answer


def test_who_sends_them_all_the_same_fills_no_memory(server: Server) -> None:
    before = _memory(server.process)
    with socket.create_connection((HOST, server.port), timeout=60) as line:
        line.sendall(_post("/sign-in", 100 * MEGABYTE))
        # Cut off on the way is as good.
        with suppress(OSError):
            for _one in range(100):
                line.sendall(b"x" * MEGABYTE)

    assert _memory(server.process) - before < 30 * MEGABYTE


def _memory(server: int) -> int:
    """What its processes take at most up to now."""
    family = [
        server,
        *map(int, Path(f"/proc/{server}/task/{server}/children").read_text().split()),
    ]
    peaks = (Path(f"/proc/{one}/status").read_text() for one in family)
    lines = (
        line for text in peaks for line in text.splitlines() if line.startswith("VmHWM")
    )
    return sum(int(line.split()[1]) * 1024 for line in lines)


@pytest.mark.parametrize(
    "beginning",
    [b"GET / HT", _post("/sign-in", 5000), _post("/sign-in", 5000) + b"abc"],
)
def test_who_falls_silent_is_cut_off(port: int, beginning: bytes) -> None:
    began = time.monotonic()
    with socket.create_connection((HOST, port), timeout=30) as line:
        line.sendall(beginning)
        _until_closed(line)

    assert time.monotonic() - began < 20


def test_who_sends_a_byte_now_and_then_is_cut_off(port: int) -> None:
    with socket.create_connection((HOST, port), timeout=30) as line:
        line.sendall(_post("/sign-in", 5000))
        sent = 0
        with suppress(OSError):
            while sent < 60:
                line.sendall(b"x")
                sent += 1
                time.sleep(0.1)

    # One second and a little for each byte: far from the end of what was announced.
    assert sent < 60


def test_slow_senders_do_not_keep_others_out(port: int) -> None:
    slow = [socket.create_connection((HOST, port), timeout=30) for _one in range(4)]
    try:
        for line in slow:
            line.sendall(_post("/sign-in", 5000))

        assert _answer_to(port, _get("/healthz")).startswith(b"HTTP/1.1 200")
    finally:
        for line in slow:
            line.close()


@pytest.mark.parametrize("host", ["evil.example", "", "127.0.0.1:1@evil.example"])
def test_a_host_that_is_not_ours_is_not_answered(port: int, host: str) -> None:
    answer = _answer_to(port, _get("/sign-in", host))

    assert answer.startswith(b"HTTP/1.1 400")
    assert b"evil" not in answer


def test_two_lengths_are_no_request(port: int) -> None:
    both = (
        b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\n"
        b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n"
    )
    answer = _answer_to(port, both)

    assert answer.startswith(b"HTTP/1.1 400")
    assert answer.count(b"HTTP/1.1 ") == 1


def _until_closed(line: socket.socket) -> None:
    with suppress(ConnectionError):
        while line.recv(65536):
            pass
