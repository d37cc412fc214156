"""One version: its blocks, what changed, how it prints, and the days it is in force."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tongban.capabilities.people.queries import list_staff_names
from tongban.capabilities.wording.commands import end_version, put_in_force
from tongban.capabilities.wording.desk.showing import (
    ask_to_come_in,
    blocks_of,
    difference_of,
    may_put,
    may_write,
    number_words,
    scope_of,
    state_of,
)
from tongban.capabilities.wording.queries import (
    compare,
    get_kind,
    get_version,
    list_versions,
    preview_saved_message,
    preview_version,
    print_test,
)
from tongban.capabilities.wording.types import COMING, DRAFT, IN_FORCE, VersionCard
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.files.sending import send_file
from tongban.plumbing.schemas import read_day, typed_day

_DAY = "effective_on"


@require_GET
def show(request: ActorRequest, version_id: UUID) -> HttpResponse:
    """The version, what changed since the one before, and what may be done with it."""
    return _page(request, version_id, Told())


@require_GET
def show_picture(request: ActorRequest, version_id: UUID) -> HttpResponse:
    """The version on a sample paper, as a picture."""
    ask_to_come_in(request.actor)
    picture = preview_version(
        actor=request.actor, version_id=version_id, day=request.today
    )
    return _file(picture, "image/png", "preview.png", in_place=True)


@require_GET
def print_version(request: ActorRequest, version_id: UUID) -> HttpResponse:
    """The version on a sample paper, as a PDF that says 试打."""
    ask_to_come_in(request.actor)
    card = get_version(actor=request.actor, version_id=version_id, day=request.today)
    return _test_print(request, card.kind, version_id, card.number)


@require_GET
def print_first(request: ActorRequest, kind: str) -> HttpResponse:
    """The platform's own words, as a PDF that says 试打."""
    ask_to_come_in(request.actor)
    get_kind(kind)
    return _test_print(request, kind, None, 1)


@require_POST
def put(request: ActorRequest, version_id: UUID) -> HttpResponse:
    """Put the version in force from a day."""
    told = Told()
    with told:
        put_in_force(
            actor=request.actor,
            version_id=version_id,
            effective_on=read_day(request.POST, _DAY),
            at=request.now,
        )
        return redirect("desk:wording_version", version_id)
    return _page(request, version_id, told)


@require_POST
def end(request: ActorRequest, version_id: UUID) -> HttpResponse:
    """Say from which day on the version is no longer in force."""
    told = Told()
    with told:
        end_version(
            actor=request.actor,
            version_id=version_id,
            until=read_day(request.POST, _DAY),
            at=request.now,
        )
        return redirect("desk:wording_version", version_id)
    return _page(request, version_id, told)


def _page(request: ActorRequest, version_id: UUID, told: Told) -> HttpResponse:
    actor = request.actor
    ask_to_come_in(actor)
    with reading(actor):
        card = get_version(actor=actor, version_id=version_id, day=request.today)
        versions = list_versions(
            actor=actor, kind=card.kind, body_id=card.body_id, day=request.today
        )
        people = [one for one in (card.drafted_by_id, card.put_by_id) if one]
        names = list_staff_names(actor=actor, person_ids=people)
    before = next(one for one in versions if one.number < card.number)
    kind = get_kind(card.kind)
    context = {
        "nav_key": "wording",
        "card": card,
        "kind": kind,
        "number_words": number_words(card),
        "state": state_of(card),
        "blocks": blocks_of(kind, card),
        "before": number_words(before),
        "message": preview_saved_message(
            actor=actor, version_id=version_id, day=request.today
        )
        if kind.is_message
        else None,
        "differences": difference_of(compare(before, card)),
        "facts": _facts(card, names),
        "day": _day_field(request, card, told.errors),
        "number": _number_field(),
        **_allowed(actor, card),
        "errors": told.errors,
        "refusal": told.refusal,
        "keys": [],
    }
    return render(request, "wording/desk/version.html", context, status=told.status)


def _allowed(actor: Actor, card: VersionCard) -> dict[str, Any]:
    """What the actor's posts and the version's state leave to do, and where."""
    scope = [card.kind, scope_of(card.body_id)]
    write = reverse("desk:wording_write", args=scope)
    can_put, can_write = may_put(actor, card.body_id), may_write(actor, card.body_id)
    return {
        "may_put": can_put and card.state == DRAFT,
        "may_end": can_put and card.state in {COMING, IN_FORCE} and not card.until,
        "write_href": f"{write}?from={card.version_id}" if can_write else "",
        "back_href": reverse("desk:wording_scope", args=scope),
    }


def _number_field() -> dict[str, Any]:
    return {
        "name": "number",
        "label": _("办件编号"),
        "type": "text",
        "required": True,
        "example": "690100-2026-0112-000123",
    }


def _day_field(
    request: ActorRequest, card: VersionCard, errors: dict[str, str]
) -> dict[str, Any]:
    posted: QueryDict = request.POST
    ends = card.state != DRAFT
    return {
        "name": _DAY,
        "label": _("从哪一天起停用") if ends else _("从哪一天起生效"),
        "type": "date",
        "required": True,
        "value": typed_day(posted, _DAY) if posted else request.today,
        "help": _("最早是今天。停用以后，文书照全市通用的一版或者平台文本打印。")
        if ends
        else _("最早是今天。前面有效的一版到这一天为止；已经出具的文书不变。"),
        "error": errors.get(_DAY, ""),
    }


def _facts(card: VersionCard, names: dict[UUID, str]) -> list[dict[str, Any]]:
    said = [
        (_("用在哪里"), card.body_name),
        (_("改动说明"), card.note),
        (_("编写人"), names.get(card.drafted_by_id, "") if card.drafted_by_id else ""),
        (_("启用人"), names.get(card.put_by_id, "") if card.put_by_id else ""),
        (_("从哪天起有效"), card.effective_on and card.effective_on.isoformat()),
        (_("从哪天起停用"), card.until and card.until.isoformat()),
    ]
    return [{"term": term, "value": value} for term, value in said if value]


def _test_print(
    request: ActorRequest, kind: str, version_id: UUID | None, number: int
) -> HttpResponse:
    content = print_test(
        actor=request.actor, kind=kind, version_id=version_id, day=request.today
    )
    name = _("试打-%(kind)s-第%(number)s版.pdf") % {
        "kind": get_kind(kind).name,
        "number": number,
    }
    return _file(content, "application/pdf", name)


def _file(
    content: bytes, media_type: str, name: str, *, in_place: bool = False
) -> HttpResponse:
    response = send_file(content, media_type, name, in_place=in_place)
    response["Cache-Control"] = "no-store"
    return response
