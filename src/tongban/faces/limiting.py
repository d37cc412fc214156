"""A limit on requests: for each person, and for each address that nobody has signed in from."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tongban.faces.api.problems import ROOT, problem_of
from tongban.faces.look.refusing import refusal_page
from tongban.plumbing.access.addresses import client_address
from tongban.plumbing.access.permitting import CALLS, PEOPLE, POSTS
from tongban.plumbing.access.tallies import TooMany

# Systems call here with secrets of their own, many people behind one address: each is
# counted where it has proved itself, and whoever has not by address there.
SYSTEMS: Final = frozenset(
    {
        "/connect/token",
        "/connect/revoke",
        "/connect/userinfo",
        "/api/v1/containers/tickets",
        "/api/v1/containers/answers",
    }
)
READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
UNKNOWN: Final = 401


class LimitMiddleware:
    """Counts what may be much: what is written, and every call of the API.

    A call with a token is counted where the token is read, for its person.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Count, and go on; or say how long to wait."""
        try:
            _count(request)
            response = self.get_response(request)
            if response.status_code == UNKNOWN and "Authorization" in request.headers:
                # A token that nobody has.
                _count_address(request, is_writing=False)
        except TooMany as refusal:
            return wait_page(request, refusal)
        return response


def wait_page(request: HttpRequest, refusal: TooMany) -> HttpResponse:
    """The answer of a refusal that says how long to wait."""
    is_call = request.path.startswith(ROOT)
    answer = problem_of(refusal) if is_call else refusal_page(request, refusal)
    answer["Retry-After"] = str(refusal.seconds)
    return answer


def _count(request: HttpRequest) -> None:
    is_call = request.path.startswith(ROOT)
    is_writing = request.method not in READING
    if request.path in SYSTEMS:
        return
    if is_call and "Authorization" not in request.headers:
        _count_address(request, is_writing=is_writing)
    elif is_writing and not is_call:
        account = request.actor.account_id  # type: ignore[attr-defined]
        if account is None:
            _count_address(request, is_writing=True)
        else:
            most = settings.SIGN_IN_LIMITS.calls_a_person
            PEOPLE.take(str(account), most=most)


def _count_address(request: HttpRequest, *, is_writing: bool) -> None:
    limits = settings.SIGN_IN_LIMITS
    address = client_address(request.META, settings.TRUSTED_PROXIES)
    if is_writing:
        POSTS.take(address, most=limits.posts_an_address, careful=True)
    else:
        CALLS.take(address, most=limits.calls_an_address)
