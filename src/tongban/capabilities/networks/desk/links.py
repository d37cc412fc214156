"""专网互联: the named networks of departments, how each stands, and how many are joined."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.networks.commands import record_link
from tongban.capabilities.networks.desk.fields import body_choices, show
from tongban.capabilities.networks.permissions import RECORD_NETWORKS
from tongban.capabilities.networks.queries import known_networks, list_network_links
from tongban.capabilities.networks.types import STATE_WORDS, NetworkLinkSaid
from tongban.plumbing.access.as_of import read_as_of
from tongban.plumbing.access.asking import NO_KEY, read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas import read_day
from tongban.plumbing.schemas.boxes import Boxes

_LOOKS: Final = {"planned": "info", "connected": "ok", "stopped": "warn"}


@require_http_methods(["GET", "HEAD", "POST"])
def show_links(request: ActorRequest) -> HttpResponse:
    """Each network with its state on a day; what changes is recorded here."""
    actor, told = request.actor, Told()
    if request.method == "POST":
        with told:
            record_link(actor=actor, said=_read(request), at=request.now)
            messages.success(request, _("登记了。"))
            return redirect("desk:network_links")
    day = read_as_of(request.GET).on or request.today
    with reading(actor):
        cards = list_network_links(actor=actor, day=day)
        choices = body_choices(actor, actor.bodies_for(RECORD_NETWORKS))
    context = {
        "day": day,
        "rows": [
            {
                "card": one,
                "look": _LOOKS[one.now.state] if one.now else "plain",
                "is_late": bool(
                    one.now
                    and one.now.state == "planned"
                    and one.now.due_on
                    and one.now.due_on < day
                ),
            }
            for one in cards
        ],
        "connected": sum(one.is_connected for one in cards),
        "all": len(cards),
        "may_record": bool(choices),
        "fields": _fields(Boxes(request, told), choices),
    }
    return show(request, "network_links", told, context)


def _fields(boxes: Boxes, choices: list[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        boxes.pick("network", _("哪个专网"), known_networks().items()),
        boxes.pick("state", _("状态"), STATE_WORDS.items()),
        boxes.day("since", _("从哪天起")),
        boxes.pick("body", _("责任单位"), choices),
        boxes.text(
            "protocol", _("互联方式和协议"), _("网闸摆渡，国密 IPSec"), required=False
        ),
        boxes.day("due_on", _("计划哪天前接通"), required=False),
        boxes.text("note", _("说明"), required=False),
    ]


def _read(request: ActorRequest) -> NetworkLinkSaid:
    posted = request.POST
    is_due = any(posted.get(f"due_on-{part}") for part in ("year", "month", "day"))
    return NetworkLinkSaid(
        network=posted.get("network", ""),
        state=posted.get("state", ""),
        since=read_day(posted, "since", example=request.today),
        body_id=read_key(posted.get("body", "")) or NO_KEY,
        protocol=posted.get("protocol", ""),
        due_on=read_day(posted, "due_on", example=request.today) if is_due else None,
        note=posted.get("note", ""),
    )
