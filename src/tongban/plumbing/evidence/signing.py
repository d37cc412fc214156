"""The installation's signature: ECDSA on P-256 with the key in the data folder.

Signatures are r and s side by side (what a browser's Web Crypto reads), made
deterministically, s the lower of its two forms: no byte of a signed text is free.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings

from tongban.ground.clock import (
    PrivateKey,
    PublicKey,
    key_id,
    load_private_key,
    load_public_key,
)

ALGORITHM: Final = "ECDSA-P256-SHA256"
SIGNING_KEY_FILE: Final = "signing.pem"
# Keys that are no longer used keep their public half beside the present one.
PUBLIC_KEY_FILES: Final = "signing*.pub.pem"
LENGTH: Final = 64
_HALF: Final = 32
# Order of the curve P-256 (SEC 2, 2.4.2).
_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@dataclass(frozen=True)
class SigningKey:
    """A private key with the name by which its signatures are checked."""

    private: PrivateKey
    key_id: str

    def sign(self, payload: bytes) -> bytes:
        """The 64 bytes of the signature over a payload."""
        algorithm = ec.ECDSA(SHA256(), deterministic_signing=True)
        r, s = decode_dss_signature(self.private.sign(payload, algorithm))
        return r.to_bytes(_HALF) + min(s, _ORDER - s).to_bytes(_HALF)


@dataclass(frozen=True)
class PublishedKey:
    """The public half of a key, as everybody may have it."""

    key_id: str
    pem: str
    valid_from: datetime
    signs_now: bool


def is_signed(payload: bytes, signature: bytes, key: PublicKey) -> bool:
    """Whether the signature is the key's, over exactly this payload."""
    r, s = int.from_bytes(signature[:_HALF]), int.from_bytes(signature[_HALF:])
    if len(signature) != LENGTH or s > _ORDER - s:
        return False
    try:
        key.verify(encode_dss_signature(r, s), payload, ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def installation_key() -> SigningKey:
    """The key that this installation signs with."""
    return _read_signing_key(Path(settings.KEYS_ROOT))


def installation_public_keys() -> list[PublicKey]:
    """All keys by which this installation's signatures can be checked, old ones too."""
    return read_public_keys(Path(settings.KEYS_ROOT))


def list_published_keys(folder: Path) -> list[PublishedKey]:
    """The installation's keys as it publishes them, the one that signs now first."""
    current = _read_signing_key(folder).key_id
    found = [_publish(path, current) for path in sorted(folder.glob(PUBLIC_KEY_FILES))]
    return sorted(found, key=lambda key: (not key.signs_now, key.valid_from))


def _publish(path: Path, current: str) -> PublishedKey:
    pem = path.read_bytes()
    name = key_id(load_public_key(pem))
    # A key is written once, when it is made.
    made_at = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    return PublishedKey(name, pem.decode("ascii"), made_at, name == current)


def read_public_keys(folder: Path) -> list[PublicKey]:
    """The public keys that lie in a folder of keys."""
    files = sorted(folder.glob(PUBLIC_KEY_FILES))
    return [load_public_key(path.read_bytes()) for path in files]


@cache
def _read_signing_key(folder: Path) -> SigningKey:
    private = load_private_key((folder / SIGNING_KEY_FILE).read_bytes())
    return SigningKey(private, key_id(private.public_key()))
