"""B1, the worklist: one body's open cases, the worst on top, one key to open it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from tongban.capabilities.cases.desk.bodies import (
    bodies_seen,
    body_tabs,
    chosen_body,
)
from tongban.capabilities.cases.permissions import (
    PRE_REVIEW,
    REVIEW_CASE,
    SEE_CASE,
    TAKE_IN,
)
from tongban.capabilities.cases.queries import (
    PAGE,
    Place,
    Wanted,
    count_open_cases,
    count_pre_reviews,
    get_lamps,
    list_open_cases,
)
from tongban.capabilities.cases.queries.queues import TO_DO
from tongban.capabilities.cases.queries.worklist import OpenCase, Totals
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.catalogue.permissions import KEEP_MATERIALS
from tongban.capabilities.catalogue.queries import (
    count_drafts_to_review,
    count_material_proposals,
)
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
    "sent": (CaseState.DISPATCHED,),
    "waiting": (CaseState.CORRECTING,),
}
STAGE_WORDS = {
    "submitted": gettext_lazy("待受理"),
    "accepted": gettext_lazy("待审查"),
    "reviewed": gettext_lazy("待决定"),
    "decided": gettext_lazy("待出件"),
    "sent": gettext_lazy("已寄出"),
    "waiting": gettext_lazy("等申请人"),
}
LAMP_WORDS = {
    "over": gettext_lazy("超法定"),
    "red": gettext_lazy("红灯"),
    "yellow": gettext_lazy("黄灯"),
    "green": gettext_lazy("正常"),
}


@require_GET
def home(request: ActorRequest) -> HttpResponse:
    """The first page of a member of staff: window, worklist or list, as their post is."""
    actor = request.actor
    if not actor.may_anywhere(SEE_CASE):
        # Whoever keeps the list has no cases: their page is the list.
        return redirect("desk:items")
    at_window = actor.may_anywhere(TAKE_IN) and not _handles(request)
    return redirect("desk:window" if at_window else "desk:worklist")


@require_GET
def show(request: ActorRequest) -> HttpResponse:
    """The worklist of one of the actor's bodies."""
    with reading(request.actor):
        bodies = bodies_seen(request)
        body_id = chosen_body(request, bodies)
        lamps = get_lamps(actor=request.actor, today=request.today)
        found = list_open_cases(
            actor=request.actor,
            body_id=body_id,
            lamps=lamps,
            wanted=_wanted(request.GET),
            after=_place(request.GET.get("after", "")),
            limit=PAGE + 1,
        )
        totals = count_open_cases(actor=request.actor, body_id=body_id, lamps=lamps)
        waiting = _count_pre_reviews(request, body_id)
        drafts = [*_count_drafts(request), *_count_proposals(request)]
    rows, more = found[:PAGE], found[PAGE:]
    words = _words()
    context = {
        "nav_key": "worklist",
        "body_tabs": body_tabs("desk:worklist", bodies, body_id),
        "stages": _stage_tabs(request.GET, totals.states) + waiting + drafts,
        "lamps": _lamp_chips(request.GET, totals),
        "channels": _channel_chips(request.GET),
        "columns": _columns(),
        "rows": [_row(one, words) for one in rows],
        "next_href": _next_href(request.GET, rows[-1].place) if more else "",
        "is_later": "after" in request.GET,
        "first_href": _href(request.GET) if "after" in request.GET else "",
        "empty_words": _("没有符合条件的办件") if _is_cut(request.GET) else "",
        "rates_href": f"{reverse('desk:indicators')}?body={body_id}",
        "keys": [
            {"key": "Enter", "label": _("办理第一件")},
            {"key": "↑ ↓", "label": _("换一件")},
        ],
    }
    return render(request, "cases/desk/worklist.html", context)


def _count_pre_reviews(request: ActorRequest, body_id: UUID) -> list[dict[str, Any]]:
    """A tab that leads to the drafts to be looked at, for whom may answer them."""
    if not request.actor.may(PRE_REVIEW, org_id=body_id):
        return []
    waiting = count_pre_reviews(actor=request.actor, body_id=body_id)
    href = reverse("desk:pre_reviews")
    words = _("网上预审")
    return [{"label": words, "href": href, "current": False, "count": waiting}]


def _count_drafts(request: ActorRequest) -> list[dict[str, Any]]:
    """A tab that leads to the items to be reviewed, for whom that is an office as well."""
    waiting = count_drafts_to_review(actor=request.actor)
    if waiting is None:
        return []
    href = f"{reverse('desk:items')}?show=mine"
    words = _("事项草稿")
    return [{"label": words, "href": href, "current": False, "count": waiting}]


def _count_proposals(request: ActorRequest) -> list[dict[str, Any]]:
    """A tab that leads to what is proposed for the material catalogue, for its keepers."""
    if not request.actor.may_anywhere(KEEP_MATERIALS):
        return []
    waiting = count_material_proposals(actor=request.actor)
    href = f"{reverse('desk:materials')}#proposals"
    words = _("材料提请")
    return [{"label": words, "href": href, "current": False, "count": waiting}]


def _is_cut(query: QueryDict) -> bool:
    return any(query.get(name) for name in ("stage", "lamp", "channel"))


def _handles(request: ActorRequest) -> bool:
    return request.actor.may_anywhere(REVIEW_CASE)


def _wanted(query: QueryDict) -> Wanted:
    """Unknown words cut nothing: an old link must not give an error."""
    lamp, channel = query.get("lamp", ""), query.get("channel", "")
    return Wanted(
        states=STAGES.get(query.get("stage", ""), tuple(sorted(TO_DO))),
        channel=channel if channel in CHANNELS else "",
        lamp=lamp if lamp in LAMP_WORDS else "",
    )


def _place(text: str) -> Place | None:
    try:
        rank, day, queue, key, case = text.split("_")
        days = date.fromisoformat(day), date.fromisoformat(key)
        return Place(int(rank), days[0], int(queue), days[1], UUID(case))
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
    parts = place.rank, place.day, place.queue, place.key, place.case_id
    return _href(query, after="_".join(str(part) for part in parts))


def _stage_tabs(
    query: QueryDict, counted: Mapping[CaseState, int]
) -> list[dict[str, Any]]:
    """What is to be done first; what waits for its applicant stands apart, at the end."""
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
        "count": sum(counted[state] for state in TO_DO),
    }
    return [whole, *tabs]


def _lamp_chips(query: QueryDict, totals: Totals) -> list[dict[str, Any]]:
    """Pressing the chosen light again takes the filter away."""
    chosen = query.get("lamp", "")
    return [
        {
            "label": words,
            "href": _href(query, lamp="" if key == chosen else key),
            "current": key == chosen,
            "count": totals.lamps[key],
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
        {"label": _("最后一天")},
    ]


# Any key, to be replaced by another: fifty addresses need not be worked out one by one.
_ANY_CASE = str(UUID(int=0))


@dataclass(frozen=True)
class _Words:
    """What the rows of one page say, in the language of the page."""

    href: str
    stages: Mapping[CaseState, str]
    channels: Mapping[str, str]


def _words() -> _Words:
    return _Words(
        reverse("desk:case", args=[_ANY_CASE]),
        {
            state: str(STAGE_WORDS[key])
            for key, states in STAGES.items()
            for state in states
        },
        {key: str(words) for key, words in CHANNELS.items()},
    )


def _row(case: OpenCase, words: _Words) -> dict[str, Any]:
    line = case.line
    return {
        "href": words.href.replace(_ANY_CASE, str(line.case_id)),
        "label": f"{line.item_name} {line.number}",
        "cells": [
            _lamp_cell(case),
            {"text": line.number, "num": True},
            {"text": line.applicant},
            {"text": line.item_name},
            {"text": words.stages[line.state]},
            {"text": words.channels[line.channel], "muted": True},
            {"text": day_words(case.due_on) if case.due_on else "—"},
        ],
    }


def _lamp_cell(case: OpenCase) -> dict[str, Any]:
    """The light; a case that is decided and not yet handed over is not at its end."""
    if case.lamp == "done":
        return {"tag": _("已决定"), "tag_kind": "ok"}
    return {"light": case.lamp, "days_left": case.days_left}
