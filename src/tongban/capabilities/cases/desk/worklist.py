"""B1, the worklist: one body's open cases, the worst on top, one key to open it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from tongban.capabilities.cases.permissions import REVIEW_CASE, SEE_CASE, TAKE_IN
from tongban.capabilities.cases.queries import (
    PAGE,
    Place,
    Wanted,
    count_open_cases,
    find_case,
    lamp_of,
    list_open_cases,
)
from tongban.capabilities.cases.states import OPEN_STATES, CaseState
from tongban.capabilities.cases.types import CaseLine
from tongban.capabilities.orgs.queries import get_calendar, list_bodies
from tongban.capabilities.orgs.types import BodyCard
from tongban.ground.clock import Calendar
from tongban.ground.codes.writing import tidy_number
from tongban.ground.refusals import NotAllowed, NotFound
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.text.days import day_words

CHANNELS = {
    "web": gettext_lazy("网上"),
    "mobile": gettext_lazy("手机"),
    "window": gettext_lazy("窗口"),
    "api": gettext_lazy("接口"),
}
STAGES: dict[str, tuple[CaseState, ...]] = {
    "submitted": (CaseState.SUBMITTED,),
    "accepted": (CaseState.ACCEPTED,),
    "reviewed": (CaseState.REVIEWED,),
    "decided": (CaseState.GRANTED, CaseState.REFUSED),
}
STAGE_WORDS = {
    "submitted": gettext_lazy("待受理"),
    "accepted": gettext_lazy("待审查"),
    "reviewed": gettext_lazy("待决定"),
    "decided": gettext_lazy("待出件"),
}
LAMP_WORDS = {
    "over": gettext_lazy("超法定"),
    "red": gettext_lazy("红灯"),
    "yellow": gettext_lazy("黄灯"),
    "green": gettext_lazy("正常"),
}


@require_GET
def home(request: ActorRequest) -> HttpResponse:
    """The first page of a member of staff: window or worklist, as their post is."""
    actor = request.actor
    if actor.kind != "staff":
        raise NotAllowed(
            _("这里是工作人员使用的页面，请用工作人员账号登录。"), turn_to=_("登录")
        )
    at_window = actor.may_anywhere(TAKE_IN) and not _handles(request)
    return redirect("desk:window" if at_window else "desk:worklist")


@require_GET
def show(request: ActorRequest) -> HttpResponse:
    """The worklist of one of the actor's bodies."""
    with reading(request.actor):
        bodies = _bodies(request)
        body_id = _body(request, bodies)
        found = list_open_cases(
            actor=request.actor,
            body_id=body_id,
            today=request.today,
            wanted=_wanted(request.GET),
            after=_place(request.GET.get("after", "")),
            limit=PAGE + 1,
        )
        totals = count_open_cases(
            actor=request.actor, body_id=body_id, today=request.today
        )
        calendar = get_calendar(actor=request.actor)
    lines, more = found[:PAGE], found[PAGE:]
    context = {
        "nav_key": "worklist",
        "body_tabs": _body_tabs(bodies, body_id),
        "stages": _stage_tabs(request.GET, totals.states),
        "lamps": _lamp_chips(request.GET, totals.lamps),
        "channels": _channel_chips(request.GET),
        "columns": _columns(),
        "rows": [_row(line, calendar, request.today) for line, _at in lines],
        "next_href": _next_href(request.GET, lines[-1][1]) if more else "",
        "is_later": "after" in request.GET,
        "first_href": _href(request.GET) if "after" in request.GET else "",
        "empty_words": _("没有符合条件的办件") if _is_cut(request.GET) else "",
        "keys": [
            {"key": "Enter", "label": _("办理第一件")},
            {"key": "↑ ↓", "label": _("换一件")},
        ],
    }
    return render(request, "cases/desk/worklist.html", context)


@require_GET
def find(request: ActorRequest) -> HttpResponse:
    """Open a case by its number: typed, or read by a scanner."""
    if not request.actor.may_anywhere(SEE_CASE):
        require(request.actor, SEE_CASE)
    number = tidy_number(request.GET.get("number", ""))
    case_id = find_case(actor=request.actor, number=number)
    if case_id is None:
        raise NotFound(
            _("没有找到这个办件，请核对 22 位办件编号，例如收件凭证右上角的编号。")
        )
    return redirect("desk:case", case_id)


def _is_cut(query: QueryDict) -> bool:
    return any(query.get(name) for name in ("stage", "lamp", "channel"))


def _handles(request: ActorRequest) -> bool:
    return request.actor.may_anywhere(REVIEW_CASE)


def _bodies(request: ActorRequest) -> list[BodyCard]:
    held = set(request.actor.bodies_for(SEE_CASE))
    if not held:
        require(request.actor, SEE_CASE)
    return [row for row in list_bodies(actor=request.actor) if row.body_id in held]


def _body(request: ActorRequest, bodies: list[BodyCard]) -> UUID:
    wanted = request.GET.get("body", "")
    for row in bodies:
        if str(row.body_id) == wanted:
            return row.body_id
    return bodies[0].body_id


def _wanted(query: QueryDict) -> Wanted:
    """Unknown words cut nothing: an old link must not give an error."""
    lamp, channel = query.get("lamp", ""), query.get("channel", "")
    return Wanted(
        states=STAGES.get(query.get("stage", ""), tuple(sorted(OPEN_STATES))),
        channel=channel if channel in CHANNELS else "",
        lamp=lamp if lamp in LAMP_WORDS else "",
    )


def _place(text: str) -> Place | None:
    rank, _sep, rest = text.partition("_")
    day, _sep, key = rest.partition("_")
    try:
        return Place(int(rank), date.fromisoformat(day), UUID(key))
    except ValueError:
        return None


def _href(query: QueryDict, **changes: str) -> str:
    """The list with other filters; a filter takes one back to the first page."""
    changed = query.copy()
    for name in ("after", *changes):
        changed.pop(name, None)
    for name, value in changes.items():
        if value:
            changed[name] = value
    return f"{reverse('desk:worklist')}?{changed.urlencode()}"


def _next_href(query: QueryDict, place: Place) -> str:
    return _href(query, after=f"{place.rank}_{place.day}_{place.case_id}")


def _body_tabs(bodies: list[BodyCard], body_id: UUID) -> list[dict[str, Any]]:
    return [
        {
            "label": row.short_name,
            "href": f"{reverse('desk:worklist')}?body={row.body_id}",
            "current": row.body_id == body_id,
        }
        for row in bodies
    ]


def _stage_tabs(query: QueryDict, counted: Any) -> list[dict[str, Any]]:
    chosen = query.get("stage", "")
    tabs = [
        {
            "label": words,
            "href": _href(query, stage=key),
            "current": key == chosen,
            "count": sum(counted[state] for state in STAGES[key]),
        }
        for key, words in STAGE_WORDS.items()
    ]
    whole = {
        "label": _("全部"),
        "href": _href(query, stage=""),
        "current": chosen not in STAGES,
        "count": sum(counted.values()),
    }
    return [whole, *tabs]


def _lamp_chips(query: QueryDict, counted: Any) -> list[dict[str, Any]]:
    """Pressing the chosen light again takes the filter away."""
    chosen = query.get("lamp", "")
    return [
        {
            "label": words,
            "href": _href(query, lamp="" if key == chosen else key),
            "current": key == chosen,
            "count": counted[key],
            "light": key,
        }
        for key, words in LAMP_WORDS.items()
    ]


def _channel_chips(query: QueryDict) -> list[dict[str, Any]]:
    chosen = query.get("channel", "")
    return [
        {
            "label": words,
            "href": _href(query, channel="" if key == chosen else key),
            "current": key == chosen,
        }
        for key, words in CHANNELS.items()
    ]


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": _("剩余时间")},
        {"label": _("办件编号"), "kind": "num"},
        {"label": _("申请人")},
        {"label": _("事项"), "kind": "wide"},
        {"label": _("环节")},
        {"label": _("来源")},
        {"label": _("承诺办结")},
    ]


def _row(line: CaseLine, calendar: Calendar, today: date) -> dict[str, Any]:
    accepted_on = localdate(line.accepted_at) if line.accepted_at else None
    days = (accepted_on, line.promised_due_on, line.statutory_due_on)
    lamp, left = lamp_of(line.state, days, today, calendar)
    stage = next(key for key, states in STAGES.items() if line.state in states)
    due = day_words(line.promised_due_on) if line.promised_due_on else "—"
    return {
        "href": reverse("desk:case", args=[line.case_id]),
        "label": f"{line.item_name} {line.number}",
        "cells": [
            {"light": lamp, "days_left": left},
            {"text": line.number, "num": True},
            {"text": line.applicant},
            {"text": line.item_name},
            {"text": STAGE_WORDS[stage]},
            {"text": CHANNELS[line.channel], "muted": True},
            {"text": due},
        ],
    }
