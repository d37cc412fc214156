"""What a system's programmer reads first: the provider's description, and its keys."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tongban.capabilities.federation.levels import acr_of
from tongban.capabilities.federation.provider import provider, public_keys
from tongban.capabilities.federation.signing import ALGORITHM
from tongban.capabilities.federation.types import SCOPES
from tongban.plumbing.access.requests import ActorRequest

_METHODS = ["client_secret_basic", "client_secret_post", "none"]


def issuer_of(request: HttpRequest) -> str:
    """As whom the city speaks: the address under which it was asked."""
    return request.build_absolute_uri("/").removesuffix("/")


@require_safe
def describe_provider(request: ActorRequest) -> HttpResponse:
    """OpenID Connect Discovery."""
    issuer = issuer_of(request)
    told: dict[str, Any] = {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/connect/authorize",
        "token_endpoint": f"{issuer}/connect/token",
        "userinfo_endpoint": f"{issuer}/connect/userinfo",
        "revocation_endpoint": f"{issuer}/connect/revoke",
        "end_session_endpoint": f"{issuer}/connect/sign-out",
        "jwks_uri": f"{issuer}/connect/keys",
        "scopes_supported": list(SCOPES),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "token_endpoint_auth_methods_supported": _METHODS,
        "revocation_endpoint_auth_methods_supported": _METHODS,
        "code_challenge_methods_supported": ["S256"],
        "acr_values_supported": [acr_of(level) for level in range(1, 5)],
        "claims_supported": [
            *("sub", "iss", "aud", "exp", "iat", "auth_time", "acr", "sid"),
            *("name", "id_kind", "id_number", "phone_number"),
        ],
        "prompt_values_supported": ["none", "login", "consent"],
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
        "authorization_response_iss_parameter_supported": True,
        "backchannel_logout_supported": True,
        "backchannel_logout_session_supported": True,
        "ui_locales_supported": ["zh-CN"],
    }
    return JsonResponse(told)


@require_safe
def show_signing_keys(request: ActorRequest) -> HttpResponse:
    """The keys that signatures are checked with (JWKS)."""
    city = request.actor.city
    keys = public_keys(actor=provider(city), at=timezone.now())
    return JsonResponse({"keys": keys})
