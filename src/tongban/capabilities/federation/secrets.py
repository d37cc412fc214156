"""What is made up and handed out once: codes, tokens, secrets. Kept is the digest alone."""

import base64
import secrets
from hashlib import sha256
from typing import Final

_BYTES: Final = 32


def new_secret() -> str:
    """256 random bits, as a word."""
    return secrets.token_urlsafe(_BYTES)


def digest(secret: str) -> str:
    """What stands in the database. Random as the secret is, it needs no salt and no time."""
    return sha256(secret.encode()).hexdigest()


def challenge_of(verifier: str) -> str:
    """S256 of RFC 7636."""
    return base64url(sha256(verifier.encode()).digest())


def token_mark(access: str) -> str:
    """`at_hash` of OpenID Connect: the left half of the digest."""
    return base64url(sha256(access.encode()).digest()[: _BYTES // 2])


def base64url(content: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
