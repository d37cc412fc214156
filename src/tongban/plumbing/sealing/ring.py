"""The key ring of an installation: data keys, wrapped by a key that only a file holds.

The file is `TONGBAN_KEK_FILE`, or `kek.key` in the keys folder, made at the first start.
Neither the database nor its backups open anything without it.
"""

import hashlib
import hmac
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.sealing.cipher import (
    KEY_BYTES,
    new_cipher_key,
    open_text,
    seal_text,
)

# After this long every process has seen a newer key; destroying waits for longer.
LOOKED_AGAIN_AFTER: Final = 10.0
_READ: Final = "select version, wrapped from data_key where wrapped <> '' order by 1"


@dataclass(frozen=True)
class Ring:
    """The data keys that are there, and when they were read (of the machine's ticker)."""

    keys: dict[int, bytes]
    read_at: float

    @property
    def newest(self) -> int:
        """The version that wraps what is new."""
        return max(self.keys)


class RingEmpty(RuntimeError):
    """No data key opens: the law was not applied, or the key file is another one."""


_held: dict[str, Ring] = {}


def newest_version() -> int:
    """The version that wraps what is new; another process may have made it."""
    ring = _held.get("ring")
    if ring is None or time.monotonic() - ring.read_at > LOOKED_AGAIN_AFTER:
        ring = _read_ring()
    return ring.newest


def city_key(version: int, city: str) -> bytes:
    """The key of a city under a version of the data key."""
    ring = _held.get("ring")
    if ring is None or version not in ring.keys:
        ring = _read_ring()
    if version not in ring.keys:
        raise RingEmpty(f"data key {version} has been destroyed")
    return _city_key(ring.keys[version], city)


def forget_ring() -> None:
    """Read the ring again before it is used next."""
    _held.clear()


def ensure_first_key(cursor: Any) -> None:
    """Give an installation its first data key; the owner's step after the law."""
    cursor.execute("select 1 from data_key limit 1")
    if cursor.fetchone() is None:
        add_data_key(cursor, 1, datetime.now(UTC))


def add_data_key(cursor: Any, version: int, at: datetime) -> None:
    """Put a new version onto the ring; two at once make one."""
    cursor.execute(
        "insert into data_key (version, wrapped, kek_mark, made_at)"
        " values (%s, %s, %s, %s) on conflict (version) do nothing",
        [version, wrap_data_key(new_cipher_key(), version, kek()), kek_mark(kek()), at],
    )


def wrap_data_key(key: bytes, version: int, outer: bytes) -> str:
    """A data key under the key of the file."""
    return seal_text(outer, key.hex(), f"data_key|{version}")


def unwrap_data_key(wrapped: str, version: int, outer: bytes) -> bytes:
    """A data key as it was made."""
    return bytes.fromhex(open_text(outer, wrapped, f"data_key|{version}"))


def kek() -> bytes:
    """The key-encryption key of this installation."""
    return kek_from(settings.KEK_FILE)


@cache
def kek_from(path: Path) -> bytes:
    """The key that a file holds: whatever its length, all of it counts."""
    return _worked_out(path.read_bytes().strip(), "tongban kek")


def kek_mark(outer: bytes) -> str:
    """By what an operator tells two key files apart."""
    return _worked_out(outer, "mark").hex()[:16]


def _read_ring() -> Ring:
    outer = kek()
    keys = {
        version: unwrap_data_key(wrapped, version, outer)
        for version, wrapped in fetch_all(_READ)
    }
    if not keys:
        raise RingEmpty("there is no data key: apply the law first")
    ring = Ring(keys, time.monotonic())
    _city_key.cache_clear()
    _held["ring"] = ring
    return ring


@cache
def _city_key(data_key: bytes, city: str) -> bytes:
    return _worked_out(data_key, f"city|{city}")


def _worked_out(secret: bytes, purpose: str) -> bytes:
    mac = hmac.new(secret, purpose.encode(), lambda *a: hashlib.new("sm3", *a))
    return mac.digest()[:KEY_BYTES]
