"""What every page of this room has: its tabs, and what was refused."""

from datetime import datetime, time
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.ground.refusals import Invalid
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas import read_day


def show(
    request: ActorRequest, page: str, told: Told, context: dict[str, Any]
) -> HttpResponse:
    """The page with its tabs, and what was refused."""
    pages = (("incidents", _("事件和演练")), ("incident_plans", _("应急预案")))
    tabs = [
        {"label": label, "href": reverse(f"desk:{name}"), "current": name == page}
        for name, label in pages
    ]
    whole = {
        "nav_key": "incidents",
        "tabs": tabs,
        "errors": told.errors,
        "refusal": told.refusal,
        **context,
    }
    template = context.get("template", page)
    return render(request, f"incidents/{template}.html", whole, status=told.status)


def read_moment(request: ActorRequest, name: str) -> datetime:
    """A day in three boxes and a time beside it. Refuses with Invalid."""
    posted = request.POST
    day = read_day(posted, name, example=request.today)
    said = posted.get(f"{name}_time", "").strip().replace("：", ":")
    try:
        return datetime.combine(day, time.fromisoformat(said), tzinfo=OFFICE_ZONE)
    except ValueError:
        words = _("请写几点几分，24 小时制，例如 09:30。")
        raise Invalid({f"{name}_time": words}) from None


def read_people(said: str) -> int | None:
    """How many people; None where nobody knows yet. Refuses with Invalid."""
    tidy = said.strip().replace(",", "").replace("，", "")
    if not tidy:
        return None
    if not (tidy.isascii() and tidy.isdigit() and len(tidy) <= len("2000000000")):
        raise Invalid({"people": _("请写大约多少人，例如 120；还不知道的，先空着。")})
    return int(tidy)
