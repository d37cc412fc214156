"""Elder mode: decided on the server by a cookie, so it needs no script and never flickers."""

from collections.abc import Callable
from typing import Final, Literal
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tongban.faces.look.policy import HTMX_CONFIG
from tongban.faces.look.site import get_site, list_desk_menu, list_menu
from tongban.plumbing.access.asking import local_path

Mode = Literal["standard", "elder"]

COOKIE: Final = "mode"
ONE_YEAR: Final = 365 * 24 * 60 * 60


def mode_of(request: HttpRequest) -> Mode:
    """The mode this browser asked for; anything unknown is the standard one."""
    return "elder" if request.COOKIES.get(COOKIE) == "elder" else "standard"


class ModeMiddleware:
    """Gives each request its `mode`, and keeps the two apart in shared caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.mode = mode_of(request)  # type: ignore[attr-defined]  # ours
        response = self.get_response(request)
        patch_vary_headers(response, ["Cookie"])
        return response


def look(request: HttpRequest) -> dict[str, object]:
    """Context processor: what every template may rely on."""
    site = get_site()
    return {
        "mode": mode_of(request),
        "site": site,
        "demo_site": site.is_demo,
        "portal_nav": SimpleLazyObject(lambda: list_menu("PORTAL_NAV")),
        "desk_nav": SimpleLazyObject(
            lambda: list_desk_menu(getattr(request, "actor", None))
        ),
        "htmx_config": HTMX_CONFIG,
    }


@csrf_exempt
@require_POST
def set_mode(request: HttpRequest) -> HttpResponse:
    """Keep the wish for a year and go back to the page it came from.

    Without a token: a page for passers-by holds nothing of its own, so that one copy does
    for everybody. What another site could gain is larger letters, and browsers that say
    where a form comes from are believed.
    """
    if _is_from_elsewhere(request):
        raise PermissionDenied
    wanted: Mode = "elder" if request.POST.get("mode") == "elder" else "standard"
    response = HttpResponseRedirect(local_path(request.POST.get("next")))
    response.set_cookie(
        COOKIE,
        wanted,
        max_age=ONE_YEAR,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=True,
    )
    return response


def _is_from_elsewhere(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    if site not in {"same-origin", "none"}:
        return True
    return origin is not None and urlsplit(origin).netloc != request.get_host()
