"""The right edge of the tree: all that a sequencer needs to append, in log2(size) hashes."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any, Self

from tongban.ground.merkle.canonical import canonical
from tongban.ground.merkle.hashing import SM3, Hasher
from tongban.ground.merkle.proofs import MerkleError


@dataclass(frozen=True)
class Node:
    """A complete subtree that an append finished: a row to store for later proofs."""

    level: int
    index: int
    hash: bytes


class Frontier:
    """The roots of the complete subtrees that the log consists of, the largest first."""

    def __init__(self, hasher: Hasher = SM3) -> None:
        """Begin an empty log."""
        self.hasher = hasher
        self.size = 0
        self._peaks: list[bytes] = []

    def append(self, leaf_hash: bytes) -> list[Node]:
        """Take one more leaf; gives the leaf and every subtree that it completes."""
        nodes = [Node(0, self.size, leaf_hash)]
        index, level = self.size, 0
        while index % 2:
            left = self._peaks.pop()
            index, level = index >> 1, level + 1
            nodes.append(Node(level, index, self.hasher.node(left, nodes[-1].hash)))
        self._peaks.append(nodes[-1].hash)
        self.size += 1
        return nodes

    def extend(self, leaf_hashes: Iterable[bytes]) -> list[Node]:
        """Take a batch, in order; gives all nodes to store, leaves included."""
        return [node for leaf_hash in leaf_hashes for node in self.append(leaf_hash)]

    def root(self) -> bytes:
        """The root over all leaves taken so far."""
        if not self._peaks:
            return self.hasher.empty()
        return reduce(
            lambda right, left: self.hasher.node(left, right), reversed(self._peaks)
        )

    def dump(self) -> bytes:
        """Canonical JSON to keep beside the log; ``load`` takes it back."""
        return canonical(self.state())

    def state(self) -> dict[str, object]:
        """The same as plain values, for a JSON column."""
        return {
            "hash": self.hasher.name,
            "size": self.size,
            "peaks": [peak.hex() for peak in self._peaks],
        }

    @classmethod
    def restore(cls, size: int, peaks: Iterable[bytes], hasher: Hasher = SM3) -> Self:
        """The frontier of a log of that size; MerkleError where the parts disagree."""
        frontier = cls(hasher)
        frontier.size = size
        frontier._peaks = list(peaks)
        expected, length = size.bit_count(), len(hasher.empty())
        if size < 0 or len(frontier._peaks) != expected:
            raise MerkleError(f"a log of {size} has {expected} peaks")
        if any(len(peak) != length for peak in frontier._peaks):
            raise MerkleError(f"a peak of {hasher.name} has {length} bytes")
        return frontier

    @classmethod
    def load(cls, state: bytes | str | dict[str, object]) -> Self:
        """What ``dump`` or ``state`` gave; MerkleError where it is damaged."""
        try:
            parts: Any = state if isinstance(state, dict) else json.loads(state)
            size, peaks, name = parts["size"], parts["peaks"], parts["hash"]
            hasher = Hasher(name)
            return cls.restore(size, map(bytes.fromhex, peaks), hasher)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise MerkleError(f"no frontier of a log: {error}") from error
