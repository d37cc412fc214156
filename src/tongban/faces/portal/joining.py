"""Signing in at the province (joined mode): away to its provider, and back with who it is."""

from typing import Final

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.capabilities.accounts.portal import begin_session
from tongban.capabilities.federation.adapter import begin_joined, finish_joined
from tongban.ground.refusals import MoveRefused, NotFound
from tongban.plumbing.access.asking import local_path
from tongban.plumbing.access.requests import ActorRequest

AWAY: Final = "joined_away"


@require_safe
def begin(request: ActorRequest) -> HttpResponse:
    """Away to the province; the way back leads where one was going."""
    _require_joined()
    wanted = local_path(request.GET.get("next"), otherwise="/my/cases")
    back = request.build_absolute_uri("/connect/joined/back")
    address, request.session[AWAY] = begin_joined(back, wanted)
    return HttpResponseRedirect(address)


@require_safe
def finish(request: ActorRequest) -> HttpResponse:
    """Back from the province: signed in as who it says, once for each time away."""
    _require_joined()
    away = request.session.pop(AWAY, None)
    # Kept at once: what is refused below as a trouble of others would leave it there.
    request.session.save()
    if away is None:
        raise MoveRefused(_("这次登录已经用过，或者隔得太久。请从头再登录一次。"))
    told = {name: str(value) for name, value in request.GET.items()}
    account_id = finish_joined(told, away, city=request.actor.city, at=timezone.now())
    begin_session(request, account_id)
    return HttpResponseRedirect(away["wanted"])


def _require_joined() -> None:
    if not settings.JOINED_ISSUER:
        raise NotFound(_("本站没有接全省统一身份，请用本站的账号登录。"))
