"""Linked accounts: away to a provider, and back to link it, or signed in by it."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tongban.capabilities.accounts.portal import Brought
from tongban.capabilities.accounts.portal import enter as begin_signed_in
from tongban.capabilities.linking.adapter import begin_linking, finish_linking
from tongban.capabilities.linking.commands import link_account, note_linked_sign_in
from tongban.capabilities.linking.queries import find_linked
from tongban.capabilities.people.queries import get_actor
from tongban.ground.refusals import MoveRefused
from tongban.plumbing.access.asking import local_path
from tongban.plumbing.access.requests import ActorRequest

AWAY: Final = "linked_away"
LINKS: Final = "/my/links"


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: ActorRequest, kind: str) -> HttpResponse:
    """Away to the provider: who is signed in comes to link it, by a button; others to sign in.

    By a button, because a link that somebody sent must link nothing.
    """
    account = request.actor.account_id
    if account is not None and request.method != "POST":
        return HttpResponseRedirect(LINKS)
    wanted = local_path(request.GET.get("next"), otherwise="/my/cases")
    back = request.build_absolute_uri("/connect/linked/back")
    address, kept = begin_linking(kind, back, wanted)
    whose = str(account) if account else ""
    request.session[AWAY] = {"kind": kind, "account": whose, "kept": kept}
    if account is None:
        return HttpResponseRedirect(address)
    # The policy lets no form of ours lead elsewhere: a page goes on by a link.
    context = {"address": address}
    answer = render(request, "federation/going_on.html", context)
    answer["Refresh"] = f"0; url={address}"
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def finish(request: ActorRequest) -> HttpResponse:
    """Back from the provider, once for each time away, as who went."""
    away = request.session.pop(AWAY, None)
    if away is None:
        raise MoveRefused(_("这次已经用过，或者隔得太久。请从头再来一次。"))
    # Kept at once: what is refused below as a trouble of others would leave it there.
    request.session.save()
    account = request.actor.account_id
    if away["account"] != (str(account) if account else ""):
        raise MoveRefused(_("这里登录的人换了，没有办成。请从头再来一次。"))
    told = {name: str(value) for name, value in request.GET.items()}
    subject = finish_linking(away["kind"], told, away["kept"], timezone.now())
    if account is not None:
        link_account(
            actor=request.actor, kind=away["kind"], subject=subject, at=timezone.now()
        )
        messages.success(request, _("关联好了，下次可以用它登录。"))
        return HttpResponseRedirect(LINKS)
    return _sign_in(request, away["kind"], subject, away["kept"]["wanted"])


def _sign_in(
    request: ActorRequest, kind: str, subject: str, wanted: str
) -> HttpResponse:
    found = find_linked(actor=request.actor, kind=kind, subject=subject)
    if found is None:
        raise MoveRefused(
            _(
                "这个账号还没有关联到这里的任何人。请先用手机号和密码登录，再到“登录与安全”的"
                "“关联的账号”里添加；没有账号的，先注册。"
            )
        )
    actor = get_actor(account_id=found.account_id, today=request.today)
    note_linked_sign_in(actor=actor, link_id=found.link_id, kind=kind)
    signed = begin_signed_in(
        request,
        found.account_id,
        login_given=f"link:{found.link_id}",
        wanted=wanted,
        brought=Brought(found.level),
    )
    return HttpResponseRedirect(wanted if signed else "/sign-in")
