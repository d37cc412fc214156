"""数据公开: the figures of the city, each with its formula, its rows and its aim."""

from datetime import date
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from tongban.capabilities.indicators.queries import (
    download_figure,
    get_figure,
    list_figures,
)
from tongban.capabilities.indicators.screens import (
    day_shown,
    figure_context,
    groups_of,
    with_query,
)
from tongban.plumbing.access.as_of import read_as_of
from tongban.plumbing.access.asking import read_page
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.files.sending import send_file

HERE: Final = "/indicators"


@require_safe
def show_all(request: ActorRequest) -> HttpResponse:
    """All figures of today, or of the day asked for."""
    day = read_as_of(request.GET).on or request.today
    figures = list_figures(actor=request.actor, day=day)
    context = {
        "nav_key": "lists",
        "day": day,
        "other_day": day_shown(day, request.today),
        "groups": groups_of(figures, HERE, **_asked(request)),
    }
    return render(request, "indicators/indicators.html", context)


@require_safe
def show_one(request: ActorRequest, key: str) -> HttpResponse:
    """One figure: formula, sums, aim, and the rows that it is the sum of."""
    day = read_as_of(request.GET).on or request.today
    figure = get_figure(actor=request.actor, key=key, day=day)
    context = {
        "nav_key": "lists",
        "day": day,
        "other_day": day_shown(day, request.today),
        "back_href": with_query(HERE, **_asked(request)),
        "plain_href": f"{HERE}/{key}",
        **figure_context(
            figure,
            f"{HERE}/{key}",
            read_page(request.GET.get("page", "")),
            _asked(request),
        ),
    }
    return render(request, "indicators/indicator.html", context)


@require_safe
def download(request: ActorRequest, key: str, kind: str) -> HttpResponse:
    """The rows of a figure as a file."""
    day: date = read_as_of(request.GET).on or request.today
    file = download_figure(actor=request.actor, key=key, day=day, kind=kind)
    return send_file(file.content, file.media_type, file.name)


def _asked(request: ActorRequest) -> dict[str, str]:
    return {
        key: said
        for key, said in read_as_of(request.GET).address.items()
        if key == "on"
    }


# Names are used with their namespace: "indicators:all".
urlpatterns: list[URLPattern] = [
    path("indicators", show_all, name="all"),
    path("indicators/<slug:key>", show_one, name="one"),
    path("indicators/<slug:key>/rows.<slug:kind>", download, name="download"),
]
