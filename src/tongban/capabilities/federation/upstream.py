"""Asking another provider who came (OpenID Connect): we are the client here.

The provider's address stands in the configuration, everything that is called lies below it,
and what it says is believed only signed, for us, for this sign-in, and now.
"""

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from tongban.capabilities.federation.secrets import challenge_of, new_secret
from tongban.capabilities.federation.signing import NotOurs, read
from tongban.ground.refusals import Refusal
from tongban.plumbing.outgoing.calling import Called, NotCalled, Place

PATIENCE: Final = 10.0
MOST_BYTES: Final = 256 * 1024
LEEWAY: Final = 60
_FORM: Final = "application/x-www-form-urlencoded"
_OK: Final = 200


class NotJoined(Refusal):
    """The provider could not be asked, or cannot be believed."""

    status = 503


@dataclass(frozen=True)
class Upstream:
    """A provider, by what we are known there, what is asked for; and what people are told."""

    issuer: str
    client: str
    secret: str
    scope: str
    trouble: str
    refused: str


@dataclass(frozen=True)
class Away:
    """What the browser's session keeps while its person is at the provider."""

    state: str
    nonce: str
    verifier: str
    back: str
    wanted: str


def begin_upstream(
    upstream: Upstream, back: str, wanted: str
) -> tuple[str, dict[str, str]]:
    """Where to send a browser, and what its session keeps. Refuses with NotJoined."""
    away = Away(new_secret(), new_secret(), new_secret(), back, wanted)
    asked = {
        "response_type": "code",
        "client_id": upstream.client,
        "redirect_uri": back,
        "scope": upstream.scope,
        "state": away.state,
        "nonce": away.nonce,
        "code_challenge": challenge_of(away.verifier),
        "code_challenge_method": "S256",
    }
    address = _endpoint(upstream, "authorization_endpoint")
    return f"{address}?{urlencode(asked)}", asdict(away)


def finish_upstream(
    upstream: Upstream, told: dict[str, str], kept: dict[str, str], at: datetime
) -> tuple[str, dict[str, Any]]:
    """Whom the provider names, and their values. Refuses with NotJoined."""
    away = Away(**kept)
    if not secrets.compare_digest(told.get("state", ""), away.state):
        raise NotJoined(upstream.trouble)
    if told.get("iss", upstream.issuer) != upstream.issuer:
        raise NotJoined(upstream.trouble)
    if "code" not in told:
        raise NotJoined(upstream.refused)
    try:
        return _who(upstream, told["code"], away, at)
    except (NotCalled, NotOurs, KeyError, TypeError, ValueError) as error:
        raise NotJoined(upstream.trouble) from error


def _who(
    upstream: Upstream, code: str, away: Away, at: datetime
) -> tuple[str, dict[str, Any]]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": away.back,
        "code_verifier": away.verifier,
        "client_id": upstream.client,
        "client_secret": upstream.secret,
    }
    tokens = _read(
        _call(
            upstream,
            "POST",
            _endpoint(upstream, "token_endpoint"),
            content=urlencode(form).encode(),
            media_type=_FORM,
        )
    )
    keys = _read(_call(upstream, "GET", _endpoint(upstream, "jwks_uri")))["keys"]
    claims = read(tokens["id_token"], keys)
    now = at.timestamp()
    if (
        claims["iss"] != upstream.issuer
        or claims["aud"] not in (upstream.client, [upstream.client])
        or claims["nonce"] != away.nonce
        or not claims["iat"] - LEEWAY <= now <= claims["exp"] + LEEWAY
    ):
        raise NotOurs("for somebody else, or for another time")
    address = _endpoint(upstream, "userinfo_endpoint")
    values = _read(_call(upstream, "GET", address, bearer=tokens["access_token"]))
    if values["sub"] != claims["sub"]:
        raise NotOurs("two people")
    return str(claims["sub"]), values


def _endpoint(upstream: Upstream, name: str) -> str:
    """An address of the provider, as it describes itself: below its own, or none."""
    issuer = upstream.issuer
    try:
        described = f"{issuer}/.well-known/openid-configuration"
        told = _read(_call(upstream, "GET", described))
        address = str(told[name])
    except (NotCalled, KeyError, TypeError, ValueError) as error:
        raise NotJoined(upstream.trouble) from error
    if told.get("issuer") != issuer or not address.startswith(f"{issuer}/"):
        raise NotJoined(upstream.trouble)
    return address


def _call(upstream: Upstream, method: str, address: str, **said: Any) -> Called:
    place = Place(upstream.issuer, PATIENCE, MOST_BYTES)
    return place.call(method, address.removeprefix(upstream.issuer), **said)


def _read(called: Called) -> dict[str, Any]:
    if called.status != _OK:
        raise NotCalled(f"answered {called.status}")
    told: dict[str, Any] = json.loads(called.content)
    return told
