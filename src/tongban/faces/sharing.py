"""Pages that are the same for everyone who is not signed in: made once, then given out.

It stands before sessions, actors and messages, so a page that is kept costs none of them.
Nothing here ever expires: a kept page is given out only while the state of affairs from which
it was made is still the one that the database tells, which is asked in one statement.
"""

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language

from tongban.faces.clock import today
from tongban.faces.look.mode import mode_of
from tongban.plumbing.access.keeping import Kept
from tongban.plumbing.access.shared_pages import SharedResponse

# 12 to 20 KB a page: some 2,000 of them in each web process.
MOST_BYTES: Final = 32 * 1024 * 1024
# Anyone may keep it, and asks each time whether it still stands.
_SHARED: Final = "public, no-cache"
_PRIVATE: Final = "no-store"
# A browser's own copy of a page that is nobody's.
_OWN: Final = "private, no-cache"
# What of a request makes the page another one.
_DIFFERS_BY: Final = ("Cookie", "Authorization", "HX-Request")
# Where the messages of `django.contrib.messages` wait for the next page.
_MESSAGES: Final = "messages"


@dataclass(frozen=True)
class SharedPage:
    """The bytes of a page, what it was made from, and how to ask whether that still is so."""

    body: bytes
    headers: dict[str, str]
    state: Hashable
    look: Callable[[], Hashable]


kept: Final[Kept[Hashable, SharedPage]] = Kept(MOST_BYTES, lambda page: len(page.body))


class SharedPages:
    """The middleware that keeps what a view marked as `SharedResponse`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say of every answer whether anything between may keep it."""
        response = self._give_out(request)
        if "Cache-Control" not in response:
            response["Cache-Control"] = _usual(request)
        return response

    def _give_out(self, request: HttpRequest) -> HttpResponse:
        """Give out what is kept and still right; else let it be made, and keep it."""
        is_anyones = _is_for_everyone(request)
        key = _key(request)
        page = kept.find(key) if is_anyones else None
        if page is not None and page.look() == page.state:
            return _answer(request, page)
        response = self.get_response(request)
        if not isinstance(response, SharedResponse):
            return response
        # Who asked for a token against forgery gets one of their own, and nobody else's.
        if not is_anyones or response.cookies or _took_token(request):
            response["Cache-Control"] = _PRIVATE
            return response
        page = _page_of(response)
        kept.keep(key, page)
        return _answer(request, page)


def _usual(request: HttpRequest) -> str:
    """Nothing that somebody who is known was sent is kept, in a hall's browser least of all."""
    is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
    return _PRIVATE if is_known or "HTTP_AUTHORIZATION" in request.META else _OWN


def _is_for_everyone(request: HttpRequest) -> bool:
    """Whether nothing in the request could make the page one person's own."""
    cookies = request.COOKIES
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in cookies
        and _MESSAGES not in cookies
        and "HTTP_AUTHORIZATION" not in request.META
        and "HTTP_HX_REQUEST" not in request.META
    )


def _key(request: HttpRequest) -> Hashable:
    """All that a page for passers-by hangs on beside the state that it names itself."""
    return (
        *(request.get_host(), request.get_full_path()),
        *(mode_of(request), get_language(), today()),
    )


def _page_of(response: SharedResponse) -> SharedPage:
    patch_vary_headers(response, _DIFFERS_BY)
    tag = f'"{hashlib.sha256(response.content).hexdigest()}"'
    headers = dict(response.items()) | {"ETag": tag, "Cache-Control": _SHARED}
    return SharedPage(response.content, headers, response.state, response.look)


def _answer(request: HttpRequest, page: SharedPage) -> HttpResponse:
    """The page; 304 to whom it is known."""
    known = parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
    if page.headers["ETag"] in {one.removeprefix("W/") for one in known}:
        response: HttpResponse = HttpResponseNotModified()
        for name in ("ETag", "Cache-Control", "Vary"):
            if name in page.headers:
                response[name] = page.headers[name]
        return response
    return HttpResponse(page.body, status=HTTPStatus.OK, headers=page.headers)


def _took_token(request: HttpRequest) -> bool:
    return bool(request.META.get("CSRF_COOKIE_NEEDS_UPDATE"))
