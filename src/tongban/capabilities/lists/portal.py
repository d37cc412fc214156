"""The public pages of lists: those in force, each release, what changed, and reports."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tongban.capabilities.lists.commands import report_demand
from tongban.capabilities.lists.commands.report_demand import Demand
from tongban.capabilities.lists.kinds import kind_of
from tongban.capabilities.lists.kinds.shape import Kind
from tongban.capabilities.lists.queries import (
    compare_releases,
    download_release,
    find_in_force,
    get_release,
    list_cancelled,
    list_in_force,
    list_published,
    list_rows,
    list_window_duties,
)
from tongban.capabilities.lists.queries.documents import papers_of
from tongban.capabilities.lists.queries.rows import A_PAGE
from tongban.capabilities.lists.screens import (
    address_of,
    difference_of,
    facts_of,
    files_of,
    kind_cards,
    table_of,
    with_query,
)
from tongban.capabilities.lists.types import ReleaseCard
from tongban.ground.refusals import Invalid, NotFound
from tongban.ground.reviews import PUBLISHED
from tongban.plumbing.access.as_of import AsOf, read_as_of
from tongban.plumbing.access.asking import read_key, read_page
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.files.sending import send_file
from tongban.plumbing.schemas import find_day, typed_day

LONGEST_QUERY: Final = 60
# A demand was made before it is reported.
_EXAMPLE: Final = date(2026, 11, 20)


@require_safe
def show_lists(request: ActorRequest) -> HttpResponse:
    """All kinds of lists that have a release in force today, or on the day asked for."""
    as_of = read_as_of(request.GET)
    day = as_of.on or request.today
    cards = list_in_force(actor=request.actor, day=day, known_at=as_of.known_at)
    context = {
        "nav_key": "lists",
        "cards": kind_cards(cards, as_of),
        "on": day if as_of.is_asked else None,
    }
    return render(request, "lists/lists.html", context)


@require_safe
def show_kind(request: ActorRequest, kind: str) -> HttpResponse:
    """The release of a kind in force; for kinds of halls, first which hall."""
    actor, shape = request.actor, kind_of(kind)
    as_of = read_as_of(request.GET)
    day, known_at = as_of.on or request.today, as_of.known_at
    venue_id = read_key(request.GET.get("venue", ""))
    with reading(actor):
        if shape.is_of_a_hall and (venue_id is None or shape.of_window_classes):
            cards = list_in_force(actor=actor, day=day, known_at=known_at)
            return _halls(
                request, as_of, shape, [one for one in cards if one.kind == kind]
            )
        release_id = find_in_force(
            actor=actor, kind=kind, venue_id=venue_id, day=day, known_at=known_at
        )
        if release_id is None:
            raise NotFound(_("%(title)s在这一天还没有公布。") % {"title": shape.title})
        card = get_release(actor=actor, release_id=release_id)
        is_current = not as_of.is_asked or release_id == find_in_force(
            actor=actor, kind=kind, venue_id=venue_id, day=request.today
        )
        return _release(request, card, is_in_force=is_current)


@require_safe
def show_release(request: ActorRequest, kind: str, release_id: UUID) -> HttpResponse:
    """One published release, whichever day it was in force."""
    actor = request.actor
    with reading(actor):
        card = _published(request, kind, release_id)
        current = find_in_force(
            actor=actor,
            kind=kind,
            venue_id=card.venue_id,
            window_class_id=card.window_class_id,
            day=request.today,
        )
        return _release(request, card, is_in_force=current == release_id)


@require_safe
def show_changes(request: ActorRequest, kind: str, release_id: UUID) -> HttpResponse:
    """What changed since an earlier release of the same list."""
    actor = request.actor
    with reading(actor):
        card = _published(request, kind, release_id)
        earlier = _before(_same(request, card), card)
        chosen = read_key(request.GET.get("from", ""))
        before = next((one for one in earlier if one.release_id == chosen), None)
        before = before or next(iter(earlier), None)
        if before is None:
            raise NotFound(_("这是这种清单的第一版，前面没有可以比的。"))
        found = compare_releases(
            actor=actor, before_id=before.release_id, after_id=release_id
        )
    context = {
        "nav_key": "lists",
        "card": card,
        "before": before,
        "others": [
            {
                "label": _("与第 %(number)s 版比") % {"number": one.number},
                "href": with_query(
                    f"{address_of(card)}/changes", **{"from": one.release_id}
                ),
                "current": one.release_id == before.release_id,
            }
            for one in earlier
        ],
        "back_href": address_of(card),
        **difference_of(found),
    }
    return render(request, "lists/changes.html", context)


@require_safe
def download(
    request: ActorRequest, kind: str, release_id: UUID, file_kind: str
) -> HttpResponse:
    """A release as a workbook, CSV, JSON or PDF."""
    file = download_release(
        actor=request.actor,
        release_id=release_id,
        kind=file_kind,
        site=f"{request.scheme}://{request.get_host()}",
    )
    response = send_file(file.content, file.media_type, file.name)
    response["Cache-Control"] = "public, max-age=3600"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: ActorRequest) -> HttpResponse:
    """被要求提交已取消的证明: a short form for anybody, and a number to come back with."""
    actor = request.actor
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            number = report_demand(
                actor=actor,
                demand=_demand(request),
                at=request.now,
                day=request.today,
            )
        except Invalid as invalid:
            errors = dict(invalid.errors)
        else:
            done = {"nav_key": "lists", "number": number}
            return render(request, "lists/reported.html", done)
    cancelled = list_cancelled(actor=actor, day=request.today)
    context = {
        "nav_key": "lists",
        "fields": _report_fields(request, cancelled, errors),
        "errors": errors,
        "has_cancelled": bool(cancelled),
    }
    status = 422 if errors else 200
    return render(request, "lists/report.html", context, status=status)


def _halls(
    request: ActorRequest, as_of: AsOf, shape: Kind, cards: list[ReleaseCard]
) -> HttpResponse:
    context = {
        "nav_key": "lists",
        "kind_title": shape.title,
        "about": shape.about,
        "cards": [
            {
                "title": f"{card.venue_name} {card.window_class_name}".strip(),
                "text": card.title,
                # Several lists of one hall: the one of that day by its own address.
                "href": address_of(card)
                if shape.of_window_classes
                else with_query(
                    f"/lists/{shape.key}", venue=card.venue_id, **as_of.address
                ),
                "count": card.rows,
            }
            for card in cards
        ],
    }
    return render(request, "lists/halls.html", context)


def _release(
    request: ActorRequest, card: ReleaseCard, *, is_in_force: bool
) -> HttpResponse:
    actor = request.actor
    words = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    at = read_page(request.GET.get("page", ""))
    page = list_rows(
        actor=actor,
        release_id=card.release_id,
        kind=card.kind,
        text=words,
        skip=(at - 1) * A_PAGE,
        limit=A_PAGE,
        day=request.today,
    )
    pages = max(1, -(-page.total // A_PAGE))
    here = address_of(card)
    same = _same(request, card)
    context = {
        "nav_key": "lists",
        "card": card,
        "about": kind_of(card.kind).about,
        "facts": facts_of(card),
        "papers": papers_of(card),
        "windows": _windows(request, card) if is_in_force else [],
        "files": files_of(card),
        "is_in_force": is_in_force,
        "q": words,
        "here": here,
        "total": page.total,
        "page_at": at,
        "pages": pages,
        "previous_href": with_query(here, q=words, page=at - 1) if at > 1 else "",
        "next_href": with_query(here, q=words, page=at + 1) if at < pages else "",
        "changes_href": f"{here}/changes" if _before(same, card) else "",
        "releases": [{"card": one, "href": address_of(one)} for one in same],
        "report_href": "/lists/report" if card.kind == "cancelled_proofs" else "",
        **table_of(page),
    }
    return render(request, "lists/release.html", context)


def _published(request: ActorRequest, kind: str, release_id: UUID) -> ReleaseCard:
    card = get_release(actor=request.actor, release_id=release_id)
    if card.stage != PUBLISHED or card.kind != kind:
        raise NotFound(_("没有找到这份清单，或者它还没有公布。"))
    return card


def _same(request: ActorRequest, card: ReleaseCard) -> list[ReleaseCard]:
    """All published releases of the same list, the newest first."""
    return list_published(
        actor=request.actor,
        kind=card.kind,
        venue_id=card.venue_id,
        window_class_id=card.window_class_id,
    )


def _windows(request: ActorRequest, card: ReleaseCard) -> list[str]:
    """The windows that take in by this list today."""
    if card.window_class_id is None or card.venue_id is None:
        return []
    duties = list_window_duties(
        actor=request.actor, venue_id=card.venue_id, day=request.today
    )
    return [one.name for one in duties if one.window_class_id == card.window_class_id]


def _before(same: list[ReleaseCard], card: ReleaseCard) -> list[ReleaseCard]:
    """Those before this one, the nearest first."""
    keys = [one.release_id for one in same]
    return same[keys.index(card.release_id) + 1 :] if card.release_id in keys else []


def _demand(request: ActorRequest) -> Demand:
    posted = request.POST
    return Demand(
        material_type_id=read_key(posted.get("proof", "")),
        demanded_by=posted.get("demanded_by", ""),
        told=posted.get("told", ""),
        demanded_on=find_day(posted, "demanded_on", example=_EXAMPLE),
        phone=posted.get("phone", ""),
    )


def _report_fields(
    request: ActorRequest, cancelled: list[tuple[UUID, str]], errors: dict[str, str]
) -> list[dict[str, Any]]:
    posted = request.POST
    fields: list[dict[str, Any]] = [
        {
            "name": "proof",
            "label": _("要您交的是哪一份证明"),
            "type": "select",
            "required": True,
            "choices": [
                {"value": "", "label": _("请选")},
                *({"value": str(key), "label": name} for key, name in cancelled),
            ],
        },
        {
            "name": "demanded_by",
            "label": _("在哪里被要求的"),
            "type": "text",
            "required": True,
            "max_length": 120,
            "example": _("市房管局 2 号窗口"),
        },
        {
            "name": "told",
            "label": _("当时怎么说的"),
            "type": "textarea",
            "required": True,
            "max_length": 500,
            "example": _("说不交这份证明就不收件"),
        },
        {
            "name": "demanded_on",
            "label": _("哪一天"),
            "type": "date",
        },
        {
            "name": "phone",
            "label": _("联系电话"),
            "type": "phone",
            "help": _("不留也行。留了，我们告诉您结果。"),
        },
    ]
    for field in fields:
        name = field["name"]
        field["error"] = errors.get(name, "")
        field["value"] = posted.get(name, "")
        if field["type"] == "date":
            field["value"] = typed_day(posted, name)
    return fields


# Names are used with their namespace: "lists:kind".
urlpatterns: list[URLPattern] = [
    path("lists", show_lists, name="lists"),
    path("lists/report", report, name="report"),
    path("lists/<slug:kind>", show_kind, name="kind"),
    path("lists/<slug:kind>/<uuid:release_id>", show_release, name="release"),
    path("lists/<slug:kind>/<uuid:release_id>/changes", show_changes, name="changes"),
    path(
        "lists/<slug:kind>/<uuid:release_id>/list.<slug:file_kind>",
        download,
        name="download",
    ),
]
