"""An independent client library signs in: it shares neither protocol code nor cryptography.

idpyoidc reads the description, makes the requests and checks the answers and signatures
itself (cryptojwt); what it sends over HTTP goes to Django's test client.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from idpyoidc.client.exception import OidcServiceError
from idpyoidc.client.rp_handler import RPHandler
from requests.structures import CaseInsensitiveDict

from tongban.capabilities.federation.commands import rotate_key
from tongban.capabilities.federation.provider import provider
from tongban.capabilities.federation.testing import (
    BACK,
    agree,
    make_client,
    told_in,
)
from tongban.capabilities.orgs.testing import CITY, make_city
from tongban.capabilities.people.testing import make_citizen, make_staff, signed_in

pytestmark = pytest.mark.django_db
ISSUER = "http://testserver"


class Answer:
    """An answer of the test client, as `requests` would give it."""

    def __init__(self, answer: Any) -> None:
        self.status_code = answer.status_code
        self.text = answer.content.decode()
        self.headers = CaseInsensitiveDict(answer.headers)
        self.json = answer.json


def call(method: str, url: str, data: Any = None, **held: Any) -> Answer:
    """The one way to the network that the library is given."""
    assert url.startswith(ISSUER)
    headers = dict(held.get("headers") or {})
    kind = headers.pop("Content-Type", "application/x-www-form-urlencoded")
    client = Client(headers=headers)
    path = url.removeprefix(ISSUER)
    if method.upper() == "GET":
        return Answer(client.get(path))
    return Answer(client.post(path, data, content_type=kind))


def make_library(made: Any, scopes: list[str]) -> Any:
    configured = {
        "client_type": "oidc",
        "client_authn_methods": ["client_secret_basic"],
        "provider_info": {"issuer": ISSUER},
        "issuer": ISSUER,
        "client_id": made.code,
        "client_secret": made.secret,
        "redirect_uris": [BACK],
        "scopes_supported": scopes,
        "scope": scopes,
        "response_types_supported": ["code"],
        "add_ons": {
            "pkce": {
                "function": "idpyoidc.client.oauth2.add_on.pkce.add_support",
                "kwargs": {
                    "code_challenge_length": 64,
                    "code_challenge_method": "S256",
                },
            }
        },
    }
    return RPHandler(
        base_url="https://fund.example.cn",
        client_configs={"city": configured},
        httpc=call,
        key_conf={"key_defs": [{"type": "EC", "crv": "P-256", "use": ["sig"]}]},
    )


def test_the_whole_way_of_a_library(django_assert_max_num_queries: Any) -> None:
    city = make_city()
    made = make_client(make_staff("operator", city.centre), city.market)
    browser = signed_in(make_citizen())
    library = make_library(made, ["openid", "profile", "phone", "offline_access"])

    way = library.begin("city")
    told = agree(browser, told_in(way if isinstance(way, str) else way["url"]))
    done = library.finalize(ISSUER, told)

    assert "error" not in done, done
    assert done["userinfo"]["name"] == "**兰"
    assert done["id_token"]["aud"] == [made.code]
    assert done["id_token"]["nonce"]

    renewed = library.refresh_access_token(done["state"])
    assert renewed["access_token"] != done["token"]
    # A new key signs; the library fetches it by its name, and the old one is shown still.
    rotate_key(actor=provider(CITY), at=timezone.now() - timedelta(minutes=1))
    keys = Client().get("/connect/keys").json()["keys"]
    assert len({key["kid"] for key in keys}) == 2
    assert not {"d", "p", "q"} & {name for key in keys for name in key}

    with pytest.raises(OidcServiceError):
        library.finalize(ISSUER, told)
