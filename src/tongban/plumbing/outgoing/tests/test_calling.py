"""A call leads to the place of the configuration and nowhere else."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from pytest_django import Settings

from tongban.plumbing.outgoing.calling import NotCalled, Place, judge


class Answering(BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012 - what the server was asked

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path.endswith("/away"):
            self.send_response(302)
            self.send_header("Location", "/p/secret")
        else:
            self.send_response(200)
        self.end_headers()
        self.wfile.write(b"x" * (100 if self.path.endswith("/long") else 2))

    def log_message(self, *told: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


@pytest.fixture(autouse=True)
def _listed(settings: Settings) -> None:
    settings.INNER_HOSTS = ("127.0.0.1",)
    Answering.asked.clear()


def test_a_listed_host_is_called(port: int) -> None:
    called = Place(f"http://127.0.0.1:{port}/p/").call("GET", "/state")
    assert (called.status, called.content) == (200, b"xx")
    assert Answering.asked == ["/p/state"]


def test_an_inner_host_that_nobody_listed_is_not(port: int, settings: Settings) -> None:
    settings.INNER_HOSTS = ()
    with pytest.raises(NotCalled, match="TONGBAN_INNER_HOSTS"):
        Place(f"http://127.0.0.1:{port}").call("GET", "/state")
    assert Answering.asked == []


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "[::1]",
        "[fd00::1]",
        "[::ffff:10.0.0.1]",
        "169.254.169.254",
        "0.0.0.0",  # noqa: S104 - called, not bound
    ],
)
def test_every_way_to_write_an_inner_address_is_seen(
    host: str, settings: Settings
) -> None:
    settings.INNER_HOSTS = ()
    with pytest.raises(NotCalled):
        judge(urlsplit(f"http://{host}/"))


@pytest.mark.parametrize("host", ["169.254.169.254", "[::]", "224.0.0.1"])
def test_some_addresses_cannot_be_listed(host: str, settings: Settings) -> None:
    settings.INNER_HOSTS = (host.strip("[]"),)
    with pytest.raises(NotCalled):
        judge(urlsplit(f"http://{host}/"))


def test_a_public_address_needs_no_listing() -> None:
    assert str(judge(urlsplit("https://9.9.9.9/"))) == "9.9.9.9"


def test_a_redirect_is_not_followed(port: int) -> None:
    with pytest.raises(NotCalled, match="没有跟去"):
        Place(f"http://127.0.0.1:{port}/p").call("GET", "/away")
    assert Answering.asked == ["/p/away"]


def test_an_endless_answer_is_not_read_to_its_end(port: int) -> None:
    with pytest.raises(NotCalled, match="太长"):
        Place(f"http://127.0.0.1:{port}", most_bytes=50).call("GET", "/long")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "gopher://x/", "http://", "http://a@127.0.0.1/", "x"]
)
def test_only_plain_addresses_are_places(url: str) -> None:
    with pytest.raises(NotCalled):
        Place(url).call("GET", "/")


@pytest.mark.parametrize("path", ["@evil.example/", "//../x", "/a\r\nHost: b", "/../x"])
def test_a_path_stays_below_its_place(path: str, port: int) -> None:
    with pytest.raises(NotCalled):
        Place(f"http://127.0.0.1:{port}").call("GET", path)
    assert Answering.asked == []
