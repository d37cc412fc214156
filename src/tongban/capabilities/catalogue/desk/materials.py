"""材料目录: what it holds, and what waits for an answer of those who keep it."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.catalogue.commands import answer_material
from tongban.capabilities.catalogue.desk.picking import LONGEST, entry_row
from tongban.capabilities.catalogue.desk.staffing import who_answers
from tongban.capabilities.catalogue.permissions import KEEP_MATERIALS
from tongban.capabilities.catalogue.queries import (
    list_material_proposals,
    search_materials,
)
from tongban.capabilities.catalogue.types.catalogue_materials import MaterialProposal
from tongban.capabilities.catalogue.wording import MATERIAL_KIND_LABELS
from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.people.queries import list_staff_names
from tongban.plumbing.access.asking import NO_KEY, read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told

_MOST: Final = 100


@require_http_methods(["GET", "POST"])
def show(request: ActorRequest) -> HttpResponse:
    """The catalogue by words, and the proposals with what each may be already."""
    told = Told()
    if request.method == "POST":
        with told:
            return redirect(_answer(request))
    context = _context(request, told.errors)
    context |= {"errors": told.errors, "refusal": told.refusal}
    return render(request, "catalogue/desk/materials.html", context, status=told.status)


def _answer(request: ActorRequest) -> str:
    posted = request.POST
    answer, _sep, into = posted.get("do", "").partition(":")
    answer_material(
        actor=request.actor,
        material_id=read_key(posted.get("material", "")) or NO_KEY,
        answer=answer,
        into=into,
        opinion=posted.get("opinion", ""),
        at=request.now,
    )
    return f"{request.path}?answered=1"


def _context(request: ActorRequest, errors: dict[str, str]) -> dict[str, Any]:
    actor, asked = request.actor, request.GET.get("q", "").strip()[:LONGEST]
    with reading(actor):
        proposals = list_material_proposals(actor=actor)
        found = search_materials(actor=actor, text=asked, limit=_MOST)
        bodies = {one.body_id: one.short_name for one in list_bodies(actor=actor)}
        people = [one.proposed_by for one in proposals if one.proposed_by]
        names = list_staff_names(actor=actor, person_ids=people)
    return {
        "nav_key": "materials",
        "may_keep": actor.may_anywhere(KEEP_MATERIALS),
        "who_answers": who_answers(actor, request.today),
        "was_answered": request.GET.get("answered") == "1",
        "proposals": [
            _proposal(one, bodies, names, request, errors) for one in proposals
        ],
        "search": {
            "name": "q",
            "label": _("名称、拼音或编码"),
            "type": "search",
            "value": asked,
        },
        "entries": [entry_row(one) for one in found],
        "is_cut": len(found) == _MOST,
    }


def _proposal(
    one: MaterialProposal,
    bodies: dict[UUID, str],
    names: dict[UUID, str],
    request: ActorRequest,
    errors: dict[str, str],
) -> dict[str, Any]:
    key = str(one.material.material_id)
    is_posted = request.POST.get("material") == key
    body = bodies.get(one.body_id, "") if one.body_id else ""
    who = names.get(one.proposed_by, "") if one.proposed_by else ""
    return {
        "key": key,
        "name": one.material.name,
        "code": one.material.code,
        "kind": MATERIAL_KIND_LABELS.get(one.material.kind, ""),
        "issuer": one.material.issuer,
        "who": " ".join(part for part in (body, who) if part),
        "at": one.proposed_at,
        # Whoever proposed it does not answer it: the database says so too.
        "is_own": one.proposed_by == request.actor.person_id,
        "alike": [entry_row(entry) for entry in one.alike],
        "opinion": {
            "name": "opinion",
            "label": _("不收的理由"),
            "type": "text",
            "max_length": 400,
            "example": _("办件系统能查到，不用交。"),
            "value": request.POST.get("opinion", "") if is_posted else "",
            "error": errors.get("opinion", "") if is_posted else "",
        },
    }
