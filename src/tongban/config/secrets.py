"""Keys of an installation: made once into the data folder, read from there only."""

import os
import secrets
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

SESSION_KEY = "session.key"
HASH_KEY = "hash.key"
KEK = "kek.key"
SIGNING_KEY = "signing.pem"
SIGNING_PUBLIC = "signing.pub.pem"


def ensure_keys(folder: Path) -> None:
    """Make the keys that are missing; the folder is 0700 and each file 0600."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in (SESSION_KEY, HASH_KEY, KEK):
        if not (folder / name).exists():
            _write(folder / name, secrets.token_hex(32).encode())
    if not (folder / SIGNING_KEY).exists():
        key = ec.generate_private_key(ec.SECP256R1())
        public = key.public_key().public_bytes(
            serialization.Encoding.PEM,
            serialization.PublicFormat.SubjectPublicKeyInfo,
        )
        private = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        _write(folder / SIGNING_PUBLIC, public)
        _write(folder / SIGNING_KEY, private)


@cache
def read_key(folder: Path, name: str) -> bytes:
    """The bytes of one key."""
    return (folder / name).read_bytes()


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
