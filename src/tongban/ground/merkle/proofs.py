"""Roots and proofs of inclusion and consistency (RFC 9162 §2.1), and their verification.

Proofs are made from the hashes of complete subtrees: ``get_hash(level, index)`` gives
that of the 2**level leaves from index * 2**level on. A table with those two columns
as its key serves; nothing else of the tree is ever stored.
"""

import hmac
from collections.abc import Callable, Sequence

from tongban.ground.merkle.hashing import SM3, Hasher

GetHash = Callable[[int, int], bytes]


class MerkleError(ValueError):
    """A place or size outside the log: the caller's bug."""


class LeafList:
    """``get_hash`` over a list of leaf hashes in memory; remembers what it worked out."""

    def __init__(self, leaf_hashes: Sequence[bytes], hasher: Hasher = SM3) -> None:
        """Keep the list: it may grow afterwards, but never change."""
        self._leaves = leaf_hashes
        self._hasher = hasher
        self._known: dict[tuple[int, int], bytes] = {}

    def __call__(self, level: int, index: int) -> bytes:
        if level == 0:
            return self._leaves[index]
        known = self._known.get((level, index))
        if known is None:
            left = self(level - 1, 2 * index)
            known = self._hasher.node(left, self(level - 1, 2 * index + 1))
            self._known[level, index] = known
        return known


def root(leaf_hashes: Sequence[bytes], hasher: Hasher = SM3) -> bytes:
    """The root over a list of leaf hashes."""
    return root_of(len(leaf_hashes), LeafList(leaf_hashes, hasher), hasher)


def root_of(size: int, get_hash: GetHash, hasher: Hasher = SM3) -> bytes:
    """The root over the first ``size`` leaves: some log2(size) look-ups."""
    if size < 0:
        raise MerkleError(f"a log has no size {size}")
    return _Tree(get_hash, hasher).root(0, size) if size else hasher.empty()


def inclusion_proof(
    index: int, size: int, get_hash: GetHash, hasher: Hasher = SM3
) -> list[bytes]:
    """The hashes that lead from leaf ``index`` to the root over ``size`` leaves."""
    if not 0 <= index < size:
        raise MerkleError(f"leaf {index} is not in a log of {size}")
    return _Tree(get_hash, hasher).path(index, 0, size)


def consistency_proof(
    old_size: int, new_size: int, get_hash: GetHash, hasher: Hasher = SM3
) -> list[bytes]:
    """The hashes that show the log of ``old_size`` to be the beginning of the newer one."""
    if not 0 < old_size <= new_size:
        raise MerkleError(f"a log of {old_size} does not begin one of {new_size}")
    return _Tree(get_hash, hasher).growth(old_size, 0, new_size, whole=True)


def verify_inclusion(
    *,
    index: int,
    size: int,
    leaf_hash: bytes,
    proof: Sequence[bytes],
    root: bytes,
    hasher: Hasher = SM3,
) -> bool:
    """Whether the leaf stands at ``index`` in the log of ``size`` with this root."""
    if not 0 <= index < size:
        return False
    place, last = index, size - 1
    found = leaf_hash
    for step in proof:
        if last == 0:
            return False
        if place % 2 or place == last:
            found = hasher.node(step, found)
            while place and not place % 2:
                place, last = place >> 1, last >> 1
        else:
            found = hasher.node(found, step)
        place, last = place >> 1, last >> 1
    return last == 0 and hmac.compare_digest(found, root)


def verify_consistency(
    *,
    old_size: int,
    new_size: int,
    old_root: bytes,
    new_root: bytes,
    proof: Sequence[bytes],
    hasher: Hasher = SM3,
) -> bool:
    """Whether the log with the old root is the beginning of the one with the new root."""
    if not 0 < old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and hmac.compare_digest(old_root, new_root)
    place, last = old_size - 1, new_size - 1
    while place % 2:
        place, last = place >> 1, last >> 1
    # A whole old tree is itself the first step, and is then left out of the proof.
    steps = [*proof] if place else [old_root, *proof]
    if not steps:
        return False
    old_found = new_found = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place % 2 or place == last:
            old_found = hasher.node(step, old_found)
            new_found = hasher.node(step, new_found)
            while place and not place % 2:
                place, last = place >> 1, last >> 1
        else:
            new_found = hasher.node(new_found, step)
        place, last = place >> 1, last >> 1
    is_old = hmac.compare_digest(old_found, old_root)
    is_new = hmac.compare_digest(new_found, new_root)
    return last == 0 and is_old and is_new


class _Tree:
    """The three definitions of RFC 9162, over leaves ``start`` to ``start + count``."""

    def __init__(self, get_hash: GetHash, hasher: Hasher) -> None:
        self._get_hash = get_hash
        self._hasher = hasher

    def root(self, start: int, count: int) -> bytes:
        if count & (count - 1) == 0:
            level = count.bit_length() - 1
            return self._get_hash(level, start >> level)
        left = _left(count)
        return self._hasher.node(
            self.root(start, left), self.root(start + left, count - left)
        )

    def path(self, index: int, start: int, count: int) -> list[bytes]:
        if count == 1:
            return []
        left = _left(count)
        if index < left:
            others = self.root(start + left, count - left)
            return [*self.path(index, start, left), others]
        others = self.root(start, left)
        return [*self.path(index - left, start + left, count - left), others]

    def growth(self, old: int, start: int, count: int, *, whole: bool) -> list[bytes]:
        if old == count:
            return [] if whole else [self.root(start, count)]
        left = _left(count)
        if old <= left:
            others = self.root(start + left, count - left)
            return [*self.growth(old, start, left, whole=whole), others]
        others = self.root(start, left)
        right = self.growth(old - left, start + left, count - left, whole=False)
        return [*right, others]


def _left(count: int) -> int:
    """How many of the leaves hang on the left: the largest power of two below count."""
    return 1 << ((count - 1).bit_length() - 1)
