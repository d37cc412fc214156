"""覆盖情况 and 网络接入: how much of each level is on a network, and what is on record."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongban.capabilities.networks.commands import record_access
from tongban.capabilities.networks.desk.fields import body_choices, show
from tongban.capabilities.networks.permissions import RECORD_NETWORKS, SEE_NETWORKS
from tongban.capabilities.networks.queries import (
    download_accesses,
    find_access,
    get_coverage,
    list_accesses,
)
from tongban.capabilities.networks.types import (
    LEVEL_WORDS,
    LINE_WORDS,
    NETWORK_WORDS,
    AccessCard,
    AccessLine,
)
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.as_of import read_as_of
from tongban.plumbing.access.asking import NO_KEY, read_key, read_page
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas import read_day
from tongban.plumbing.schemas.boxes import Boxes

FULL: Final = 50
_BY_DEFAULT: Final = "extranet"


@require_http_methods(["GET", "HEAD"])
def show_coverage(request: ActorRequest) -> HttpResponse:
    """Coverage by level on a day, and who is not on it; for others what is their own."""
    actor = request.actor
    if not actor.may_anywhere(SEE_NETWORKS):
        return redirect("desk:network_accesses")
    said = request.GET.get("network", "")
    network = said if said in NETWORK_WORDS else _BY_DEFAULT
    day = read_as_of(request.GET).on or request.today
    with reading(actor):
        found = get_coverage(actor=actor, network=network, day=day)
    page = read_page(request.GET.get("page", ""))
    shown = found.without[(page - 1) * FULL : page * FULL]
    context = {
        "found": found,
        "network": network,
        "networks": [
            {
                "label": words,
                "href": f"{reverse('desk:networks')}?network={name}&on={day}",
                "current": name == network,
            }
            for name, words in NETWORK_WORDS.items()
        ],
        "day": day,
        "without": [
            {"card": one, "level": LEVEL_WORDS.get(one.level, one.level)}
            for one in shown
        ],
        "without_count": len(found.without),
        "previous_href": _page_of(network, day, page - 1) if page > 1 else "",
        "next_href": _page_of(network, day, page + 1)
        if len(found.without) > page * FULL
        else "",
        "may_record": actor.may_anywhere(RECORD_NETWORKS),
    }
    return show(request, "networks", Told(), context)


def _page_of(network: str, day: date, page: int) -> str:
    return f"?network={network}&on={day}&page={page}"


@require_http_methods(["GET", "HEAD", "POST"])
def show_accesses(request: ActorRequest) -> HttpResponse:
    """What is on record, the newest first; one more is recorded, or one corrected."""
    actor, told = request.actor, Told()
    if request.method == "POST":
        with told:
            record_access(actor=actor, line=_read(request), at=request.now)
            messages.success(request, _("登记了。"))
            return redirect("desk:network_accesses")
    corrects = read_key(request.GET.get("correct", ""))
    with reading(actor):
        cards = list_accesses(actor=actor)
        wrong = find_access(actor=actor, access_id=corrects) if corrects else None
        choices = body_choices(actor, actor.bodies_for(RECORD_NETWORKS))
    page = read_page(request.GET.get("page", ""))
    context = {
        "cards": cards[(page - 1) * FULL : page * FULL],
        "previous_href": f"?page={page - 1}" if page > 1 else "",
        "next_href": f"?page={page + 1}" if len(cards) > page * FULL else "",
        "today": request.today,
        "may_record": bool(choices),
        "wrong": wrong,
        "fields": _fields(Boxes(request, told), choices, wrong),
    }
    return show(request, "network_accesses", told, context)


def _fields(
    boxes: Boxes, choices: list[tuple[str, str]], wrong: AccessCard | None
) -> list[dict[str, Any]]:
    """The boxes of a record; those of a correction begin as what it corrects."""
    if wrong is not None:
        choices = [one for one in choices if one[0] == str(wrong.body_id)]
    networks = {
        name: words
        for name, words in NETWORK_WORDS.items()
        if wrong is None or name == wrong.network
    }
    line = wrong.line if wrong else ""
    since, last_on = (
        boxes.day("since", _("接通日期")),
        boxes.day("last_on", _("停用日期（最后一天，还在用的空着）"), required=False),
    )
    if wrong is not None:
        since = _begun(since, wrong.since)
        last_on = _begun(last_on, wrong.last_on)
    note = boxes.text("note", _("说明"), _("100 兆"), required=False)
    if wrong is not None:
        note["value"] = note["value"] or wrong.note
    first = choices[0][0] if len(choices) == 1 else ""
    return [
        boxes.pick("body", _("单位"), choices, first),
        boxes.pick(
            "network", _("网络"), networks.items(), wrong.network if wrong else ""
        ),
        boxes.pick("line", _("线路"), LINE_WORDS.items(), line),
        since,
        last_on,
        note,
    ]


def _begun(box: dict[str, Any], day: date | None) -> dict[str, Any]:
    if day is None or any(box["value"].values()):
        return box
    typed = {"year": str(day.year), "month": str(day.month), "day": str(day.day)}
    return box | {"value": typed}


def _read(request: ActorRequest) -> AccessLine:
    posted: Mapping[str, Any] = request.POST
    replaces = read_key(posted.get("replaces", ""))
    if posted.get("do") == "void":
        wrong = find_access(actor=request.actor, access_id=replaces or NO_KEY)
        if wrong is None:
            raise NotFound(_("没有要撤销的这一条，请从清单里打开。"))
        return AccessLine(
            *(wrong.body_id, wrong.network, wrong.line, wrong.since, wrong.last_on),
            replaces=wrong.access_id,
            is_void=True,
        )
    ends = any(posted.get(f"last_on-{part}") for part in ("year", "month", "day"))
    return AccessLine(
        body_id=read_key(posted.get("body", "")) or NO_KEY,
        network=posted.get("network", ""),
        line=posted.get("line", ""),
        since=read_day(posted, "since", example=request.today),
        last_on=read_day(posted, "last_on", example=request.today) if ends else None,
        note=posted.get("note", ""),
        replaces=replaces,
    )


@require_GET
def take_accesses(request: ActorRequest) -> HttpResponse:
    """What is on record as CSV."""
    content = download_accesses(actor=request.actor)
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="network-accesses.csv"'
    return answer
