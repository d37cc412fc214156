"""Signed heads: what the installation says its log was at a size."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from tongban.ground.clock import PublicKey, key_id
from tongban.ground.merkle import canonical
from tongban.plumbing.evidence.signing import SigningKey, is_signed

FORMAT = "tongban.log-head/1"


@dataclass(frozen=True)
class SignedHead:
    """The tree of a city at a size, as it was signed."""

    city: str
    size: int
    root: bytes
    made_at: datetime
    read_to: str
    key_id: str
    signature: bytes

    def payload(self) -> bytes:
        """What the signature stands over."""
        return canonical(self._facts())

    def is_signed_by(self, trusted: Iterable[PublicKey]) -> bool:
        """Whether one of the keys, the one that is named, signed this head."""
        return any(
            key_id(key) == self.key_id
            and is_signed(self.payload(), self.signature, key)
            for key in trusted
        )

    def document(self) -> dict[str, Any]:
        """As it stands in a proof."""
        return {
            **self._facts(),
            "key_id": self.key_id,
            "signature": self.signature.hex(),
        }

    def _facts(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "city": self.city,
            "size": self.size,
            "root": self.root.hex(),
            "made_at": self.made_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "read_to": self.read_to,
        }


def sign_head(
    city: str,
    *,
    size: int,
    root: bytes,
    made_at: datetime,
    read_to: str,
    key: SigningKey,
) -> SignedHead:
    """Sign the tree of a city at a size; `read_to` is the point up to which it was read."""
    head = SignedHead(city, size, root, made_at, read_to, key.key_id, b"")
    return replace(head, signature=key.sign(head.payload()))


def read_head(document: dict[str, Any]) -> SignedHead:
    """A head out of a proof. Raises ValueError, KeyError or TypeError for anything else."""
    head = SignedHead(
        city=str(document["city"]),
        size=int(document["size"]),
        root=bytes.fromhex(document["root"]),
        made_at=datetime.fromisoformat(document["made_at"]),
        read_to=str(document["read_to"]),
        key_id=str(document["key_id"]),
        signature=bytes.fromhex(document["signature"]),
    )
    if head.document() != document:
        raise ValueError("a head that says more, less or otherwise")
    return head


def list_heads(city: str, *, above: int = -1, most: int = 1000) -> list[SignedHead]:
    """Heads of more than `above` leaves, the smallest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select city, size, root, made_at, done_xid, key_id, signature from evidence_head"
            " where city = %s and size > %s order by size limit %s",
            [city, above, most],
        )
        return [_row(row) for row in cursor.fetchall()]


def find_newest_head(city: str) -> SignedHead | None:
    """The head of the whole log."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select city, size, root, made_at, done_xid, key_id, signature from evidence_head"
            " where city = %s order by size desc limit 1",
            [city],
        )
        row = cursor.fetchone()
    return _row(row) if row else None


def _row(row: tuple[Any, ...]) -> SignedHead:
    city, size, root, made_at, read_to, key, signature = row
    return SignedHead(city, size, bytes(root), made_at, read_to, key, bytes(signature))
