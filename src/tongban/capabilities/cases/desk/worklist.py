"""B1, the worklist: one body's open cases, the worst on top, one key to open it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongban.capabilities.cases.permissions import SEE_CASE, TAKE_IN
from tongban.capabilities.cases.queries import (
    PAGE,
    find_case,
    list_worklist,
)
from tongban.capabilities.cases.states import STATE_WORDS, CaseState
from tongban.capabilities.cases.types import CaseLine
from tongban.capabilities.orgs.queries import get_calendar, list_bodies
from tongban.ground.clock import Calendar, light
from tongban.ground.refusals import NotAllowed, NotFound
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest

CHANNEL_WORDS = {"web": "网上", "mobile": "手机", "window": "窗口", "api": "接口"}
STAGES = {
    "submitted": [CaseState.SUBMITTED],
    "accepted": [CaseState.ACCEPTED],
    "reviewed": [CaseState.REVIEWED],
    "decided": [CaseState.GRANTED, CaseState.REFUSED],
}


@require_GET
def home(request: ActorRequest) -> HttpResponse:
    """The first page of a member of staff: window or worklist, as their post is."""
    actor = request.actor
    if actor.kind != "staff":
        raise NotAllowed("这里是工作人员使用的页面，请用工作人员账号登录。")
    posted_at_window = any(
        actor.may(TAKE_IN, org_id=body_id) for body_id in actor.org_ids
    )
    return redirect("desk:window" if posted_at_window else "desk:worklist")


@require_GET
def show(request: ActorRequest) -> HttpResponse:
    """The worklist of one of the actor's bodies."""
    with reading(request.actor):
        bodies = _bodies(request)
        body_id = _body(request, bodies)
        stage = request.GET.get("stage", "")
        found = list_worklist(
            actor=request.actor,
            body_id=body_id,
            states=STAGES.get(stage, [s for part in STAGES.values() for s in part]),
            after=_cursor(request),
            limit=PAGE + 1,
        )
        calendar = get_calendar(actor=request.actor)
    lines, more = found[:PAGE], found[PAGE:]
    context = {
        "nav_key": "worklist",
        "bodies": bodies,
        "body_id": body_id,
        "stages": _chips(stage, body_id),
        "rows": [_row(line, calendar, request.today) for line in lines],
        "columns": [
            {"label": _("时限")},
            {"label": _("办件编号"), "kind": "num"},
            {"label": _("申请人")},
            {"label": _("事项"), "kind": "wide"},
            {"label": _("环节")},
            {"label": _("来源")},
            {"label": _("承诺办结")},
        ],
        "next_href": _next(request, lines) if more else "",
    }
    return render(request, "cases/desk/worklist.html", context)


@require_GET
def find(request: ActorRequest) -> HttpResponse:
    """Open a case by its number (Alt+Q, or a scanner that types and sends Enter)."""
    number = request.GET.get("number", "").strip()
    case_id = find_case(actor=request.actor, number=number)
    if case_id is None:
        raise NotFound(
            "没有找到这个办件，请核对 22 位办件编号，例如收件凭证右上角的编号。"
        )
    return redirect("desk:case", case_id)


def _bodies(request: ActorRequest) -> list[Any]:
    held = set(request.actor.bodies_for(SEE_CASE))
    if not held:
        raise NotAllowed("您的岗位不办理办件，没有待办。", turn_to="本单位的系统管理员")
    return [row for row in list_bodies(actor=request.actor) if row.body_id in held]


def _body(request: ActorRequest, bodies: list[Any]) -> UUID:
    wanted = request.GET.get("body", "")
    for row in bodies:
        if str(row.body_id) == wanted:
            return UUID(wanted)
    first: UUID = bodies[0].body_id
    return first


def _cursor(request: ActorRequest) -> tuple[date | None, UUID] | None:
    due, _sep, key = request.GET.get("after", "").partition("_")
    try:
        return (date.fromisoformat(due) if due else None, UUID(key))
    except ValueError:
        return None


def _next(request: ActorRequest, lines: list[CaseLine]) -> str:
    query = request.GET.copy()
    last = lines[-1]
    query["after"] = f"{last.promised_due_on or ''}_{last.case_id}"
    return f"?{query.urlencode()}"


def _chips(stage: str, body_id: UUID) -> list[dict[str, Any]]:
    words = {
        "": _("全部"),
        "submitted": _("待受理"),
        "accepted": _("待审查"),
        "reviewed": _("待决定"),
        "decided": _("待出件"),
    }
    return [
        {
            "label": label,
            "href": f"?body={body_id}&stage={key}",
            "current": key == stage,
        }
        for key, label in words.items()
    ]


def lamp(line: CaseLine, calendar: Calendar, today: date) -> tuple[str, int | None]:
    """Colour and working days left: `none` before acceptance, `done` after decision."""
    if line.state in {CaseState.GRANTED, CaseState.REFUSED, CaseState.DELIVERED}:
        return "done", None
    if line.promised_due_on is None or line.accepted_at is None:
        return "none", None
    shown = light(
        accepted_on=localdate(line.accepted_at),
        promised_due_on=line.promised_due_on,
        statutory_due_on=line.statutory_due_on,
        today=today,
        calendar=calendar,
    )
    return str(shown.colour), shown.days_left


def _row(line: CaseLine, calendar: Calendar, today: date) -> dict[str, Any]:
    colour, left = lamp(line, calendar, today)
    return {
        "href": reverse("desk:case", args=[line.case_id]),
        "label": line.number,
        "cells": [
            {"light": colour, "days_left": left},
            {"text": line.number, "num": True},
            {"text": line.applicant},
            {"text": line.item_name},
            {"text": _(STATE_WORDS[line.state])},
            {"text": _(CHANNEL_WORDS[line.channel])},
            {"text": line.promised_due_on or "—"},
        ],
    }
