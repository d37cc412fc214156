"""How leaves and nodes are hashed. The prefixes keep a node from passing for a leaf."""

import hashlib
from dataclasses import dataclass
from typing import Final

_LEAF: Final = b"\x00"
_NODE: Final = b"\x01"


@dataclass(frozen=True)
class Hasher:
    """One hash function, by the name that ``hashlib`` knows it under."""

    name: str

    def digest(self, data: bytes) -> bytes:
        """The hash of plain bytes."""
        return hashlib.new(self.name, data).digest()

    def leaf(self, entry: bytes) -> bytes:
        """The hash of one entry of the log."""
        return self.digest(_LEAF + entry)

    def node(self, left: bytes, right: bytes) -> bytes:
        """The hash of two subtrees."""
        return self.digest(_NODE + left + right)

    def empty(self) -> bytes:
        """The root of a log without entries."""
        return self.digest(b"")


SM3: Final = Hasher("sm3")
SHA256: Final = Hasher("sha256")
