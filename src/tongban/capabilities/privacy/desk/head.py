"""What every page of this room has: its tabs, and who may come in."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.capabilities.privacy.boxes import PAGES, pages_for
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told

_TITLES: Final = {
    "privacy": gettext_lazy("请求"),
    "privacy_window": gettext_lazy("窗口登记"),
    "privacy_texts": gettext_lazy("告知和文本"),
    "privacy_assessments": gettext_lazy("影响评估"),
    "privacy_retention": gettext_lazy("保存期限"),
    "privacy_misuse": gettext_lazy("异常查看"),
}


def ask_to_come_in(actor: Actor, page: str) -> None:
    """Only who has work on this page. Refuses with NotAllowed."""
    if not actor.may_anywhere(dict(PAGES)[page]):
        raise NotAllowed(
            _("这一页由个人信息保护、窗口或者审计岗位使用，请用那样的账号登录。"),
            turn_to=_("登录"),
        )


def show(
    request: ActorRequest, page: str, told: Told, context: dict[str, Any]
) -> HttpResponse:
    """The page with its tabs, and what was refused."""
    tabs = [
        {
            "label": _TITLES[name],
            "href": reverse(f"desk:{name}"),
            "current": name == page,
        }
        for name in pages_for(request.actor)
    ]
    whole = {
        "nav_key": "privacy",
        "title": _TITLES[page],
        "tabs": tabs,
        "errors": told.errors,
        "refusal": told.refusal,
        **context,
    }
    return render(request, f"privacy/desk/{page}.html", whole, status=told.status)
