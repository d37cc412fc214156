"""An append-only log that proves what is in it: trees, proofs, and what they hash.

Plain Python; needs nothing else of this project. Trees are those of RFC 6962 and
RFC 9162, with SM3 unless another hash is named.
"""

from tongban.ground.merkle.canonical import CanonicalError, canonical
from tongban.ground.merkle.frontier import Frontier, Node
from tongban.ground.merkle.hashing import SHA256, SM3, Hasher
from tongban.ground.merkle.proofs import (
    GetHash,
    LeafList,
    MerkleError,
    consistency_proof,
    inclusion_proof,
    root,
    root_of,
    verify_consistency,
    verify_inclusion,
)

__all__ = [
    "SHA256",
    "SM3",
    "CanonicalError",
    "Frontier",
    "GetHash",
    "Hasher",
    "LeafList",
    "MerkleError",
    "Node",
    "canonical",
    "consistency_proof",
    "inclusion_proof",
    "root",
    "root_of",
    "verify_consistency",
    "verify_inclusion",
]
