"""Who is at the door: turns a session into an actor for every face."""

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth import get_user, logout
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from tongban.capabilities.orgs.queries import find_city
from tongban.capabilities.people.queries import get_actor
from tongban.faces.clock import day_of, now, today
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor, anonymous


class ActorMiddleware:
    """Sets `actor` (lazily: a page that asks nothing costs no query), `now` and `today`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the actor and go on."""
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]
        request.now = now()  # type: ignore[attr-defined]
        request.today = day_of(request.now)  # type: ignore[attr-defined]
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a session; a session whose account is gone is ended."""
    user = get_user(request)
    if user.is_authenticated:
        try:
            return get_actor(account_id=UUID(str(user.pk)), today=today())
        except NotFound:
            logout(request)
    return anonymous(find_city(host=request.get_host()))


def person(request: HttpRequest) -> dict[str, object]:
    """What every page may show about the person who is signed in."""
    return {"actor": getattr(request, "actor", None)}
