"""Signed statements to systems (JWT), and the keys that sign them. No database here."""

import json
from typing import Any, Final

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeyParameters, KeySet, RSAKey

# The one algorithm that every OpenID client must know.
ALGORITHM: Final = "RS256"
_BITS: Final = 2048
_kept: dict[str, RSAKey] = {}


class NotOurs(ValueError):
    """A statement that no key of ours has signed."""


def make_private_key(key_id: str) -> str:
    """A new key, as JSON text with its private half."""
    marks: KeyParameters = {"kid": key_id, "use": "sig", "alg": ALGORITHM}
    key = RSAKey.generate_key(_BITS, marks, private=True)
    return json.dumps(key.as_dict(private=True))


def public_half(private: str) -> dict[str, Any]:
    """What others check signatures with."""
    return dict(RSAKey.import_key(json.loads(private)).as_dict(private=False))


def sign(private: str, claims: dict[str, Any], kind: str = "JWT") -> str:
    """A signed statement of these claims."""
    key = _read(private)
    header = {"alg": ALGORITHM, "typ": kind, "kid": key.kid}
    return jwt.encode(header, claims, key, algorithms=[ALGORITHM])


def read(statement: str, keys: list[dict[str, Any]]) -> dict[str, Any]:
    """The claims of a statement that one of these keys has signed; of whatever age.

    Raises NotOurs.
    """
    try:
        ring = KeySet.import_key_set({"keys": keys})
        return dict(jwt.decode(statement, ring, algorithms=[ALGORITHM]).claims)
    except (JoseError, ValueError) as error:
        raise NotOurs(str(error)) from error


def _read(private: str) -> RSAKey:
    """Reading one checks that its numbers are primes: once a process, the latest only."""
    held = _kept.get(private)
    if held is None:
        _kept.clear()
        held = _kept[private] = RSAKey.import_key(json.loads(private))
    return held
