"""Keyed hashes of document numbers: people are found by them, logs may hold them."""

import hashlib
import hmac
from functools import cache
from pathlib import Path

from django.conf import settings

HASH_KEY_FILE = "hash.key"


def document_key(city: str, kind: str, number: str) -> str:
    """HMAC-SM3 over city, kind and number with the installation's hash key."""
    return _keyed(f"{city}|{kind}|{number}")


def code_key(city: str, number: str, code: str) -> str:
    """HMAC-SM3 of a query code, so that the code itself is stored nowhere."""
    return _keyed(f"{city}|{number}|{code}")


def _keyed(text: str) -> str:
    secret = _read(settings.KEYS_ROOT / HASH_KEY_FILE)
    return hmac.new(
        secret, text.encode(), lambda *a: hashlib.new("sm3", *a)
    ).hexdigest()


@cache
def _read(path: Path) -> bytes:
    """The key of an installation never changes: every stored hash would be lost."""
    return path.read_bytes()
