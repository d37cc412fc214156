"""个人信息: the notice, what one agreed to and asked, and the copy of what is kept."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tongban.capabilities.privacy.boxes import Boxes
from tongban.capabilities.privacy.commands import (
    acknowledge_notice,
    file_privacy_request,
    give_consent,
    withdraw_consent,
)
from tongban.capabilities.privacy.queries import (
    find_notice,
    list_own_consents,
    list_own_requests,
    list_seen_notices,
    list_texts,
    read_copy,
)
from tongban.capabilities.privacy.types import REQUEST_WORDS
from tongban.ground.refusals import Invalid, NotAllowed
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.asking import NO_KEY, read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.files.sending import send_file
from tongban.plumbing.text.days import day_words

HERE: Final = "/my/privacy"


@require_safe
def show_notice(request: ActorRequest) -> HttpResponse:
    """The notice in force, or an earlier or coming version by its number."""
    actor = request.actor
    wanted = request.GET.get("version", "")
    with reading(actor):
        notice = find_notice(actor=actor, day=request.today)
        published = [
            text
            for text in list_texts(actor=actor)
            if text.kind == "notice" and text.in_force_from
        ]
    chosen = next((one for one in published if str(one.number) == wanted), notice)
    context = {"notice": chosen, "in_force": notice, "published": published}
    return render(request, "privacy/notice.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def show_own(request: ActorRequest) -> HttpResponse:
    """What one was shown, agreed to and asked; and the form that asks."""
    actor, told = _citizen(request), Told()
    if request.method == "POST":
        with told:
            messages.success(request, _act(request, actor))
            return HttpResponseRedirect(HERE)
    with reading(actor):
        notice = find_notice(actor=actor, day=request.today)
        seen = list_seen_notices(actor=actor)
        asked = list_own_requests(actor=actor)
        context = {
            "nav_key": "mine",
            "notice": notice,
            "has_seen": notice is None
            or notice.text_id in {one.text_id for one in seen},
            "seen": seen,
            "consents": list_own_consents(actor=actor, day=request.today),
            "asked": [
                {
                    "card": one,
                    "is_late": one.is_late_on(request.today),
                    "href": reverse("privacy:copy", args=[one.request_id])
                    if one.copy and one.copy.ends_at > request.now
                    else "",
                }
                for one in asked
            ],
            "fields": _fields(request, told),
            "errors": told.errors,
            "refusal": told.refusal,
        }
    response = render(request, "privacy/mine.html", context, status=told.status)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def take_copy(request: ActorRequest, request_id: UUID) -> HttpResponse:
    """The copy as a file, for its person alone."""
    actor = _citizen(request)
    content = read_copy(actor=actor, request_id=request_id, now=request.now)
    response = send_file(content, "application/json", f"{_('我的个人信息')}.json")
    response["Cache-Control"] = "no-store"
    return response


def _citizen(request: ActorRequest) -> Actor:
    actor = request.actor
    _person = actor.natural_person
    if actor.kind != "citizen":
        raise NotAllowed(_("这一页是给申请人的，请用您个人的账号登录。"))
    return actor


def _act(request: ActorRequest, actor: Actor) -> str:
    posted = request.POST
    match posted.get("act", ""):
        case "seen":
            acknowledge_notice(actor=actor, channel="web", at=request.now)
            return _("记下了，您看过这一版告知。")
        case "agree":
            key = read_key(posted.get("text", "")) or NO_KEY
            give_consent(actor=actor, text_id=key, at=request.now)
            return _("您同意了，随时可以撤回。")
        case "withdraw":
            key = read_key(posted.get("consent", "")) or NO_KEY
            withdraw_consent(actor=actor, consent_id=key, at=request.now)
            return _("撤回了，从现在起不再用于这件事。")
        case "ask":
            filed = file_privacy_request(
                actor=actor,
                kind=posted.get("kind", ""),
                words=posted.get("words", ""),
                channel="web",
                at=request.now,
            )
            words = _("收到了。回执编号 %(number)s，最晚 %(day)s答复。")
            return words % {"number": filed.number, "day": day_words(filed.due_on)}
        case _:
            raise Invalid({"": _("请从页面上的按钮里选一个。")})


def _fields(request: ActorRequest, told: Told) -> list[dict[str, Any]]:
    boxes = Boxes(request.POST, told.errors, "ask")
    return [
        boxes.pick("kind", _("您要办哪一种"), REQUEST_WORDS.items()),
        boxes.long_text(
            "words",
            _("是哪一条信息，要怎么办"),
            _("联系电话换成新的手机号"),
            required=False,
            max_length=500,
            help=_("更正和解释说明要写；查阅、复制、删除可以不写。"),
        ),
    ]


urlpatterns: list[URLPattern] = [
    path("privacy", show_notice, name="notice"),
    path("my/privacy", show_own, name="mine"),
    path("my/privacy/copies/<uuid:request_id>.json", take_copy, name="copy"),
]
