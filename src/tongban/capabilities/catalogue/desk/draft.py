"""A draft at the desk: its sections, what is found in it, handing it in, its preview."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tongban.capabilities.catalogue.commands import hand_in_draft
from tongban.capabilities.catalogue.desk.wording import (
    count_words,
    errors_of,
    percent_complete,
    stage_kind,
    timeline_of,
)
from tongban.capabilities.catalogue.elements.differing import Difference, differences
from tongban.capabilities.catalogue.elements.preview import preview
from tongban.capabilities.catalogue.elements.reading import hints
from tongban.capabilities.catalogue.elements.table import section_of, sections
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries import (
    find_text,
    find_version_in_force,
    get_draft,
)
from tongban.capabilities.catalogue.screens import show_guide
from tongban.capabilities.catalogue.stages import STAGE_LABELS, WHO_LABELS, may_do
from tongban.capabilities.catalogue.states import (
    CHANGED,
    DRAFTING,
    PUBLISHED,
    SENT_BACK,
    STAGES,
    SUPERSEDED,
    TO_PUBLISH,
)
from tongban.capabilities.catalogue.types import DraftCard
from tongban.capabilities.orgs.queries import find_body, get_body
from tongban.capabilities.people.queries import list_staff_names
from tongban.ground.refusals import Invalid, NotFound, Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest

Document = dict[str, Any]
TO_HAND_IN: Final = frozenset({DRAFTING, SENT_BACK, CHANGED})
TABS: Final = ("plain", "standard", "faq", "differences")


@require_GET
def show(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    """The sections with what is left to do in each, and the one next step."""
    return _page(request, draft_id)


@require_POST
def hand_in(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    """送审. What is missing comes back at its place."""
    try:
        hand_in_draft(actor=request.actor, draft_id=draft_id, at=request.now)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(request, draft_id, refusal=refusal)
    return redirect("desk:draft", draft_id)


def _page(
    request: ActorRequest, draft_id: UUID, refusal: Refusal | None = None
) -> HttpResponse:
    actor = request.actor
    with reading(actor):
        draft = get_draft(actor=actor, draft_id=draft_id)
        body = get_body(actor=actor, body_id=draft.body_id)
        timeline = timeline_of(draft, actor)
        newer = _newer(draft, actor)
    is_open = draft.stage not in {PUBLISHED, SUPERSEDED}
    may_write = is_open and actor.may(DRAFT_ITEM, org_id=draft.body_id)
    own_turn = may_do(actor, draft.stage, draft.body_id)
    context = {
        "nav_key": "items",
        "draft": draft,
        "name": draft.name or _("还没有名称"),
        "body_name": body.name,
        "stage_words": STAGE_LABELS[draft.stage],
        "stage_kind": stage_kind(draft.stage),
        "who_words": WHO_LABELS[draft.stage],
        "percent": percent_complete(draft),
        "count_words": count_words(draft),
        "tasks": _tasks(draft, may_write=may_write),
        "findings": _findings(draft, may_write=may_write),
        "hints": hints(draft.document),
        "timeline": timeline,
        "newer": newer,
        "may_hand_in": may_write and draft.stage in TO_HAND_IN,
        "may_review": own_turn and draft.stage in STAGES,
        "may_publish": own_turn and draft.stage == TO_PUBLISH,
        "refusal": None if isinstance(refusal, Invalid) else refusal,
        "errors": {"": str(refusal)} if isinstance(refusal, Invalid) else {},
    }
    status = refusal.status if refusal else 200
    return render(request, "catalogue/desk/draft.html", context, status=status)


def _newer(draft: DraftCard, actor: Actor) -> dict[str, Any] | None:
    """The draft that a changed list put in the place of this one, and by whom."""
    if draft.superseded_by is None:
        return None
    newer = get_draft(actor=actor, draft_id=draft.superseded_by)
    by = newer.drafted_by
    names = list_staff_names(actor=actor, person_ids=[by] if by else [])
    return {
        "href": reverse("desk:draft", args=[newer.draft_id]),
        "who": names.get(by, "") if by else "",
    }


def _tasks(draft: DraftCard, *, may_write: bool) -> list[dict[str, Any]]:
    tasks = []
    for section in sections():
        found = [one for one in draft.findings if section_of(one.where) is section]
        errors = len(errors_of(found))
        note = _("%(count)s 处要改") % {"count": errors} if errors else ""
        if len(found) > errors:
            said = _("%(count)s 处提醒") % {"count": len(found) - errors}
            note = f"{note}、{said}" if note else said
        href = reverse("desk:draft_section", args=[draft.draft_id, section.key])
        tasks.append(
            {
                "title": section.title,
                "href": href if may_write else "",
                "state": "todo" if errors else "done",
                "note": note,
            }
        )
    return tasks


def _findings(draft: DraftCard, *, may_write: bool) -> list[dict[str, Any]]:
    rows = []
    for finding in draft.findings:
        section = section_of(finding.where)
        href = reverse("desk:draft_section", args=[draft.draft_id, section.key])
        rows.append(
            {
                "title": section.title,
                "message": finding.message,
                "href": href if may_write else "",
                "is_error": bool(errors_of([finding])),
            }
        )
    return sorted(rows, key=lambda row: not row["is_error"])


@require_GET
def show_preview(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    """The guide as citizens will see it, and what differs from the one in force."""
    with reading(request.actor):
        draft = get_draft(actor=request.actor, draft_id=draft_id)
        context = guide_context(request, draft.document)
    context |= {
        "nav_key": "items",
        "draft": draft,
        "tabs": tabs_of(request, reverse("desk:draft_preview", args=[draft_id])),
    }
    return render(request, "catalogue/desk/preview.html", context)


def guide_context(request: ActorRequest, document: Document) -> dict[str, Any]:
    """What the preview needs: the guide, and the differences to the version in force."""
    actor = request.actor
    body = find_body(actor=actor, code=str(document.get("org") or ""))
    guide = preview(document, body.name if body else "")
    return {
        "guide": show_guide(guide),
        "tab": chosen_tab(request),
        "is_first": not _is_in_force(request, document),
        "changes": changes_of(request, document),
    }


def changes_of(request: ActorRequest, document: Document) -> list[Difference]:
    """Differences to the version in force; none when this is the first."""
    version_id = _is_in_force(request, document)
    text = find_text(actor=request.actor, version_id=version_id) if version_id else None
    return differences(text, document) if text else []


def _is_in_force(request: ActorRequest, document: Document) -> UUID | None:
    code = str(document.get("handling_code") or "")
    return find_version_in_force(
        actor=request.actor, handling_code=code, day=request.today
    )


def chosen_tab(request: ActorRequest) -> str:
    """Which view of the guide; the plain words first, as for citizens."""
    tab = request.GET.get("tab", "")
    return tab if tab in TABS else TABS[0]


def tabs_of(request: ActorRequest, href: str) -> list[dict[str, Any]]:
    """The views of a guide that is not published yet."""
    labels = {
        "plain": _("白话版"),
        "standard": _("标准版"),
        "faq": _("常见问题"),
        "differences": _("与现行版本的差别"),
    }
    tab = chosen_tab(request)
    return [
        {"label": labels[one], "href": f"{href}?tab={one}", "current": one == tab}
        for one in TABS
    ]
