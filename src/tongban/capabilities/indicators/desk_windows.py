"""By what windows are set (WIN-10), at the desk: departments, items, a suggested grouping."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongban.capabilities.indicators.definitions.grouping import (
    FORMULA,
    BodyMeasures,
    ItemMeasures,
)
from tongban.capabilities.indicators.queries import download_grouping, get_grouping
from tongban.capabilities.indicators.queries.grouping import related_words
from tongban.capabilities.indicators.screens import A_PAGE, FILES, with_query
from tongban.plumbing.access.as_of import read_as_of
from tongban.plumbing.access.asking import read_page
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.files.sending import send_file


@require_GET
def show_grouping(request: ActorRequest) -> HttpResponse:
    """The report of a day: the suggestion first, then departments, then items by volume."""
    day = read_as_of(request.GET).on or request.today
    found = get_grouping(actor=request.actor, day=day)
    at = read_page(request.GET.get("page", ""))
    here = reverse("desk:window_grouping")
    asked = {"on": day.isoformat()} if day != request.today else {}
    pages = max(1, -(-len(found.items) // A_PAGE))
    context = {
        "nav_key": "indicators",
        "day": day,
        "formula": FORMULA.split("。")[:-1],
        "classes": found.classes,
        "bodies": [_body(one) for one in found.bodies],
        "items": [_item(one) for one in found.items[(at - 1) * A_PAGE : at * A_PAGE]],
        "total": len(found.items),
        "page_at": at,
        "pages": pages,
        "previous_href": with_query(here, **asked, page=at - 1) if at > 1 else "",
        "next_href": with_query(here, **asked, page=at + 1) if at < pages else "",
        "files": [
            {
                "label": kind.upper(),
                "href": with_query(
                    reverse("desk:window_grouping_file", args=[kind]), **asked
                ),
            }
            for kind in FILES
        ],
        "keys": [],
    }
    return render(request, "indicators/desk/grouping.html", context)


@require_GET
def take_grouping(request: ActorRequest, kind: str) -> HttpResponse:
    """The report as a file."""
    day = read_as_of(request.GET).on or request.today
    file = download_grouping(actor=request.actor, day=day, kind=kind)
    return send_file(file.content, file.media_type, file.name)


def _body(one: BodyMeasures) -> dict[str, Any]:
    return {
        "name": one.body,
        "items": one.items,
        "filings": one.filings,
        "depth": f"{one.depth_tenths // 10}.{one.depth_tenths % 10}",
        "instant": f"{one.instant_per_cent}%",
    }


def _item(one: ItemMeasures) -> dict[str, Any]:
    return {
        "name": one.name,
        "href": f"/items/{one.code}",
        "body": one.body,
        "filings": one.filings,
        "depth": one.depth,
        "instant": _("即办") if one.is_instant else _("承诺"),
        "related": related_words(one),
        "class_name": one.class_name or _("不分类"),
    }
