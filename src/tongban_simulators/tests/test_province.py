"""The simulator as a program: it starts, says what it is, and survives what is sent to it."""

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SOURCE = Path(__file__).parents[2]


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    pem = tmp_path / "city.pem"
    pem.write_bytes(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    words = ["--port", "0", "--key", str(pem), "--refuse", "abc"]
    child = subprocess.Popen(
        [sys.executable, "-m", "tongban_simulators.province", *words],
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert child.stdout
    line = child.stdout.readline()
    yield int(line.rsplit(":", 1)[1].split("，")[0])
    child.terminate()
    child.wait()
    child.stdout.close()


def ask(port: int, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, path, body)
    answer = connection.getresponse()
    read = answer.read()
    connection.close()
    return answer.status, read


def test_it_says_that_it_is_a_simulator_and_holds_nothing(port: int) -> None:
    status, page = ask(port, "GET", "/")
    state = json.loads(ask(port, "GET", "/v1/cities/690100/state")[1])

    assert status == 200
    assert "这是模拟器，不是省平台" in page.decode()
    assert (state["count"], state["simulator"]) == (0, True)
    assert json.loads(ask(port, "GET", "/v1/cities/x/rows")[1]) == {"rows": {}}


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/v1/packages", b"{", 400),
        ("/v1/packages", b"[]", 422),
        ("/v1/packages", b'{"manifest": {}}', 422),
        ("/v1/packages", b'{"manifest": {"format": "tongban.exchange/1"}}', 422),
        ("/v1/nothing", b"{}", 404),
        ("/v1/faults", b"[]", 422),
    ],
)
def test_it_answers_whatever_is_sent(
    port: int, path: str, body: bytes, status: int
) -> None:
    found, answer = ask(port, "POST", path, body)

    assert found == status
    assert json.loads(answer)["simulator"] is True


def test_it_can_be_told_to_lose_and_refuse(port: int) -> None:
    told = {"lose": ["a"], "refuse": {"b": "不收"}}
    status, answer = ask(port, "POST", "/v1/faults", json.dumps(told).encode())

    assert (status, json.loads(answer)) == (200, told)
