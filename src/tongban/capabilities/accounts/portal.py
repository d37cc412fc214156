"""P25 registering, and one's own sign-ins: where one is signed in, signing out elsewhere."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tongban.capabilities.accounts.commands import end_other_sign_ins, end_sign_in
from tongban.capabilities.accounts.queries import list_own_sign_ins
from tongban.capabilities.accounts.registering import (
    show_password,
    show_register,
    show_reset,
)
from tongban.capabilities.accounts.second_steps import (
    ask_passkey,
    ask_second_step,
    enter_by_passkey,
    show_second_factor,
    show_verify,
)
from tongban.capabilities.accounts.sessions import digest_of
from tongban.capabilities.accounts.signing import (
    Brought,
    begin_session,
    enter,
    waiting,
)
from tongban.capabilities.accounts.types import SignIn
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.asking import read_key
from tongban.plumbing.access.requests import ActorRequest

__all__ = [
    "Brought",
    "ask_second_step",
    "begin_session",
    "enter",
    "enter_by_passkey",
    "show_sign_ins",
    "urlpatterns",
    "waiting",
]

HERE: Final = "/my/sign-ins"
_ENDS: Final = {
    "signed_out": gettext_lazy("您退出了"),
    "elsewhere": gettext_lazy("登录的地方太多，最早的一处退出"),
    "idle": gettext_lazy("一段时间没有操作，自动退出"),
    "expired": gettext_lazy("时间到了，自动退出"),
    "ended": gettext_lazy("您从别的设备让它退出"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def show_sign_ins(request: ActorRequest) -> HttpResponse:
    """The list; its buttons end one of them, or all others."""
    # Whoever is not signed in is asked to, by the refusal.
    _person = request.actor.natural_person
    own = list_own_sign_ins(
        actor=request.actor, key_digest=digest_of(request.session.session_key or "")
    )
    if request.method == "POST":
        return _end(request, own)
    goes_on = [one for one in own if one.ended_at is None]
    context = {
        "nav_key": "mine",
        "others": len(goes_on) > 1,
        "sign_ins": [_card(one) for one in goes_on],
        "ended": [_card(one) for one in own if one.ended_at is not None],
    }
    response = render(request, "accounts/sign_ins.html", context)
    response["Cache-Control"] = "no-store"
    return response


# Sessions run on the machine's time (`timezone.now`), as the database keeps it: the moved day
# of a sample city is no matter of theirs.
def _end(request: ActorRequest, own: list[SignIn]) -> HttpResponse:
    if request.POST.get("act") == "others":
        this = next((one.session_id for one in own if one.is_this), None)
        count = end_other_sign_ins(actor=request.actor, but=this, at=timezone.now())
        messages.success(
            request, _("其他 %(count)d 处登录已经退出。") % {"count": count}
        )
        return HttpResponseRedirect(HERE)
    session_id = read_key(request.POST.get("session", ""))
    if session_id is None:
        raise NotFound(_("没有找到这个登录，可能已经退出了。"))
    end_sign_in(actor=request.actor, session_id=session_id, at=timezone.now())
    messages.success(request, _("那一处登录已经退出。"))
    return HttpResponseRedirect(HERE)


def _card(one: SignIn) -> dict[str, Any]:
    usual = _("接口（程序）") if one.kind == "api" else _("浏览器")
    return {
        "key": one.session_id,
        "device": one.device or usual,
        "address": one.address,
        "began_at": one.began_at,
        "seen_at": one.seen_at,
        "ended_at": one.ended_at,
        "because": _ENDS.get(one.ended_because, ""),
        "is_this": one.is_this,
    }


urlpatterns: list[URLPattern] = [
    path("register", show_register, name="register"),
    path("reset", show_reset, name="reset"),
    path("my/password", show_password, name="password"),
    path("passkeys", ask_passkey, name="passkeys"),
    path("my/second-factor", show_second_factor, name="second_factor"),
    path("my/verify", show_verify, name="verify"),
    path("my/sign-ins", show_sign_ins, name="sign_ins"),
]
