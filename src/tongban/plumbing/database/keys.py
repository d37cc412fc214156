"""Time-ordered keys made in Python (UUID version 7, RFC 9562)."""

import os
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0


def new_key() -> UUID:
    """Make a UUIDv7; keys of one process never go backwards.

    48 bits of milliseconds, then a 12-bit counter within them, then 62 random bits.
    """
    global _last  # noqa: PLW0603  # the counter is what makes keys monotonic
    with _lock:
        tick = (time.time_ns() // 1_000_000) << 12
        _last = tick if tick > _last else _last + 1
        moment = _last
    value = (moment >> 12) << 80 | 0x7 << 76 | (moment & 0xFFF) << 64
    value |= 0b10 << 62 | int.from_bytes(os.urandom(8), "big") >> 2
    return UUID(int=value)
