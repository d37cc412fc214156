"""The played scanner as a program: it starts, says what it is, and answers as clamd does."""

import os
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2]
VIRUS = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    child = subprocess.Popen(
        [sys.executable, "-m", "tongban_simulators.clamav", "--port", "0"],
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert child.stdout
    line = child.stdout.readline()
    assert "模拟器" in line
    yield int(line.rsplit(":", 1)[1].split("，")[0])
    child.terminate()
    child.wait()
    child.stdout.close()


def say(port: int, *parts: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        for part in parts:
            line.sendall(part)
        return b"".join(iter(lambda: line.recv(4096), b""))


def stream(*parts: bytes) -> list[bytes]:
    sent = [struct.pack("!I", len(part)) + part for part in parts]
    return [b"zINSTREAM\0", *sent, struct.pack("!I", 0)]


def test_it_answers_as_clamd_does(port: int) -> None:
    assert say(port, b"zPING\0") == b"PONG\0"
    assert say(port, *stream(b"a paper")) == b"stream: OK\0"
    assert say(port, *stream(VIRUS[:20], VIRUS[20:])).endswith(b" FOUND\0")
    assert say(port, b"zSHUTDOWN\0") == b"UNKNOWN COMMAND\0"
