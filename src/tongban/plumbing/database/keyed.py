"""Keyed hashes of document numbers: people are found by them, logs may hold them."""

import hashlib
import hmac
from functools import cache
from pathlib import Path

from django.conf import settings

HASH_KEY_FILE = "hash.key"
# 208 bits: a login has sixty characters.
_LOGIN_DIGITS = 52


def document_key(city: str, kind: str, number: str) -> str:
    """HMAC-SM3 over city, kind and number with the installation's hash key."""
    return _keyed(f"{city}|{kind}|{number}")


def phone_key(city: str, phone: str) -> str:
    """HMAC-SM3 of a telephone number, by which a sealed one is found."""
    return _keyed(f"{city}|phone|{phone}")


def text_key(city: str, text: str) -> str:
    """HMAC-SM3 of what was typed: whoever guesses it cannot confirm the guess."""
    return _keyed(f"{city}|text|{text}")


def code_key(city: str, number: str, code: str) -> str:
    """HMAC-SM3 of a query code, so that the code itself is stored nowhere."""
    return _keyed(f"{city}|{number}|{code}")


def phone_login(number: str) -> str:
    """The login of who signs in with a phone: its keyed hash, as long as a login may be."""
    return "phone:" + _keyed(f"login|{number}")[:_LOGIN_DIGITS]


def pairwise_key(city: str, sector: str, person: object) -> str:
    """HMAC-SM3 by which the systems of one sector know a person, and others cannot."""
    return _keyed(f"{city}|sector|{sector}|{person}")


def joined_login(issuer: str, subject: str) -> str:
    """The login of who is known by a province's provider: nobody can type it."""
    return "joined:" + _keyed(f"joined|{issuer}|{subject}")[:_LOGIN_DIGITS]


def linked_key(city: str, kind: str, subject: str) -> str:
    """HMAC-SM3 of what a provider of linked accounts calls somebody."""
    return _keyed(f"{city}|linked|{kind}|{subject}")


def act_key(scope: str, what: str) -> str:
    """HMAC-SM3 of what is counted: a login, an address, a phone."""
    return _keyed(f"act|{scope}|{what}")


def _keyed(text: str) -> str:
    mac = _begun(settings.KEYS_ROOT).copy()
    mac.update(text.encode())
    return mac.hexdigest()


@cache
def _begun(keys: Path) -> hmac.HMAC:
    """The key of an installation never changes: every stored hash would be lost."""
    secret = (keys / HASH_KEY_FILE).read_bytes()
    return hmac.new(secret, digestmod=lambda *a: hashlib.new("sm3", *a))
