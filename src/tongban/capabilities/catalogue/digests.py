"""The value of a document: the same elements have the same one anywhere."""

import hashlib
from typing import Any

from tongban.plumbing.evidence.recording import canonical_text


def digest_of(document: Any) -> str:
    """SM3 over the canonical text: the same elements have the same digest anywhere."""
    return hashlib.new("sm3", canonical_text(document).encode()).hexdigest()
