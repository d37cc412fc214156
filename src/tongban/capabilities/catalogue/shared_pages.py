"""Pages that are the same for everyone who is not signed in: made once, then given out.

Nothing here ever expires: the key names everything that the page depends on (the version and
its sisters, the mode, the language, the tab), so another state of affairs has another key.
A page of somebody who is signed in, or for whom a message waits, is neither kept nor
answered from here.
"""

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from tongban.capabilities.catalogue.keeping import Kept
from tongban.plumbing.access.requests import ActorRequest

# 12 to 20 KB a page: some 2,000 of them in each web process.
MOST_BYTES: Final = 32 * 1024 * 1024
# Anyone may keep it, and asks each time whether it still stands.
_SHARED: Final = "public, no-cache"
_PRIVATE: Final = "no-store"
# Where the messages of `django.contrib.messages` wait for the next page.
_MESSAGES: Final = "messages"


@dataclass(frozen=True)
class SharedPage:
    """The bytes of a page, and the tag by which browsers ask whether they are still right."""

    body: bytes
    tag: str


_kept: Kept[Hashable, SharedPage] = Kept(MOST_BYTES, lambda page: len(page.body))


def is_for_everyone(request: ActorRequest) -> bool:
    """Whether nothing in the request could make the page one person's own."""
    cookies = request.COOKIES
    return (
        settings.SESSION_COOKIE_NAME not in cookies
        and _MESSAGES not in cookies
        and request.actor.kind == "anonymous"
    )


def answer_shared(
    request: ActorRequest, key: Hashable, make: Callable[[], HttpResponse]
) -> HttpResponse:
    """The page under this key, made now if it was not yet; 304 to whom it is known.

    `key` must name all that `make` looks at.
    """
    if not is_for_everyone(request):
        return _privately(make())
    page = _kept.find(key)
    if page is None:
        made = make()
        # Who asked for a token against forgery gets one of their own, and nobody else's.
        if made.status_code != HttpResponse.status_code or _took_token(request):
            return _privately(made)
        page = SharedPage(made.content, f'"{hashlib.sha256(made.content).hexdigest()}"')
        _kept.keep(key, page)
    known = parse_etags(request.headers.get("If-None-Match", ""))
    is_known = page.tag in {one.removeprefix("W/") for one in known}
    response = HttpResponseNotModified() if is_known else HttpResponse(page.body)
    response["ETag"] = page.tag
    response["Cache-Control"] = _SHARED
    return response


def _took_token(request: ActorRequest) -> bool:
    return bool(request.META.get("CSRF_COOKIE_NEEDS_UPDATE"))


def _privately(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = _PRIVATE
    return response
