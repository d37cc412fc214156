"""One section of a draft: kept as typed whatever is done next, with what is found in it."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.catalogue.checking.found import ERROR, kind_of, text
from tongban.capabilities.catalogue.checking.found import rows as entries
from tongban.capabilities.catalogue.commands import save_draft
from tongban.capabilities.catalogue.desk import picking
from tongban.capabilities.catalogue.desk.controls import Around, block_of
from tongban.capabilities.catalogue.desk.moving import MOVED, moved_context
from tongban.capabilities.catalogue.desk.staffing import unreviewed_at, who_answers
from tongban.capabilities.catalogue.desk.wording import gap_words
from tongban.capabilities.catalogue.elements.blank import codes_for
from tongban.capabilities.catalogue.elements.coding import Catalogue, catalogue_of
from tongban.capabilities.catalogue.elements.editing import LOOKED_THROUGH, lay_over
from tongban.capabilities.catalogue.elements.gaps import gaps, next_with_gaps
from tongban.capabilities.catalogue.elements.marks import is_marked
from tongban.capabilities.catalogue.elements.mending import section_of
from tongban.capabilities.catalogue.elements.pasting import left_out, rows_from
from tongban.capabilities.catalogue.elements.reading import hints
from tongban.capabilities.catalogue.elements.table import Section, sections
from tongban.capabilities.catalogue.elements.values import clean
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries import get_draft, list_material_entries
from tongban.capabilities.catalogue.states import TO_HAND_IN
from tongban.capabilities.catalogue.types import DraftCard
from tongban.capabilities.catalogue.wording import LEVEL_OF_BODY
from tongban.capabilities.orgs.queries import (
    find_body,
    find_credit_code,
    list_bodies,
)
from tongban.ground.codes.item_codes import CodeScheme
from tongban.ground.refusals import NotFound, Refusal
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.database.keys import new_key

Document = dict[str, Any]

# What a button of the page says is done after keeping: these lead to another page.
_SAVE: Final = "save"
_KEEP: Final = "keep"
# Asked for the next gap: the page opens there and not at its head.
_TO_GAP: Final = "?gap=1"
# Codes are made up where there are none: whoever starts from a list may have none.
_CODES: Final = "propose:codes"
# The columns that no field has may go: somebody has read which they are.
_ANYWAY: Final = "lines_anyway:"


@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, draft_id: UUID, section_key: str) -> HttpResponse:
    """Show the section, or keep what was typed; every way out of the page keeps it."""
    section = _section(section_key)
    draft = get_draft(actor=request.actor, draft_id=draft_id)
    require(request.actor, DRAFT_ITEM, org_id=draft.body_id)
    if request.method == "GET":
        return _page(request, draft, section)
    do = request.POST.get("do", _SAVE)
    known = _known(request, draft)
    spare = {} if do == _KEEP or do.startswith(_ANYWAY) else _spare(request, section)
    # A table that would not be taken in whole waits in its box, and so does the way out.
    laid = _KEEP if spare else do
    document = lay_over(draft.document, section, request.POST, laid, known)
    if do == _CODES:
        document |= _codes(request, document)
    if do == _KEEP and "org" in section.names:
        # A draft changes hands by a button, never because somebody looked through a list.
        document["org"] = draft.document.get("org")
    try:
        saved = save_draft(
            actor=request.actor,
            body_id=draft.body_id,
            document=document,
            at=request.now,
            draft_id=draft_id,
            looked_through=section.key if do in LOOKED_THROUGH else "",
        )
    except Refusal as refusal:
        return _page(request, draft, section, document=document, refusal=refusal)
    if do == _KEEP:
        return kept(request, saved, section)
    if spare:
        return _page(request, saved, section, spare=spare)
    ahead = onward(saved, section, do)
    if ahead and saved.body_id != draft.body_id:
        ahead += ("&" if "?" in ahead else "?") + MOVED
    return redirect(ahead) if ahead else _page(request, saved, section)


def _codes(request: ActorRequest, document: Document) -> dict[str, str]:
    """Codes in the range of the body of the document, where it has none; else nothing."""
    body = find_body(actor=request.actor, code=text(document, "org"))
    if body is None or text(document, "handling_code"):
        return {}
    basic = text(document, "basic_code")
    return codes_for(
        find_credit_code(actor=request.actor, body_id=body.body_id),
        level=text(document, "exercise_level") or LEVEL_OF_BODY.get(body.level, "3"),
        item_type=text(document, "item_type"),
        seed=new_key(),
        basic_code=basic if len(basic) == CodeScheme.BASIC.length else "",
    )


def _known(request: ActorRequest, draft: DraftCard) -> Catalogue:
    """The entries of the material catalogue that this draft, or what was typed, may name."""
    rows = entries(draft.document, "materials")
    block = next(b for one in sections() for b in one.blocks if b.rows == "materials")
    rows += rows_from(block, clean(request.POST.get("materials-lines", "")))
    typed = [
        clean(str(value)).strip()
        for name, value in request.POST.items()
        if name.startswith("materials-") and name.endswith("-name")
    ]
    return catalogue_of(
        list_material_entries(
            actor=request.actor,
            codes=[text(row, "catalogue_code") for row in rows],
            names=[*typed, *(text(row, "name") for row in rows)],
        )
    )


def _spare(request: ActorRequest, section: Section) -> dict[str, dict[str, str]]:
    """By list, what of a pasted table would be lost, and the text as it was pasted."""
    said = {}
    for block in section.blocks:
        pasted = clean(request.POST.get(f"{block.rows}-lines", ""))
        dropped = left_out(block, pasted) if block.rows else None
        if dropped:
            said[block.rows] = {
                "pasted": pasted,
                "columns": "、".join(dropped.columns),
                "cells": "、".join(dropped.cells),
                "known": "、".join(dropped.known),
            }
    return said


def _section(key: str) -> Section:
    section = next((one for one in sections() if one.key == key), None)
    if section is None:
        raise NotFound(_("没有这一部分，请从草稿页面进入。"))
    return section


def onward(draft: DraftCard, section: Section, do: str) -> str:
    """Where a button leads once the page is kept; nowhere for one that changes rows."""
    whole = reverse("desk:draft", args=[draft.draft_id])
    what, _, rest = do.partition(":")
    match what:
        case "save":
            return _address(draft, section) + "?saved=1"
        case "back":
            return whole
        case "pick":
            return picking.address(draft, rest)
        case "go":
            return _address(draft, _section(rest))
        case "gap" | "next":
            return _further(draft, section, what) or whole
    return ""


def _further(draft: DraftCard, section: Section, what: str) -> str:
    """The next section, or the next in which something is empty; nowhere after the last."""
    if what == "gap":
        lacking = next_with_gaps(draft.document, section)
        return _address(draft, lacking) + _TO_GAP if lacking else ""
    after = sections()[sections().index(section) + 1 :]
    return _address(draft, after[0]) if after else ""


def _address(draft: DraftCard, section: Section) -> str:
    return reverse("desk:draft_section", args=[draft.draft_id, section.key])


def kept(request: ActorRequest, draft: DraftCard, section: Section) -> HttpResponse:
    """The one line that says so: nothing else on the page moves while somebody types."""
    waits = request.POST.get("org", draft.document.get("org"))
    context = line_of(draft, section) | {
        "kept_at": request.now,
        "org_waits": waits != draft.document.get("org"),
    }
    return render(request, "catalogue/desk/kept.html", context)


def line_of(draft: DraftCard, section: Section) -> dict[str, Any]:
    """What the line of what is kept needs."""
    return {
        "draft": draft,
        "section": section,
        "gap_words": gap_words(len(gaps(draft.document, section))),
        # While others look at the text, it changes only when somebody says so.
        "keeps": draft.stage in TO_HAND_IN,
    }


def _page(
    request: ActorRequest,
    draft: DraftCard,
    section: Section,
    *,
    document: Document | None = None,
    refusal: Refusal | None = None,
    spare: dict[str, dict[str, str]] | None = None,
) -> HttpResponse:
    document = draft.document if document is None else document
    found = [one for one in draft.findings if section_of(one.where) is section]
    around = Around(
        document,
        found,
        _bodies(request, draft),
        _known(request, draft),
        request.POST.get("do", ""),
        spare or {},
        frozenset(draft.unchecked),
    )
    context = (
        line_of(draft, section)
        | {
            "nav_key": "items",
            "name": draft.name or _("还没有名称"),
            "blocks": [block_of(block, around) for block in section.blocks],
            "findings": [
                {"message": one.message, "is_error": one.severity == ERROR}
                for one in found
            ],
            "is_to_confirm": any(kind_of(one) == "list" for one in found),
            "hints": hints(document) if section.key == "plain" else [],
            "is_prefilled": is_marked(draft.unchecked, section),
            "lacks_codes": "handling_code" in section.names
            and not text(document, "handling_code"),
            "to_gap": request.GET.get("gap") == "1",
            "was_saved": request.GET.get("saved") == "1",
            "was_proposed": _who_answers(request),
            "sections": tabs_of(document, section),
            "keys": _keys(section),
            "refusal": refusal,
        }
        | moved_context(request, draft)
    )
    status = refusal.status if refusal else 422 if spare else 200
    return render(request, "catalogue/desk/section.html", context, status=status)


def _who_answers(request: ActorRequest) -> str:
    """Who answers what has just been proposed; nothing where nothing has."""
    if request.GET.get("proposed") != "1":
        return ""
    return who_answers(request.actor, request.today)


def tabs_of(document: Document, section: Section) -> list[dict[str, Any]]:
    """All sections as buttons that keep what was typed, with what is empty in each."""
    return [
        {
            "label": one.title,
            "name": "do",
            "value": f"go:{one.key}",
            "current": one is section,
            "count": len(gaps(document, one)) or None,
        }
        for one in sections()
    ]


def _keys(section: Section) -> list[dict[str, str]]:
    keys = [
        {"key": "Enter", "label": _("下一栏")},
        {"key": "F7", "label": _("下一处要补的")},
        {"key": "F9", "label": _("保存")},
        {"key": "F10", "label": _("保存，填下一部分")},
    ]
    if any(block.rows for block in section.blocks):
        keys.insert(1, {"key": "F8", "label": _("加一行")})
    return keys


def _bodies(request: ActorRequest, draft: DraftCard) -> dict[str, str]:
    """The bodies that the draft may go to: an imported one stays where its list put it."""
    actor = request.actor
    with reading(actor):
        mine = [
            body
            for body in list_bodies(actor=actor)
            if (body.body_id == draft.body_id or not draft.source_name)
            and (body.stands or body.body_id == draft.body_id)
            and actor.may(DRAFT_ITEM, org_id=body.body_id)
        ]
        ids = [body.body_id for body in mine]
        lacking = unreviewed_at(actor, ids, request.today)
    # Said where the body is chosen: a draft of it would wait for nobody.
    return {
        body.code: f"{body.name}（{lacking[body.body_id]}）"
        if body.body_id in lacking
        else body.name
        for body in mine
    }
