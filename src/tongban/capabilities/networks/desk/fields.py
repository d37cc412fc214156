"""What every page of this room has: its tabs, the day that is asked about, bodies to choose."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.capabilities.exchange.permissions import SEE_EXCHANGE
from tongban.capabilities.orgs.queries import list_bodies
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told


def tabs_of(actor: Actor, current: str) -> list[dict[str, Any]]:
    """The pages of this room that somebody may open."""
    pages = [
        ("networks", _("覆盖情况"), True),
        ("network_accesses", _("网络接入"), True),
        ("network_links", _("专网互联"), True),
        ("parcels", _("内外网交换包"), actor.may_anywhere(SEE_EXCHANGE)),
        ("data_resources", _("数据安全六环节"), True),
    ]
    return [
        {"label": label, "href": reverse(f"desk:{name}"), "current": name == current}
        for name, label, shown in pages
        if shown
    ]


def show(
    request: ActorRequest, page: str, told: Told, context: dict[str, Any], tab: str = ""
) -> HttpResponse:
    """The page with its tabs, and what was refused."""
    whole = {
        "nav_key": "networks",
        "tabs": tabs_of(request.actor, tab or page),
        "errors": told.errors,
        "refusal": told.refusal,
        **context,
    }
    return render(request, f"networks/{page}.html", whole, status=told.status)


def body_choices(actor: Actor, only: Iterable[UUID]) -> list[tuple[str, str]]:
    """Bodies to choose from, by their names."""
    wanted = list(only)
    return [
        (str(one.body_id), one.name)
        for one in list_bodies(actor=actor, only=wanted)
        if one.stands
    ]
