"""Codes of authenticator apps (RFC 6238): six digits, thirty seconds, one step of tolerance."""

import secrets
from base64 import b32decode, b32encode
from datetime import datetime
from hmac import compare_digest
from typing import Final
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

DIGITS: Final = 6
PERIOD: Final = 30
_SECRET_BYTES: Final = 20
# A phone's clock may be off by one step; RFC 6238 section 5.2 advises no more.
_TOLERANCE: Final = (0, -1, 1)


def new_secret() -> str:
    """A secret of 160 bits, as it is typed in where no picture can be taken."""
    return b32encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def app_address(secret: str, *, name: str, issuer: str) -> str:
    """The address that an app reads from the QR code."""
    label = quote(f"{issuer}:{name}", safe="")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': issuer})}"


def code_at(secret: str, step: int) -> str:
    """The code of one time step."""
    # SHA-1 is what every app understands; HMAC does not lean on what is broken in it.
    maker = TOTP(b32decode(secret), DIGITS, SHA1(), PERIOD)  # noqa: S303
    return maker.generate(step * PERIOD).decode()


def step_of(secret: str, code: str, *, at: datetime) -> int | None:
    """The time step whose code this is; None when it is of none that may be now."""
    now = int(at.timestamp()) // PERIOD
    found = [
        now + off
        for off in _TOLERANCE
        if compare_digest(code_at(secret, now + off), code)
    ]
    return found[0] if found else None
