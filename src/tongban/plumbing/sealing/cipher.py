"""SM4-GCM over short values: what is sealed opens only where it was sealed for.

`place` is the associated data: table, column, row and city. A value that was moved to
another row or column does not open.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import SM4

KEY_BYTES: Final = 16
_NONCE: Final = 12
_TAG: Final = 16


class Unsealable(RuntimeError):
    """The value was changed or moved, or sealed with another key."""


def new_cipher_key() -> bytes:
    """A key of SM4."""
    return os.urandom(KEY_BYTES)


def seal_text(key: bytes, text: str, place: str) -> str:
    """The sealed text, as letters that fit into a text column and into JSON."""
    nonce = os.urandom(_NONCE)
    sealing = Cipher(SM4(key), modes.GCM(nonce)).encryptor()
    sealing.authenticate_additional_data(place.encode())
    body = sealing.update(text.encode()) + sealing.finalize()
    return urlsafe_b64encode(nonce + body + sealing.tag).decode()


def open_text(key: bytes, sealed: str, place: str) -> str:
    """What was sealed. Raises Unsealable."""
    try:
        raw = urlsafe_b64decode(sealed.encode())
        opening = Cipher(SM4(key), modes.GCM(raw[:_NONCE], raw[-_TAG:])).decryptor()
        opening.authenticate_additional_data(place.encode())
        return (opening.update(raw[_NONCE:-_TAG]) + opening.finalize()).decode()
    except (InvalidTag, ValueError) as error:
        raise Unsealable(f"what is sealed for {place} does not open") from error
