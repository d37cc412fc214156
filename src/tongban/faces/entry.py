"""Who is at the door: turns a session into an actor for every face."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from tongban.capabilities.accounts.queries import actor_in_session
from tongban.capabilities.containers.types import INSIDE
from tongban.capabilities.mandates.queries import list_principals
from tongban.capabilities.mandates.types import ACTING_FOR
from tongban.capabilities.orgs.queries import find_city
from tongban.faces.clock import day_of, now, today
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor, anonymous


class ActorMiddleware:
    """Sets `actor`, `inside` (lazily: a page that asks nothing costs no query), the time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the actor and go on."""
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]
        request.inside = SimpleLazyObject(lambda: request.session.get(INSIDE, {}))  # type: ignore[attr-defined]
        request.now = now()  # type: ignore[attr-defined]
        request.today = day_of(request.now)  # type: ignore[attr-defined]
        # Whoever reads the session first learns who came, in the same statement.
        request.session.day = request.today  # type: ignore[attr-defined]
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a session; a session whose account is gone is ended."""
    try:
        session, day = request.session, today()
        actor = actor_in_session(session=session, face="page", today=day)
        if actor is not None:
            return _acting(request, actor)
    except NotFound:
        logout(request)
    _say_why_it_ended(request)
    return anonymous(find_city(host=request.get_host()), day=today())


def _acting(request: HttpRequest, actor: Actor) -> Actor:
    """The actor with whom they have chosen to act for, as long as that may be today."""
    chosen = request.session.get(ACTING_FOR)
    if chosen is None or actor.kind != "citizen":
        return actor
    for one in list_principals(actor=actor, today=today()):
        if str(one.subject_id) == chosen:
            return actor.for_principal(one)
    del request.session[ACTING_FOR]
    words = _("代办的授权到期了，或者被收回了。已经切回您本人。")
    messages.warning(request, words, fail_silently=True)
    return actor


def _say_why_it_ended(request: HttpRequest) -> None:
    """Once, on the next page that is shown: nobody wonders why they are out."""
    words = {
        "elsewhere": _(
            "您在别处登录了，这里已经退出。不是您本人的，请登录后到“我的登录”退出其他设备，并改密码。"
        ),
        "idle": _("您有一段时间没有操作，为了安全已经退出。请重新登录。"),
        "expired": _("这次登录时间到了，为了安全已经退出。请重新登录。"),
        "ended": _("您在另一台设备上退出了这里的登录。请重新登录。"),
    }
    because = getattr(request.session, "ended_because", "")
    if because in words:
        messages.warning(request, words[because], fail_silently=True)


def person(request: HttpRequest) -> dict[str, object]:
    """What every page may show about the person who is signed in."""
    return {"actor": getattr(request, "actor", None)}
