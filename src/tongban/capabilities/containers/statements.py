"""What an app says, signed with the key that was registered for it (JWS, ES256)."""

import json
from typing import Any, Final

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from tongban.capabilities.containers.types import Spoken
from tongban.ground.refusals import Invalid, Refusal

ALGORITHM: Final = "ES256"
# A statement is for now: clocks may differ by a minute.
LONGEST_SECONDS: Final = 300
LEEWAY: Final = 60
_LEAST_NUMBER, _MOST_NUMBER = 16, 64
_CURVE: Final = "P-256"


class NotBelieved(Refusal):
    """What was said is not signed by whom it names, for us, for this, and now."""

    status = 403

    def __init__(self, reason: str) -> None:
        """Keep the reason for the log; who asks is told what to look at, no more."""
        super().__init__(
            "应用的声明核对不上，没有照办。请核对签名密钥、应用标识、对方地址（aud）、用途和时间，"
            "声明 5 分钟内有效、只用一次。"
        )
        self.reason = reason


def read_public_key(text: str) -> dict[str, Any]:
    """The public half of a P-256 key, from PEM or JWK. Refuses with Invalid."""
    wrong = Invalid(
        {
            "public_key": "请贴 P-256 公钥：PEM（以 -----BEGIN PUBLIC KEY----- 开头）或 JWK。"
            "私钥不要给任何人，包括平台。"
        }
    )
    said = text.strip()
    try:
        key = ECKey.import_key(json.loads(said) if said.startswith("{") else said)
        held = key.as_dict(private=False)
        is_private = key.is_private
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise wrong from error
    if held.get("crv") != _CURVE or is_private:
        raise wrong
    return {name: str(held[name]) for name in ("kty", "crv", "x", "y")}


def read_statement(spoken: Spoken, jwk: dict[str, Any], purpose: str) -> dict[str, Any]:
    """The claims of a statement that this app made for us, for this purpose, just now.

    Refuses with NotBelieved.
    """
    now = spoken.at.timestamp()
    try:
        said = jwt.decode(
            spoken.statement, ECKey.import_key(jwk), algorithms=[ALGORITHM]
        ).claims
        claims = dict(said)
        begins, ends = int(claims["iat"]), int(claims["exp"])
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise NotBelieved("signature") from error
    if (claims.get("iss"), claims.get("aud")) != (spoken.code, spoken.site):
        raise NotBelieved("audience")
    if claims.get("purpose") != purpose:
        raise NotBelieved("purpose")
    if not begins - LEEWAY <= now <= ends or ends - begins > LONGEST_SECONDS:
        raise NotBelieved("time")
    number = claims.get("jti")
    if not (
        isinstance(number, str)
        and number.isascii()
        and _LEAST_NUMBER <= len(number) <= _MOST_NUMBER
    ):
        raise NotBelieved("number")
    return claims
