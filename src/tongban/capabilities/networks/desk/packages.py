"""内外网交换包: parcels that went out and came in, and the acts of whoever carries them."""

from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongban.capabilities.exchange.adapter import (
    Carried,
    answer_parcel,
    carrier,
    read_parcel_part,
    receive_parcel,
    send_parcel,
)
from tongban.capabilities.exchange.permissions import CARRY_PARCELS
from tongban.capabilities.exchange.queries import (
    get_parcel,
    get_parcel_health,
    list_parcels,
    may_carry,
    parcel_keys,
)
from tongban.capabilities.networks.desk.fields import show
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.asking import read_page
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas.boxes import Boxes

FULL: Final = 50
_WAYS: Final = {"out": "送出", "in": "收进", "refused": "没收"}


@require_http_methods(["GET", "HEAD", "POST"])
def show_parcels(request: ActorRequest) -> HttpResponse:
    """Those without a receipt first; one is made here, taken in, or its receipt is kept."""
    actor, told = request.actor, Told()
    if request.method == "POST":
        may_carry(actor)
        with told:
            done = _act(request)
            messages.success(request, _words(done, request.POST.get("do", "")))
            return redirect("desk:parcel", parcel=done.parcel)
    with reading(actor):
        cards = list_parcels(actor=actor)
        health = get_parcel_health(actor=actor)
    page = read_page(request.GET.get("page", ""))
    context = {
        "rows": [
            {"card": one, "way": _WAYS[one.way]}
            for one in cards[(page - 1) * FULL : page * FULL]
        ],
        "previous_href": f"?page={page - 1}" if page > 1 else "",
        "next_href": f"?page={page + 1}" if len(cards) > page * FULL else "",
        "health": health,
        "days": health.days(request.now),
        "may_carry": actor.may_anywhere(CARRY_PARCELS),
        "has_keys": bool(settings.PARCEL_KEYS),
        "send_fields": _send_fields(Boxes(request, told, "send"), told),
        "receive_field": _file("parcel", _("送来的包（.zip）"), told),
        "receipt_field": _file("receipt", _("对方写出的回执（.json）"), told),
    }
    return show(request, "parcels", told, context)


def _act(request: ActorRequest) -> Carried:
    actor, posted = request.actor, request.POST
    who = carrier(actor.city)
    match posted.get("do", ""):
        case "send":
            codes = posted.get("items", "").replace("，", " ").replace(",", " ")
            return send_parcel(
                actor=who,
                to=posted.get("to", ""),
                items=codes.split(),
                files=[
                    (one.name or "", one.read())
                    for one in request.FILES.getlist("files")
                ],
                by=actor,
                day=request.today,
                at=request.now,
            )
        case "receive":
            return receive_parcel(
                actor=who,
                archive=_upload(request, "parcel"),
                trusted=parcel_keys(),
                by=actor,
                at=request.now,
            )
        case "answer":
            return answer_parcel(
                actor=who,
                text=_upload(request, "receipt"),
                trusted=parcel_keys(),
                by=actor,
                at=request.now,
            )
        case _:
            raise Invalid({"": _("请从页面上的按钮里选一个。")})


def _upload(request: ActorRequest, name: str) -> bytes:
    upload = request.FILES.get(name)
    if upload is None:
        raise Invalid({name: _("请选一个文件。")})
    return bytes(upload.read())


def _words(done: Carried, do: str) -> str:
    if not done.is_new:
        return _("以前做过，结果一样，没有再记。")
    if done.refused:
        words = _("做好了，其中 %(count)s 份没有收，原因见清单。")
        return words % {"count": len(done.refused)}
    return {
        "send": _("打好了，请下载这一包送到对方网络。"),
        "receive": _("都收下了，请下载回执送回对方。"),
    }.get(do, _("回执收存了。"))


def _send_fields(boxes: Boxes, told: Told) -> list[dict[str, Any]]:
    return [
        boxes.text("to", _("送到哪个网络"), _("内网")),
        boxes.text(
            "items",
            _("在用事项的实施编码，几个用空格分开"),
            "116901006901006815300019000100001",
            required=False,
        ),
        _file("files", _("文件（PDF、OFD、JPG、PNG）"), told) | {"required": False},
    ]


def _file(name: str, label: str, told: Told) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "type": "file",
        "required": True,
        "error": told.errors.get(name, ""),
    }


@require_http_methods(["GET", "HEAD"])
def show_parcel(request: ActorRequest, parcel: str) -> HttpResponse:
    """What a parcel carries, what was not taken and why, and its files to carry on."""
    actor = request.actor
    with reading(actor):
        card = get_parcel(actor=actor, parcel=parcel)
    context = {
        "card": card,
        "way": _WAYS[card.way],
        "may_carry": actor.may_anywhere(CARRY_PARCELS),
    }
    return show(request, "parcel", Told(), context, tab="parcels")


@require_GET
def take_archive(request: ActorRequest, parcel: str) -> HttpResponse:
    """The archive of a parcel that was sent."""
    content = read_parcel_part(by=request.actor, parcel=parcel, part="archive")
    return _download(content, "application/zip", f"{parcel[:16]}.zip")


@require_GET
def take_receipt(request: ActorRequest, parcel: str) -> HttpResponse:
    """The receipt of a parcel that was taken in."""
    content = read_parcel_part(by=request.actor, parcel=parcel, part="receipt")
    return _download(content, "application/json", f"{parcel[:16]}-receipt.json")


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
