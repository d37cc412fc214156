"""Whatever the size: proofs verify, damaged ones do not, and a naive tree agrees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.merkle import (
    SHA256,
    SM3,
    Frontier,
    Hasher,
    LeafList,
    MerkleError,
    consistency_proof,
    inclusion_proof,
    root,
    root_of,
    verify_consistency,
    verify_inclusion,
)

LEAVES = [SM3.leaf(str(at).encode()) for at in range(300)]
TREE = LeafList(LEAVES)
sizes = st.integers(1, len(LEAVES))


def naive_root(leaves: list[bytes], hasher: Hasher) -> bytes:
    """RFC 6962 §2.1 word for word."""
    if not leaves:
        return hasher.digest(b"")
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = naive_root(leaves[:split], hasher), naive_root(leaves[split:], hasher)
    return hasher.digest(b"\x01" + left + right)


def changed(hash_: bytes) -> bytes:
    return bytes([hash_[0] ^ 1]) + hash_[1:]


@pytest.mark.parametrize("hasher", [SM3, SHA256])
def test_agrees_with_a_naive_tree(hasher: Hasher) -> None:
    frontier = Frontier(hasher)
    for size in range(70):
        expected = naive_root(LEAVES[:size], hasher)
        assert root(LEAVES[:size], hasher) == expected
        assert frontier.root() == expected
        frontier.append(LEAVES[size])


@given(sizes, st.data())
def test_inclusion(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(index, size, TREE)
    top = root_of(size, TREE)
    leaf = LEAVES[index]

    def is_in(
        *,
        at: int = index,
        of: int = size,
        entry: bytes = leaf,
        steps: list[bytes] = proof,
        expected: bytes = top,
    ) -> bool:
        return verify_inclusion(
            index=at, size=of, leaf_hash=entry, proof=steps, root=expected
        )

    assert is_in()
    assert not is_in(entry=changed(leaf))
    assert not is_in(expected=changed(top))
    assert not is_in(steps=[*proof, top])
    assert not is_in(at=-1)
    assert not is_in(at=size)
    other = data.draw(st.integers(0, size - 1))
    assert is_in(at=other) is (other == index)
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        assert not is_in(steps=[*proof[:at], changed(proof[at]), *proof[at + 1 :]])
        assert not is_in(steps=proof[:-1])


@given(sizes, st.data())
def test_consistency(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new))
    proof = consistency_proof(old, new, TREE)
    old_root, new_root = root_of(old, TREE), root_of(new, TREE)

    def grew(
        *,
        begin: bytes = old_root,
        end: bytes = new_root,
        steps: list[bytes] = proof,
        sizes: tuple[int, int] = (old, new),
    ) -> bool:
        return verify_consistency(
            old_size=sizes[0],
            new_size=sizes[1],
            old_root=begin,
            new_root=end,
            proof=steps,
        )

    assert grew()
    assert not grew(begin=changed(old_root))
    assert not grew(end=changed(new_root))
    assert not grew(steps=[*proof, new_root])
    assert not grew(sizes=(0, new))
    assert not grew(sizes=(new + 1, new))
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        assert not grew(steps=[*proof[:at], changed(proof[at]), *proof[at + 1 :]])
        assert not grew(steps=proof[:-1])
        assert not grew(steps=[])


@given(sizes, sizes)
def test_a_rewritten_log_is_not_consistent(first: int, second: int) -> None:
    old, new = sorted((first, second))
    rewritten = [changed(LEAVES[0]), *LEAVES[1:]]
    forged = LeafList(rewritten)
    assert not verify_consistency(
        old_size=old,
        new_size=new,
        old_root=root_of(old, TREE),
        new_root=root_of(new, forged),
        proof=consistency_proof(old, new, forged),
    )


@given(st.lists(st.integers(0, 40), max_size=6))
def test_a_sequencer_goes_on_from_what_it_saved(batches: list[int]) -> None:
    stored: dict[tuple[int, int], bytes] = {}
    saved, taken = Frontier().dump(), 0
    for batch in batches:
        frontier = Frontier.load(saved)
        for node in frontier.extend(LEAVES[taken : taken + batch]):
            assert (node.level, node.index) not in stored
            stored[node.level, node.index] = node.hash
        taken += batch
        assert frontier.root() == naive_root(LEAVES[:taken], SM3)
        assert frontier.size == taken
        saved = frontier.dump()
        assert Frontier.load(frontier.state()).root() == frontier.root()

    def get_hash(level: int, index: int) -> bytes:
        return stored[level, index]

    assert root_of(taken, get_hash) == naive_root(LEAVES[:taken], SM3)
    for index in range(0, taken, 7):
        proof = inclusion_proof(index, taken, get_hash)
        assert proof == inclusion_proof(index, taken, TREE)


def test_an_append_to_a_large_log_takes_few_hashes() -> None:
    size = 2**40 - 1
    frontier = Frontier.restore(size, [LEAVES[0]] * 40)
    nodes = frontier.append(LEAVES[1])
    assert len(nodes) == 41
    assert frontier.root() == nodes[-1].hash


@pytest.mark.parametrize(
    "state",
    [
        b"no json",
        b"[]",
        b"{}",
        b'{"hash":"sm3","peaks":[],"size":1}',
        b'{"hash":"sm3","peaks":["00"],"size":1}',
        b'{"hash":"sm3","peaks":["zz"],"size":1}',
        b'{"hash":"sm3","peaks":[],"size":-1}',
        b'{"hash":"sm3","peaks":[],"size":"1"}',
        b'{"hash":"no such hash","peaks":[],"size":0}',
    ],
)
def test_a_damaged_frontier_is_refused(state: bytes) -> None:
    with pytest.raises(MerkleError):
        Frontier.load(state)


def test_places_outside_the_log_are_refused() -> None:
    with pytest.raises(MerkleError, match="leaf 3 is not in a log of 3"):
        inclusion_proof(3, 3, TREE)
    with pytest.raises(MerkleError, match="does not begin"):
        consistency_proof(0, 3, TREE)
    with pytest.raises(MerkleError, match="no size -1"):
        root_of(-1, TREE)
