"""Windows of a hall at the desk: of which class each is, and saying it anew from a day on."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.lists.commands import class_window
from tongban.capabilities.lists.permissions import CLASS_WINDOW
from tongban.capabilities.lists.queries import list_window_duties
from tongban.capabilities.lists.screens import with_query
from tongban.capabilities.lists.types import WindowDuty
from tongban.capabilities.orgs.queries import (
    list_comprehensive_halls,
    list_venues,
    list_window_classes,
)
from tongban.capabilities.orgs.types import VenueCard
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.asking import read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas import read_day, typed_day


@require_http_methods(["GET", "POST"])
def show(request: ActorRequest) -> HttpResponse:
    """The windows of one hall, and the form that classes one of them."""
    actor = request.actor
    require(actor, CLASS_WINDOW, org_id=actor.office_for(CLASS_WINDOW))
    told = Told()
    if request.method == "POST":
        with told:
            class_window(
                actor=actor,
                window_id=_window(request),
                window_class_id=read_key(request.POST.get("window_class", "")),
                effective_on=read_day(request.POST, "effective_on"),
                at=request.now,
            )
            asked = request.GET.get("venue", "")
            here = reverse("desk:list_windows")
            return redirect(with_query(here, venue=asked, done="1"))
    with reading(actor):
        with_windows = list_comprehensive_halls(actor=actor)
        venues = [
            one for one in list_venues(actor=actor) if one.venue_id in with_windows
        ]
        venue = _chosen(venues, read_key(request.GET.get("venue", "")))
        duties = list_window_duties(
            actor=actor, venue_id=venue.venue_id, day=request.today
        )
        classes = [
            (str(one.window_class_id), one.name)
            for one in list_window_classes(actor=actor)
        ]
    context = {
        "nav_key": "lists",
        "venue": venue,
        "halls": _halls(venues, venue.venue_id),
        "columns": [
            {"label": _("窗口"), "kind": ""},
            {"label": _("类别"), "kind": "wide"},
            {"label": _("从哪天起"), "kind": ""},
        ],
        "rows": [_row(one) for one in duties],
        "fields": _fields(request, duties, classes, told.errors),
        "errors": told.errors,
        "refusal": told.refusal,
        "done": request.GET.get("done", ""),
        "keys": [{"key": "F10", "label": _("登记")}],
    }
    return render(request, "lists/desk/windows.html", context, status=told.status)


def _window(request: ActorRequest) -> UUID:
    key = read_key(request.POST.get("window", ""))
    if key is None:
        raise Invalid({"window": _("请选窗口，例如：3 号窗口。")})
    return key


def _chosen(venues: list[VenueCard], asked: UUID | None) -> VenueCard:
    """The hall that was asked for, or the first one that has windows."""
    for venue in venues:
        if asked in {None, venue.venue_id}:
            return venue
    raise NotFound(_("没有找到这个大厅。"))


def _halls(venues: list[VenueCard], chosen: UUID) -> list[dict[str, Any]]:
    here = reverse("desk:list_windows")
    return [
        {
            "label": one.name,
            "href": with_query(here, venue=one.venue_id),
            "current": one.venue_id == chosen,
        }
        for one in venues
    ]


def _row(duty: WindowDuty) -> dict[str, Any]:
    listed = bool(duty.release_id)
    return {
        "href": f"/lists/window/{duty.release_id}" if listed else "",
        "label": duty.name,
        "act": _("看清单"),
        "cells": [
            {"text": duty.name},
            {"text": duty.window_class_name or _("不分类，收本大厅的全部事项")},
            {"text": duty.since.isoformat() if duty.since else "", "muted": True},
        ],
    }


def _fields(
    request: ActorRequest,
    duties: list[WindowDuty],
    classes: list[tuple[str, str]],
    errors: dict[str, str],
) -> list[dict[str, Any]]:
    posted = request.POST
    windows = [(str(one.window_id), one.name) for one in duties]
    fields: list[dict[str, Any]] = [
        _select("window", _("哪个窗口"), windows) | {"required": True},
        _select("window_class", _("哪一类"), [("", _("不分类")), *classes])
        | {"help": _("这一类要先在本大厅公布受理清单、服务规范和工作规程。")},
        {
            "name": "effective_on",
            "label": _("从哪一天起"),
            "type": "date",
            "required": True,
            "value": typed_day(posted, "effective_on") if posted else request.today,
        },
    ]
    return [
        {"value": posted.get(one["name"], "")}
        | one
        | {"error": errors.get(one["name"], "")}
        for one in fields
    ]


def _select(name: str, label: str, choices: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "type": "select",
        "required": False,
        "choices": [{"value": key, "label": words} for key, words in choices],
    }
