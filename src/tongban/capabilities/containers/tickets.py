"""What is made up and handed out once; kept is the digest alone."""

import secrets
from hashlib import sha256
from typing import Final

_BYTES: Final = 32


def new_ticket() -> str:
    """256 random bits, as a word."""
    return secrets.token_urlsafe(_BYTES)


def digest_of(ticket: str) -> str:
    """What stands in the table: random as it is, it needs no salt and no time."""
    return sha256(ticket.encode()).hexdigest()
