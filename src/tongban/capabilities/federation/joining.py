"""Joined mode: a province owns citizens' identity, and its provider is asked who came.

The other side of what this room does itself: we are the client here. The provider's address
stands in the configuration, everything that is called lies below it, and what it says is
believed only signed, for us, for this sign-in, and now.
"""

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings

from tongban.capabilities.accounts.commands import join_citizen
from tongban.capabilities.accounts.permissions import registrar
from tongban.capabilities.federation.secrets import challenge_of, new_secret
from tongban.capabilities.federation.signing import NotOurs, read
from tongban.ground.refusals import Refusal
from tongban.plumbing.database.keyed import joined_login
from tongban.plumbing.outgoing.calling import Called, NotCalled, Place

SCOPE: Final = "openid real_name identity phone"
PATIENCE: Final = 10.0
MOST_BYTES: Final = 256 * 1024
LEEWAY: Final = 60
_OFFICE_ZONE: Final = ZoneInfo("Asia/Shanghai")
_FORM: Final = "application/x-www-form-urlencoded"
_OK: Final = 200
_LONGEST_REFERENCE: Final = 80
_TROUBLE: Final = (
    "全省统一身份暂时连不上，或者回答对不上，没有登录成。请过几分钟从头再登录一次，"
    "或者带身份证到窗口办理。"
)


class NotJoined(Refusal):
    """The province's provider could not be asked, or cannot be believed."""

    status = 503


@dataclass(frozen=True)
class Away:
    """What the browser's session keeps while its person is at the province."""

    state: str
    nonce: str
    verifier: str
    back: str
    wanted: str


def begin_joined(back: str, wanted: str) -> tuple[str, dict[str, str]]:
    """Where to send a browser, and what its session keeps. Refuses with NotJoined."""
    away = Away(new_secret(), new_secret(), new_secret(), back, wanted)
    asked = {
        "response_type": "code",
        "client_id": settings.JOINED_CLIENT,
        "redirect_uri": back,
        "scope": SCOPE,
        "state": away.state,
        "nonce": away.nonce,
        "code_challenge": challenge_of(away.verifier),
        "code_challenge_method": "S256",
    }
    return f"{_endpoint('authorization_endpoint')}?{urlencode(asked)}", asdict(away)


def finish_joined(
    told: dict[str, str], kept: dict[str, str], *, city: str, at: datetime
) -> Any:
    """The account of who came back, made where there is none. Refuses with NotJoined.

    With Invalid as well, where the document stands here under another name.
    """
    away = Away(**kept)
    if not secrets.compare_digest(told.get("state", ""), away.state):
        raise NotJoined(_TROUBLE)
    if told.get("iss", settings.JOINED_ISSUER) != settings.JOINED_ISSUER:
        raise NotJoined(_TROUBLE)
    if "code" not in told:
        raise NotJoined("没有在全省统一身份那里登录，或者没有同意。请从头再登录一次。")
    try:
        subject, values = _who(told["code"], away, at)
        name, kind, number = (values[n] for n in ("name", "id_kind", "id_number"))
    except (NotCalled, NotOurs, KeyError, TypeError, ValueError) as error:
        raise NotJoined(_TROUBLE) from error
    return join_citizen(
        actor=registrar(city),
        login=joined_login(settings.JOINED_ISSUER, subject),
        name=name,
        id_kind=kind,
        id_number=number,
        phone=values.get("phone_number", ""),
        reference=f"joined {subject}"[:_LONGEST_REFERENCE],
        at=at,
        on=at.astimezone(_OFFICE_ZONE).date(),
    )


def _who(code: str, away: Away, at: datetime) -> tuple[str, dict[str, str]]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": away.back,
        "code_verifier": away.verifier,
        "client_id": settings.JOINED_CLIENT,
        "client_secret": settings.JOINED_SECRET_FILE.read_text().strip(),
    }
    tokens = _read(
        _call(
            "POST",
            _endpoint("token_endpoint"),
            content=urlencode(form).encode(),
            media_type=_FORM,
        )
    )
    keys = _read(_call("GET", _endpoint("jwks_uri")))["keys"]
    claims = read(tokens["id_token"], keys)
    now = at.timestamp()
    if (
        claims["iss"] != settings.JOINED_ISSUER
        or claims["aud"] not in (settings.JOINED_CLIENT, [settings.JOINED_CLIENT])
        or claims["nonce"] != away.nonce
        or not claims["iat"] - LEEWAY <= now <= claims["exp"] + LEEWAY
    ):
        raise NotOurs("for somebody else, or for another time")
    values = _read(
        _call("GET", _endpoint("userinfo_endpoint"), bearer=tokens["access_token"])
    )
    if values["sub"] != claims["sub"]:
        raise NotOurs("two people")
    return str(claims["sub"]), values


def _endpoint(name: str) -> str:
    """An address of the provider, as it describes itself: below its own, or none."""
    issuer = settings.JOINED_ISSUER
    try:
        told = _read(_call("GET", f"{issuer}/.well-known/openid-configuration"))
        address = str(told[name])
    except (NotCalled, KeyError, TypeError, ValueError) as error:
        raise NotJoined(_TROUBLE) from error
    if told.get("issuer") != issuer or not address.startswith(f"{issuer}/"):
        raise NotJoined(_TROUBLE)
    return address


def _call(method: str, address: str, **said: Any) -> Called:
    place = Place(settings.JOINED_ISSUER, PATIENCE, MOST_BYTES)
    return place.call(method, address.removeprefix(settings.JOINED_ISSUER), **said)


def _read(called: Called) -> dict[str, Any]:
    if called.status != _OK:
        raise NotCalled(f"answered {called.status}")
    told: dict[str, Any] = json.loads(called.content)
    return told
