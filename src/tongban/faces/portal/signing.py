"""P7 signing in and out: a login and a password, nothing to solve, nothing to remember."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tongban.capabilities.accounts.portal import (
    ask_second_step,
    enter,
    enter_by_passkey,
    waiting,
)
from tongban.capabilities.linking.adapter import list_open_kinds
from tongban.ground.refusals import Refusal
from tongban.plumbing.access.asking import local_path
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.tallies import TooMany

HOMES = {"citizen": "/my/cases", "staff": "/desk/"}


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: ActorRequest) -> HttpResponse:
    """Two boxes and a button; afterwards one goes on where one was going.

    Whoever has a second factor is asked for it next, here as well.
    """
    given = request.POST if request.method == "POST" else request.GET
    wanted = local_path(given.get("next"), otherwise="")
    if request.POST.get("act") == "passkey":
        return _try_passkey(request, wanted)
    if "login" not in given and "again" not in given and waiting(request):
        return ask_second_step(request, HOMES)
    if request.method != "POST":
        if request.actor.kind != "anonymous":
            return HttpResponseRedirect(wanted or HOMES[request.actor.kind])
        return _page(request, wanted)
    return _try(request, wanted)


def _try_passkey(request: ActorRequest, wanted: str) -> HttpResponse:
    try:
        kind = enter_by_passkey(request)
    except Refusal as refusal:
        errors = getattr(refusal, "errors", None) or {"": refusal.message}
        return _page(request, wanted, errors, status=refusal.status)
    return HttpResponseRedirect(wanted or HOMES[kind])


def _try(request: ActorRequest, wanted: str) -> HttpResponse:
    name = request.POST.get("login", "").strip()
    password = request.POST.get("password", "")
    errors = _missing(name, password)
    if errors:
        return _page(request, wanted, errors, status=422)
    try:
        account = authenticate(request, username=name, password=password)
    except TooMany as refusal:
        # The same words whether the login exists or not.
        answer = _page(request, wanted, {"": refusal.message}, status=refusal.status)
        answer["Retry-After"] = str(refusal.seconds)
        return answer
    if account is None:
        message = _("登录名和密码对不上。请再看一遍，注意大小写，例如 a 和 A 不一样。")
        return _page(request, wanted, {"password": message}, status=422)
    kind = enter(request, account.pk, login_given=name, wanted=wanted)
    if kind is None:
        return HttpResponseRedirect(request.path)
    return HttpResponseRedirect(wanted or HOMES[kind])


@require_POST
def sign_out(request: ActorRequest) -> HttpResponse:
    """End the session and forget it on both sides."""
    logout(request)
    return HttpResponseRedirect("/")


def _missing(name: str, password: str) -> dict[str, str]:
    errors = {}
    if not name:
        errors["login"] = _("请填手机号或登录名，例如：zhangxiulan")
    if not password:
        errors["password"] = _("请填密码，可以从密码本里粘贴。")
    return errors


def _page(
    request: ActorRequest,
    wanted: str,
    errors: dict[str, str] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    errors = errors or {}
    fields: list[dict[str, Any]] = [
        {
            "name": "login",
            "label": _("手机号或登录名"),
            "type": "text",
            "autocomplete": "username",
            # As wide as the password's box below it.
            "width": "w-m",
            "required": True,
            "value": request.POST.get("login", ""),
            "error": errors.get("login", ""),
        },
        {
            "name": "password",
            "label": _("密码"),
            "type": "password",
            "autocomplete": "current-password",
            "required": True,
            "error": errors.get("password", ""),
        },
    ]
    context = {
        "fields": fields,
        "errors": errors,
        "next": wanted,
        # Where a province owns identity, one signs in there.
        "joined": urlencode({"next": wanted}) if settings.JOINED_ISSUER else "",
        "kinds": list_open_kinds(),
        "way": urlencode({"next": wanted}) if wanted else "",
    }
    response = render(request, "portal/sign_in.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
