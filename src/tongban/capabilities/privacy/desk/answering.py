"""请求: what people asked, with clocks, and the answer; at the window, taking one in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.privacy.boxes import Boxes, pages_for
from tongban.capabilities.privacy.commands import (
    answer_privacy_request,
    take_in_privacy_request,
)
from tongban.capabilities.privacy.desk.head import ask_to_come_in, show
from tongban.capabilities.privacy.permissions import TAKE_IN_REQUEST
from tongban.capabilities.privacy.queries import is_kept_by_law, list_privacy_requests
from tongban.capabilities.privacy.types import REQUEST_WORDS
from tongban.ground.codes.identity import IdKind
from tongban.plumbing.access.asking import NO_KEY, read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.text.days import day_words


@require_http_methods(["GET", "HEAD", "POST"])
def show_requests(request: ActorRequest) -> HttpResponse:
    """What waits, the most urgent first, each with its answer's form; then the answered."""
    actor, told = request.actor, Told()
    open_to = pages_for(actor)
    if request.method != "POST" and open_to and "privacy" not in open_to:
        return redirect(f"desk:{open_to[0]}")
    ask_to_come_in(actor, "privacy")
    if request.method == "POST":
        with told:
            _answer(request)
            messages.success(request, _("已经答复，本人会收到提醒。"))
            return redirect("desk:privacy")
    with reading(actor):
        waiting = list_privacy_requests(actor=actor)
        rows = [
            {
                "card": one,
                "is_late": one.is_late_on(request.today),
                "is_kept": one.kind == "delete"
                and is_kept_by_law(actor=actor, request_id=one.request_id),
            }
            for one in waiting
        ]
        answered = list_privacy_requests(actor=actor, is_open=False)
    late = sum(1 for row in rows if row["is_late"])
    context = {"rows": rows, "answered": answered, "late": late}
    return show(request, "privacy", told, context)


def _answer(request: ActorRequest) -> None:
    posted = request.POST
    answer_privacy_request(
        actor=request.actor,
        request_id=read_key(posted.get("request", "")) or NO_KEY,
        outcome=posted.get("act", ""),
        reason=posted.get("reason", ""),
        article=posted.get("article", ""),
        remedy=posted.get("remedy", ""),
        at=request.now,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def show_window(request: ActorRequest) -> HttpResponse:
    """At a window: whose request it is, by their document, and what they ask."""
    actor, told = request.actor, Told()
    ask_to_come_in(actor, "privacy_window")
    if request.method == "POST":
        with told:
            messages.success(request, _take_in(request))
            return redirect("desk:privacy_window")
    return show(
        request, "privacy_window", told, {"fields": _window_fields(request, told)}
    )


def _take_in(request: ActorRequest) -> str:
    posted = request.POST
    filed = take_in_privacy_request(
        actor=request.actor,
        body_id=read_key(posted.get("body", "")) or NO_KEY,
        name=posted.get("name", ""),
        id_kind=posted.get("id_kind", ""),
        id_number=posted.get("id_number", ""),
        kind=posted.get("kind", ""),
        words=posted.get("words", ""),
        at=request.now,
    )
    said = _("登记好了。请告诉本人回执编号 %(number)s，最晚 %(day)s答复。")
    return said % {"number": filed.number, "day": day_words(filed.due_on)}


def _window_fields(request: ActorRequest, told: Told) -> list[dict[str, Any]]:
    actor = request.actor
    boxes = Boxes(request.POST, told.errors, "take_in")
    mine = actor.bodies_for(TAKE_IN_REQUEST)
    bodies = [
        (str(one.body_id), one.name) for one in list_bodies(actor=actor, only=mine)
    ]
    first = bodies[0][0] if len(bodies) == 1 else ""
    kinds = [(kind.value, str(kind.label)) for kind in IdKind]
    return [
        boxes.pick("body", _("在哪个单位的窗口"), bodies, value=first),
        boxes.text("name", _("本人姓名"), "张秀兰"),
        boxes.pick("id_kind", _("证件类型"), kinds, value=IdKind.CITIZEN.value),
        boxes.text("id_number", _("证件号码（看原件）")),
        boxes.pick("kind", _("要办哪一种"), REQUEST_WORDS.items()),
        boxes.long_text(
            "words",
            _("是哪一条信息，要怎么办"),
            _("联系电话换成新的手机号"),
            required=False,
            max_length=500,
        ),
    ]
