"""The address to count by: no header makes another one, but that of a proxy of ours."""

import pytest

from tongban.plumbing.access.addresses import client_address

OURS = ("10.0.0.0/24", "127.0.0.1")


def asked(connection: str, forwarded: str = "", proxies: tuple[str, ...] = OURS) -> str:
    meta = {"REMOTE_ADDR": connection, "HTTP_X_FORWARDED_FOR": forwarded}
    return client_address(meta, proxies)


@pytest.mark.parametrize(
    ("connection", "forwarded", "found"),
    [
        ("198.51.100.1", "", "198.51.100.1"),
        ("198.51.100.1", "203.0.113.5", "198.51.100.1"),
        ("127.0.0.1", "203.0.113.5", "203.0.113.5"),
        ("127.0.0.1", "192.0.2.1, 203.0.113.5", "203.0.113.5"),
        ("127.0.0.1", "203.0.113.5, 10.0.0.7", "203.0.113.5"),
        ("127.0.0.1", "10.0.0.8, 10.0.0.7", "10.0.0.8"),
        ("127.0.0.1", " , ,", "127.0.0.1"),
        ("127.0.0.1", "x" * 9000, "unknown"),
        ("127.0.0.1", "203.0.113.5, <script>", "unknown"),
        ("", "203.0.113.5", "unix"),
        ("::ffff:198.51.100.1", "", "198.51.100.1"),
        ("2001:db8:1:2:3::4", "", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", "", "2001:db8:1:2::/64"),
    ],
)
def test_who_asks(connection: str, forwarded: str, found: str) -> None:
    assert asked(connection, forwarded) == found


def test_a_socket_is_trusted_only_where_it_is_named() -> None:
    assert asked("", "203.0.113.5", ("unix",)) == "203.0.113.5"


def test_nobody_is_trusted_where_no_proxy_is_named() -> None:
    assert asked("127.0.0.1", "203.0.113.5", ()) == "127.0.0.1"
