"""Where a request comes from: the address of the connection, unless a proxy of ours says more.

Whoever is not on the installation's own list of proxies can write into a header what they
like; it is not read.
"""

from collections.abc import Iterable, Mapping
from ipaddress import ip_address, ip_network
from itertools import pairwise
from typing import Final

# What a web server says of a connection through a socket on the same machine.
SOCKET: Final = "unix"
_UNKNOWN: Final = "unknown"
# One household or one office of IPv6 is a network of this size: its single addresses are free.
_HOUSEHOLD: Final = 64
_VERSION_6: Final = 6


def client_address(meta: Mapping[str, object], proxies: Iterable[str]) -> str:
    """The address to count by, read from the right through the proxies that are trusted."""
    trusted = tuple(proxies)
    hops = [str(meta.get("REMOTE_ADDR") or SOCKET)]
    forwarded = str(meta.get("HTTP_X_FORWARDED_FOR") or "")
    hops += [hop.strip() for hop in reversed(forwarded.split(",")) if hop.strip()]
    found = hops[0]
    for nearer, farther in pairwise(hops):
        if not _is_trusted(nearer, trusted):
            break
        found = farther
    return _normal(found)


def _is_trusted(hop: str, trusted: tuple[str, ...]) -> bool:
    if hop == SOCKET:
        return SOCKET in trusted
    try:
        address = ip_address(hop)
    except ValueError:
        return False
    return any(address in ip_network(net) for net in trusted if net != SOCKET)


def _normal(hop: str) -> str:
    if hop == SOCKET:
        return SOCKET
    try:
        address = ip_address(hop)
    except ValueError:
        return _UNKNOWN
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped is not None:
        return str(mapped)
    if address.version == _VERSION_6:
        return str(ip_network((address, _HOUSEHOLD), strict=False))
    return str(address)
