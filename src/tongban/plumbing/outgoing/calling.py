"""One door for everything that leaves the platform over HTTP.

An adapter names its place once, from the configuration; a call adds a path to it and can
lead nowhere else. The name is looked up once and judged, and the connection goes to the
address that was judged: a name that answers with another address a moment later, a redirect,
and an address inside our own networks that nobody listed lead to nothing.
"""

import socket
import ssl
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

PATIENCE: Final = 30.0
MOST_BYTES: Final = 16 * 1024 * 1024
_PORTS: Final = {"http": 80, "https": 443}
_REDIRECTS: Final = range(300, 400)

Address = IPv4Address | IPv6Address


class NotCalled(Exception):
    """The call was not made, or what came back cannot be used; the reason is fit to show."""


@dataclass(frozen=True)
class Called:
    """What came back."""

    status: int
    content: bytes


@dataclass(frozen=True)
class Place:
    """A system outside: its address stands in the configuration, never in data."""

    url: str
    patience: float = PATIENCE
    most_bytes: int = MOST_BYTES

    def call(
        self,
        method: str,
        path: str,
        content: bytes | None = None,
        media_type: str = "application/json",
    ) -> Called:
        """Ask for a path below the place. Raises NotCalled."""
        parts = _read(self.url)
        target = _target(parts, path)
        connection = _Pinned(parts, judge(parts), self.patience)
        headers = {} if content is None else {"Content-Type": media_type}
        try:
            connection.request(method, target, content, headers)
            return self._take(connection.getresponse())
        except (OSError, HTTPException) as error:
            raise NotCalled(str(error) or type(error).__name__) from error
        finally:
            connection.close()

    def _take(self, answer: HTTPResponse) -> Called:
        if answer.status in _REDIRECTS:
            raise NotCalled("对方要把请求转到别处，没有跟去")
        read = answer.read(self.most_bytes + 1)
        if len(read) > self.most_bytes:
            raise NotCalled("对方的回答太长，没有读完")
        return Called(answer.status, read)


class _Pinned(HTTPConnection):
    """A connection to the address that was judged, under the name that was asked for."""

    def __init__(self, parts: SplitResult, address: Address, patience: float) -> None:
        port = parts.port or _PORTS[parts.scheme]
        super().__init__(parts.hostname or "", port, timeout=patience)
        self._address = address
        self._is_secret = parts.scheme == "https"

    def connect(self) -> None:
        """Connect, and see the certificate of the name."""
        line = socket.create_connection((str(self._address), self.port), self.timeout)
        if self._is_secret:
            context = ssl.create_default_context()
            line = context.wrap_socket(line, server_hostname=self.host)
        self.sock = line


def judge(parts: SplitResult) -> Address:
    """The address to call. Raises NotCalled unless it is a public one, or listed."""
    host = parts.hostname or ""
    found = _look_up(host)
    listed = host in settings.INNER_HOSTS
    for address in found:
        if _never(address) or not (listed or address.is_global):
            raise NotCalled(
                f"{host} 是内部网络的地址（{address}），没有列在 TONGBAN_INNER_HOSTS 里"
            )
    return found[0]


def _read(url: str) -> SplitResult:
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc:
        # Not repeated: a password may stand in it.
        raise NotCalled("配置的不是能调用的地址，例如 https://platform.example")
    return parts


def _target(parts: SplitResult, path: str) -> str:
    if not path.startswith("/") or ".." in path or not path.isprintable():
        raise NotCalled(f"“{path}”不是对方地址下面的路径")
    return parts.path.rstrip("/") + path


def _look_up(host: str) -> list[Address]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotCalled(f"找不到 {host}") from error
    addresses = (ip_address(str(one[4][0]).partition("%")[0]) for one in found)
    return [_plain(address) for address in addresses]


def _plain(address: Address) -> Address:
    """An old address in a new one's dress is judged as what it is."""
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped if isinstance(mapped, IPv4Address) else address


def _never(address: Address) -> bool:
    """Where clouds hand out their keys, and what is no one machine, cannot be listed."""
    return address.is_link_local or address.is_multicast or address.is_unspecified
