"""A release at the desk: begun, its rows and head, handed in, given up."""

from collections.abc import Collection
from typing import Any, Final, cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongban.capabilities.lists.commands import (
    add_entry,
    derive_rows,
    discard_release,
    draft_release,
    hand_in_release,
    remove_entry,
    revise_release,
)
from tongban.capabilities.lists.desk.fields import (
    entry_fields,
    head_fields,
    new_fields,
    read_basis,
    read_entry,
    read_papers,
)
from tongban.capabilities.lists.desk.listing import KINDS as STAGE_KINDS
from tongban.capabilities.lists.desk.wording import timeline_of
from tongban.capabilities.lists.kinds import kind_of
from tongban.capabilities.lists.permissions import DRAFT_LIST
from tongban.capabilities.lists.queries import get_release, list_rows
from tongban.capabilities.lists.queries.documents import papers_of
from tongban.capabilities.lists.queries.rows import A_PAGE
from tongban.capabilities.lists.screens import (
    address_of,
    facts_of,
    files_of,
    table_of,
    with_query,
)
from tongban.capabilities.lists.stages import STAGE_LABELS, WAY
from tongban.capabilities.lists.states import OPEN
from tongban.capabilities.lists.types import ReleaseCard
from tongban.capabilities.orgs.queries import (
    list_bodies,
    list_venues,
    list_window_classes,
)
from tongban.ground.refusals import Invalid, NotAllowed, NotFound, Refusal
from tongban.ground.reviews import PUBLISHED, STAGES, TO_PUBLISH
from tongban.plumbing.access.asking import NO_KEY, read_key, read_page
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told


@require_http_methods(["GET", "POST"])
def create(request: ActorRequest) -> HttpResponse:
    """Begin a release: which list, of which hall, resting on which law."""
    actor = request.actor
    bodies = actor.bodies_for(DRAFT_LIST)
    if not bodies:
        raise NotAllowed(_("您的岗位不编制清单。"))
    errors: dict[str, str] = {}
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            card = draft_release(
                actor=actor,
                kind=request.POST.get("kind", ""),
                body_id=_chosen(request.POST.get("body", ""), bodies),
                basis=read_basis(request.POST),
                title=request.POST.get("title", ""),
                venue_id=read_key(request.POST.get("venue", "")),
                window_class_id=read_key(request.POST.get("window_class", "")),
                day=request.today,
                at=request.now,
            )
        except Invalid as invalid:
            errors = dict(invalid.errors)
        except NotFound:
            errors = {"kind": _("请选一种清单，例如：行政许可事项清单。")}
        except Refusal as refused:
            refusal = refused
        else:
            return redirect("desk:list", card.release_id)
    with reading(actor):
        named = {
            one.body_id: one.name for one in list_bodies(actor=actor) if one.stands
        }
        venues = list_venues(actor=actor)
        classes = list_window_classes(actor=actor)
    context = {
        "nav_key": "lists",
        "fields": new_fields(
            request.POST,
            errors,
            bodies=[(str(key), named[key]) for key in bodies if key in named],
            venues=[(str(one.venue_id), one.name) for one in venues if one.level],
            classes=[(str(one.window_class_id), one.name) for one in classes],
        ),
        "errors": errors,
        "refusal": refusal,
        "keys": [{"key": "F10", "label": _("开始编制")}],
    }
    status = refusal.status if refusal else 422 if errors else 200
    return render(request, "lists/desk/new.html", context, status=status)


@require_GET
def show(request: ActorRequest, release_id: UUID) -> HttpResponse:
    """The release: rows, head, opinions, and what its state lets the actor do."""
    return _page(request, release_id)


@require_POST
def revise(request: ActorRequest, release_id: UUID) -> HttpResponse:
    """Another title or basis, and the papers that go with it."""
    card = get_release(actor=request.actor, release_id=release_id)
    try:
        revise_release(
            actor=request.actor,
            release_id=release_id,
            title=request.POST.get("title", ""),
            basis=read_basis(request.POST),
            papers=read_papers(request.POST, kind_of(card.kind)),
            at=request.now,
        )
    except Invalid as invalid:
        return _page(request, release_id, head_errors=dict(invalid.errors))
    return redirect(_here(release_id, done="revised"))


@require_POST
def add(request: ActorRequest, release_id: UUID) -> HttpResponse:
    """One more row, by its codes."""
    card = get_release(actor=request.actor, release_id=release_id)
    told = Told()
    with told:
        add_entry(
            actor=request.actor,
            release_id=release_id,
            entry=read_entry(request.POST, kind_of(card.kind)),
            day=request.today,
            at=request.now,
        )
        return redirect(_here(release_id, done="added"))
    return _page(request, release_id, entry_errors=told.errors, refusal=told.refusal)


@require_POST
def act(request: ActorRequest, release_id: UUID) -> HttpResponse:
    """Take a row off, draw the rows up again, hand in, or give up."""
    verb, _colon, key = request.POST.get("do", "").partition(":")
    if verb not in _ACTS:
        raise NotFound(_("没有这一步。"))
    try:
        _ACTS[verb](request, release_id, read_key(key) or NO_KEY)
    except NotFound:
        raise
    except Refusal as refused:
        return _page(request, release_id, refusal=refused)
    if verb == "discard":
        return redirect(reverse("desk:lists"))
    return redirect(_here(release_id, done=verb))


def _remove(request: ActorRequest, release_id: UUID, row_id: UUID) -> None:
    remove_entry(
        actor=request.actor, release_id=release_id, row_id=row_id, at=request.now
    )


def _derive(request: ActorRequest, release_id: UUID, _row_id: UUID) -> None:
    derive_rows(
        actor=request.actor, release_id=release_id, day=request.today, at=request.now
    )


def _hand_in(request: ActorRequest, release_id: UUID, _row_id: UUID) -> None:
    hand_in_release(actor=request.actor, release_id=release_id, at=request.now)


def _discard(request: ActorRequest, release_id: UUID, _row_id: UUID) -> None:
    discard_release(actor=request.actor, release_id=release_id, at=request.now)


_ACTS: Final = {
    "remove": _remove,
    "derive": _derive,
    "hand_in": _hand_in,
    "discard": _discard,
}


def _page(
    request: ActorRequest,
    release_id: UUID,
    *,
    head_errors: dict[str, str] | None = None,
    entry_errors: dict[str, str] | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    actor = request.actor
    at = read_page(request.GET.get("page", ""))
    with reading(actor):
        card = get_release(actor=actor, release_id=release_id)
        page = list_rows(
            actor=actor,
            release_id=release_id,
            kind=card.kind,
            text=request.GET.get("q", ""),
            skip=(at - 1) * A_PAGE,
            day=request.today,
        )
        timeline = timeline_of(card, actor)
    errors = (head_errors or {}) | (entry_errors or {})
    pages = max(1, -(-page.total // A_PAGE))
    context = {
        "nav_key": "lists",
        "card": card,
        "stage_words": STAGE_LABELS[card.stage],
        "stage_kind": STAGE_KINDS.get(card.stage, "info"),
        "facts": facts_of(card),
        "papers": papers_of(card),
        "timeline": timeline,
        "total": page.total,
        "previous_href": _paged(release_id, at - 1) if at > 1 else "",
        "next_href": _paged(release_id, at + 1) if at < pages else "",
        "errors": errors,
        "refusal": refusal,
        "done": request.GET.get("done", ""),
        **_allowed(request, card, head_errors, entry_errors),
        **table_of(page),
    }
    status = refusal.status if refusal else 422 if errors else 200
    return render(request, "lists/desk/release.html", context, status=status)


def _allowed(
    request: ActorRequest,
    card: ReleaseCard,
    head_errors: dict[str, str] | None,
    entry_errors: dict[str, str] | None,
) -> dict[str, Any]:
    """What the state of the release lets this actor do, with the fields for it."""
    mine = WAY.may_do(request.actor, card.stage, card.body_id)
    is_open = card.stage in OPEN and mine
    kind = kind_of(card.kind)
    posted = request.POST
    return {
        "is_open": is_open,
        "may_derive": is_open and kind.derive is not None,
        "may_review": mine and card.stage in STAGES,
        "may_publish": mine and card.stage == TO_PUBLISH,
        "public_href": address_of(card) if card.stage == PUBLISHED else "",
        "files": files_of(card) if card.stage == PUBLISHED else [],
        "head_fields": head_fields(posted, card, head_errors) if is_open else [],
        "entry_fields": entry_fields(posted, kind, entry_errors) if is_open else [],
        "entry_is_open": entry_errors is not None or kind.derive is None,
        "head_is_open": head_errors is not None,
        "keys": _keys(card, mine=mine, may_derive=is_open and kind.derive is not None),
    }


def _keys(card: ReleaseCard, *, mine: bool, may_derive: bool) -> list[dict[str, str]]:
    """What the keys do here; each stands on a button of the page."""
    if not mine:
        return []
    acts = {TO_PUBLISH: _("去发布")} | dict.fromkeys(STAGES, _("审查"))
    first = [{"key": "F7", "label": _("按现行指南重新生成")}] if may_derive else []
    return [*first, {"key": "F10", "label": acts.get(card.stage, _("送审"))}]


def _chosen(said: str, bodies: Collection[UUID]) -> UUID:
    """The body that compiles it. Refuses with Invalid (body)."""
    key = read_key(said)
    if key not in bodies:
        raise Invalid({"body": _("请选由哪个单位编制。")})
    return cast("UUID", key)


def _here(release_id: UUID, **asked: str) -> str:
    return with_query(reverse("desk:list", args=[release_id]), **asked)


def _paged(release_id: UUID, at: int) -> str:
    return with_query(reverse("desk:list", args=[release_id]), page=at)
