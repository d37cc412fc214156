"""Reports that a cancelled proof was demanded: read, and answered once."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tongban.capabilities.lists.commands import answer_demand
from tongban.capabilities.lists.queries import list_demands
from tongban.capabilities.lists.types import DemandCard
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.requests import ActorRequest


@require_GET
def show_demands(request: ActorRequest) -> HttpResponse:
    """All reports, those that wait for an answer first."""
    return _page(request)


@require_POST
def answer(request: ActorRequest, demand_id: UUID) -> HttpResponse:
    """What came of a report."""
    try:
        answer_demand(
            actor=request.actor,
            demand_id=demand_id,
            answer=request.POST.get(f"answer-{demand_id}", ""),
            at=request.now,
        )
    except Invalid as invalid:
        return _page(request, wrong=demand_id, error=invalid.errors["answer"])
    return redirect(reverse("desk:list_demands"))


def _page(
    request: ActorRequest, *, wrong: UUID | None = None, error: str = ""
) -> HttpResponse:
    demands = list_demands(actor=request.actor)
    context = {
        "nav_key": "lists",
        "demands": [
            _shown(one, request, error if one.demand_id == wrong else "")
            for one in demands
        ],
        "errors": {f"answer-{wrong}": error} if error else {},
        "keys": [],
    }
    status = 422 if error else 200
    return render(request, "lists/desk/demands.html", context, status=status)


def _shown(one: DemandCard, request: ActorRequest, error: str) -> dict[str, Any]:
    name = f"answer-{one.demand_id}"
    return {
        "card": one,
        "href": reverse("desk:list_demand_answer", args=[one.demand_id]),
        "pairs": [
            {"term": _("哪里要的"), "value": one.demanded_by},
            {"term": _("当时怎么说"), "value": one.told},
            *(
                [{"term": _("哪一天"), "value": one.demanded_on.isoformat()}]
                if one.demanded_on
                else []
            ),
            *([{"term": _("联系电话"), "value": one.phone}] if one.phone else []),
        ],
        "field": {
            "name": name,
            "label": _("怎么处理的"),
            "type": "textarea",
            "required": True,
            "max_length": 500,
            "value": request.POST.get(name, ""),
            "error": error,
            "example": _("已核实，已要求该窗口改正。"),
        },
    }
