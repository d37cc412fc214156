"""Pages and endpoints of the identity provider, and one's own list of systems."""

from typing import Final

from django.urls import URLPattern, path

from tongban.capabilities.federation.portal.authorizing import authorize
from tongban.capabilities.federation.portal.describing import (
    describe_provider,
    show_signing_keys,
)
from tongban.capabilities.federation.portal.issuing import (
    exchange_token,
    revoke_token,
    tell_person,
)
from tongban.capabilities.federation.portal.leaving import leave
from tongban.capabilities.federation.portal.visits import show_systems

__all__ = ["urlpatterns"]

urlpatterns: Final[list[URLPattern]] = [
    path(".well-known/openid-configuration", describe_provider, name="discovery"),
    path("connect/keys", show_signing_keys, name="signing_keys"),
    path("connect/authorize", authorize, name="authorize"),
    path("connect/token", exchange_token, name="token"),
    path("connect/userinfo", tell_person, name="userinfo"),
    path("connect/revoke", revoke_token, name="revoke"),
    path("connect/sign-out", leave, name="leave"),
    path("my/systems", show_systems, name="systems"),
]
