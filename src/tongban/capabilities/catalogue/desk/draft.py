"""A draft at the desk: its sections, what is found in it, handing it in, its preview."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongban.capabilities.catalogue.checking.found import text
from tongban.capabilities.catalogue.commands import discard_draft, hand_in_draft
from tongban.capabilities.catalogue.desk.moving import moved_context
from tongban.capabilities.catalogue.desk.proposing import proposal_row
from tongban.capabilities.catalogue.desk.staffing import (
    missing_at,
    nobody_for,
    who_is_next,
)
from tongban.capabilities.catalogue.desk.wording import (
    count_words,
    errors_of,
    percent_complete,
    stage_kind,
    timeline_of,
)
from tongban.capabilities.catalogue.differences import Difference
from tongban.capabilities.catalogue.elements.differing import differences
from tongban.capabilities.catalogue.elements.gaps import count_gaps, gaps
from tongban.capabilities.catalogue.elements.marks import is_marked
from tongban.capabilities.catalogue.elements.mending import section_of
from tongban.capabilities.catalogue.elements.preview import preview
from tongban.capabilities.catalogue.elements.reading import hints
from tongban.capabilities.catalogue.elements.table import Section, sections
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries import (
    count_drafts_to_do,
    find_proposal,
    find_text,
    find_version_in_force,
    get_draft,
    list_departures,
    list_drafts_to_do,
)
from tongban.capabilities.catalogue.screens import show_guide
from tongban.capabilities.catalogue.stages import STAGE_LABELS, is_own_turn
from tongban.capabilities.catalogue.states import SUPERSEDED, TO_HAND_IN
from tongban.capabilities.catalogue.types import DraftCard
from tongban.capabilities.orgs.queries import find_body, get_body
from tongban.capabilities.people.queries import list_staff_names
from tongban.ground.refusals import Invalid, MoveRefused, NotFound, Refusal
from tongban.ground.reviews import (
    DISCARDED,
    PASSED,
    PUBLISHED,
    RETURNED,
    REVIEW_LABELS,
    STAGES,
    TO_PUBLISH,
)
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.schemas import check_schema, page_form, read_schema

Document = dict[str, Any]
TABS: Final = ("plain", "standard", "faq", "form", "differences")


@require_GET
def show(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    """The sections with what is left to do in each, and the one next step."""
    return _page(request, draft_id)


@require_http_methods(["GET", "POST"])
def hand_in(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    """送审: first what is still missing and what will happen, then the act itself."""
    if request.method == "POST":
        try:
            hand_in_draft(actor=request.actor, draft_id=draft_id, at=request.now)
        except NotFound:
            raise
        except Refusal as refusal:
            return _page(request, draft_id, refusal=refusal)
        return redirect("desk:draft", draft_id)
    draft = get_draft(actor=request.actor, draft_id=draft_id)
    require(request.actor, DRAFT_ITEM, org_id=draft.body_id)
    if draft.stage not in TO_HAND_IN:
        raise MoveRefused(_("这一稿已经送审，请等审查意见；要改，改完再送审。"))
    findings = _departures(request, draft) + _findings(draft, may_write=True)
    context = {
        "nav_key": "items",
        "draft": draft,
        "name": draft.name or _("还没有名称"),
        "must": [one for one in findings if one["is_error"]],
        "advice": [one for one in findings if not one["is_error"]],
        "missing": count_gaps(draft.document),
        "unchecked": [
            one.title for one in sections() if is_marked(draft.unchecked, one)
        ],
        "nobody": nobody_for(request.actor, draft.body_id, request.today),
        "lacking": _lacking(request, draft),
        "reviews": list(REVIEW_LABELS.values()),
    }
    return render(request, "catalogue/desk/hand_in.html", context)


@require_http_methods(["GET", "POST"])
def discard(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    """作废: asked once more, because nothing brings a draft back."""
    if request.method == "POST":
        discard_draft(actor=request.actor, draft_id=draft_id, at=request.now)
        return redirect(reverse("desk:items") + "?show=drafts&discarded=1")
    draft = get_draft(actor=request.actor, draft_id=draft_id)
    require(request.actor, DRAFT_ITEM, org_id=draft.body_id)
    context = {
        "nav_key": "items",
        "draft": draft,
        "name": draft.name or _("还没有名称"),
        "stage_words": STAGE_LABELS[draft.stage],
        "is_handed_in": draft.stage not in TO_HAND_IN,
    }
    return render(request, "catalogue/desk/discard.html", context)


def _page(
    request: ActorRequest, draft_id: UUID, refusal: Refusal | None = None
) -> HttpResponse:
    actor = request.actor
    with reading(actor):
        draft = get_draft(actor=actor, draft_id=draft_id)
        body = get_body(actor=actor, body_id=draft.body_id)
        timeline = timeline_of(draft, actor)
        newer = _newer(draft, actor)
        asked = find_proposal(
            actor=actor, handling_code=text(draft.document, "handling_code")
        )
        own_turn = is_own_turn(actor, draft)
        who = who_is_next(actor, draft, request.today, is_own_turn=own_turn)
    is_open = draft.stage not in {PUBLISHED, SUPERSEDED, DISCARDED}
    may_write = is_open and actor.may(DRAFT_ITEM, org_id=draft.body_id)
    context = {
        "nav_key": "items",
        "draft": draft,
        "name": draft.name or _("还没有名称"),
        "body_name": body.name,
        "stage_words": STAGE_LABELS[draft.stage],
        "stage_kind": stage_kind(draft.stage),
        "who_words": who,
        "percent": percent_complete(draft),
        "count_words": count_words(draft),
        "tasks": _tasks(draft, may_write=may_write),
        "findings": (_departures(request, draft) if is_open else [])
        + _findings(draft, may_write=may_write),
        "hints": hints(draft.document),
        "timeline": timeline,
        "newer": newer,
        "proposals": [proposal_row(request, asked, {asked.body_id: body.short_name})]
        if is_open and asked and asked.draft_id is None
        else [],
        "lacking": _lacking(request, draft),
        "nobody": nobody_for(actor, draft.body_id, request.today)
        if may_write and draft.stage in TO_HAND_IN
        else "",
        "may_hand_in": may_write and draft.stage in TO_HAND_IN,
        "to_fill": _to_fill(draft) if may_write else None,
        "may_discard": may_write,
        "may_review": own_turn and draft.stage in STAGES,
        "may_publish": own_turn and draft.stage == TO_PUBLISH,
        "refusal": None if isinstance(refusal, Invalid) else refusal,
        "errors": {"": str(refusal)} if isinstance(refusal, Invalid) else {},
        "told": _told(request, draft),
    } | moved_context(request, draft)
    status = refusal.status if refusal else 200
    return render(request, "catalogue/desk/draft.html", context, status=status)


def _told(request: ActorRequest, draft: DraftCard) -> dict[str, str]:
    """What the reviewer has just done, and which draft waits next; nothing otherwise."""
    said = {PASSED: _("已经通过"), RETURNED: _("已经退回")}
    title = said.get(request.GET.get("reviewed", ""), "")
    if not title:
        return {}
    with reading(request.actor):
        newest = list_drafts_to_do(actor=request.actor, limit=2)
        count = count_drafts_to_do(actor=request.actor)
    waiting = [one for one in newest if one.draft_id != draft.draft_id]
    if not waiting:
        return {"title": title, "text": _("眼下没有别的草稿等您办。")}
    others = count - is_own_turn(request.actor, draft)
    return {
        "title": title,
        "text": _("还有 {count} 份草稿等您办。").format(count=others),
        "next": _("办下一份：{name}").format(name=waiting[0].name or _("还没有名称")),
        "href": reverse("desk:draft", args=[waiting[0].draft_id]),
    }


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


def _lacking(request: ActorRequest, draft: DraftCard) -> str:
    """Who is missing at the body to accept and decide, in words; nothing if nobody is."""
    held = missing_at(request.actor, [draft.body_id], request.today)
    return held.get(draft.body_id, "")


def _to_fill(draft: DraftCard) -> Section | None:
    """The first section in which something must still be written or mended."""
    bad = [section_of(one.where) for one in errors_of(draft.findings)]
    return next((one for one in sections() if one in bad), None)


def _tasks(draft: DraftCard, *, may_write: bool) -> list[dict[str, Any]]:
    tasks = []
    for section in sections():
        found = [one for one in draft.findings if section_of(one.where) is section]
        errors = len(errors_of(found))
        unchecked = _("预填，请核对") if is_marked(draft.unchecked, section) else ""
        counted = (
            (_("还缺 %(count)s 处"), len(gaps(draft.document, section))),
            (_("%(count)s 处要改"), errors),
            (_("%(count)s 处提醒"), len(found) - errors),
        )
        said_of = [said % {"count": count} for said, count in counted if count]
        note = "；".join(part for part in (unchecked, "、".join(said_of)) if part)
        href = reverse("desk:draft_section", args=[draft.draft_id, section.key])
        tasks.append(
            {
                "title": section.title,
                "href": href if may_write else "",
                "state": "todo" if errors or unchecked else "done",
                "note": note,
            }
        )
    return tasks


def _departures(request: ActorRequest, draft: DraftCard) -> list[dict[str, Any]]:
    """Where the text departs from the basic directory: it is not handed in like that."""
    found = list_departures(
        actor=request.actor, document=draft.document, day=request.today
    )
    return [
        {
            "title": _("基本目录"),
            "message": _("%(label)s和基本目录不一致，照目录改了才能送审。")
            % {"label": one.label},
            "href": reverse("desk:directory_entry", args=[_code(draft)]),
            "is_error": True,
        }
        for one in found
    ]


def _code(draft: DraftCard) -> str:
    return text(draft.document, "basic_code")


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
        "tabs": tabs_of(request, href=reverse("desk:draft_preview", args=[draft_id])),
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
    } | form_context(request, document)


def form_context(request: ActorRequest, document: Document) -> dict[str, Any]:
    """The form page by page, made by what citizens and windows fill in; or what is wrong."""
    schema = document.get("form")
    problems = check_schema(schema)
    if problems or not isinstance(schema, dict):
        return {"form_pages": [], "form_problems": problems}
    pages = [
        {
            "title": page.title,
            "form": page_form(schema, page.key, on=request.today),
            "known": [field.label for field in page.fields if field.prefill],
        }
        for page in read_schema(schema).pages
    ]
    return {"form_pages": pages, "form_problems": []}


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
    posted = request.POST.get("tab") or request.POST.get("seen")
    tab = posted or request.GET.get("tab", "")
    return tab if tab in TABS else TABS[0]


def tabs_of(request: ActorRequest, **leads: str) -> list[dict[str, Any]]:
    """The views of a guide that is not published yet.

    With `href` they are links; with `form` buttons of that form, which carry along what
    was typed in it.
    """
    labels = {
        "plain": _("白话版"),
        "standard": _("标准版"),
        "faq": _("常见问题"),
        "form": _("申请表"),
        "differences": _("与现行版本的差别"),
    }
    tab = chosen_tab(request)
    listed = []
    for one in TABS:
        entry = {"label": labels[one], "current": one == tab}
        if "href" in leads:
            entry["href"] = f"{leads['href']}?tab={one}"
        else:
            entry |= {"name": "tab", "value": one, "form": leads["form"]}
        listed.append(entry)
    return listed
