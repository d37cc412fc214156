"""Makers for tests: a registered system, and the way of a browser through a sign-in."""

import re
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from django.test import Client
from django.utils import timezone

from tongban.capabilities.federation.commands import register_client
from tongban.capabilities.federation.secrets import challenge_of, new_secret
from tongban.capabilities.federation.types import (
    OFFLINE,
    OPENID,
    ClientLine,
    NewClient,
)
from tongban.capabilities.privacy.testing import make_sharing_assessment
from tongban.plumbing.access.actor import Actor

BACK: Final = "https://fund.example.cn/back"
GONE: Final = "https://fund.example.cn/gone"


def make_client(actor: Actor, body_id: UUID, **changes: Any) -> NewClient:
    """A system of a body that may be told a masked name and the phone."""
    line = ClientLine(
        name="公积金网上大厅",
        body_id=body_id,
        kind="confidential",
        serves="citizen",
        purpose="查询和提取公积金",
        scopes=("openid", "profile", "phone", "offline_access"),
        redirects=(BACK,),
        valid_from=date(2020, 1, 1),
        after_sign_out=(GONE,),
    )
    line, at = replace(line, **changes), timezone.now()
    told = tuple(one for one in line.scopes if one not in {OPENID, OFFLINE})
    if told and line.assessment_id is None:
        key = make_sharing_assessment(body_id, told, at=at, city=actor.city)
        line = replace(line, assessment_id=key)
    return register_client(actor=actor, line=line, at=at)


@dataclass
class System:
    """A system as its programmer wrote it, by hand: what it sends, and what it keeps."""

    client: NewClient
    redirect: str = BACK
    verifier: str = ""

    def asks(self, **changes: str) -> dict[str, str]:
        """What it sends a browser with."""
        self.verifier = new_secret()
        asked = {
            "response_type": "code",
            "client_id": self.client.code,
            "redirect_uri": self.redirect,
            "scope": "openid profile phone",
            "state": "s1",
            "nonce": "n1",
            "code_challenge": challenge_of(self.verifier),
            "code_challenge_method": "S256",
        }
        return {k: v for k, v in {**asked, **changes}.items() if v}

    def redeem(self, code: str, **changes: str) -> Any:
        """What the token endpoint says to a code."""
        said = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect,
            "code_verifier": self.verifier,
            **self.own(),
        }
        return Client().post("/connect/token", {**said, **changes})

    def renew(self, refresh: str) -> Any:
        """What the token endpoint says to a renewal token."""
        said = {"grant_type": "refresh_token", "refresh_token": refresh, **self.own()}
        return Client().post("/connect/token", said)

    def own(self) -> dict[str, str]:
        """By what it proves itself."""
        return {"client_id": self.client.code, "client_secret": self.client.secret}


def agree(browser: Client, asked: dict[str, str]) -> dict[str, str]:
    """The way of a person who agrees; what the system is told in the end."""
    page = browser.get("/connect/authorize", asked)
    if "Refresh" not in page:
        given = re.search(r'name="asked" value="([^"]*)"', page.content.decode())
        if given is None:
            raise LookupError(page.content.decode())
        form = {"asked": unescape(given[1]), "act": "agree"}
        page = browser.post("/connect/authorize", form)
    return told_in(page["Refresh"].partition("url=")[2])


def told_in(address: str) -> dict[str, str]:
    """The values behind an address."""
    return {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}


def userinfo(access: str) -> Any:
    """What a token opens."""
    return Client(headers={"Authorization": f"Bearer {access}"}).get(
        "/connect/userinfo"
    )
