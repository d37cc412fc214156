"""P25 企业空间: the firms one acts for, who else acts for them, and what they have under way."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tongban.capabilities.mandates.asking import (
    FIND,
    mandate_fields,
    read_day,
    read_scope,
    tell_mandate,
)
from tongban.capabilities.mandates.commands import appoint_firm_agent, end_mandate
from tongban.capabilities.mandates.portal.asking import citizen_of, show
from tongban.capabilities.mandates.queries import (
    leads_firm,
    list_firms,
    list_given_by_firm,
    list_registered_agents,
)
from tongban.capabilities.people.types import FirmCard
from tongban.ground.codes.identity import IdKind
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.asking import read_key
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest


@require_safe
def show_firms(request: ActorRequest) -> HttpResponse:
    """One card a firm; a button switches to it."""
    actor = citizen_of(request)
    firms = list_firms(actor=actor, today=request.today)
    context = {
        "firms": [
            {
                "firm": firm,
                "leads": leads_firm(actor=actor, firm_id=firm.firm_id),
                "href": reverse("mandates:firm", args=[firm.firm_id]),
            }
            for firm in firms
        ],
        "acting": actor.acting,
    }
    return show(request, "mandates/firms.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def show_firm(request: ActorRequest, firm_id: UUID) -> HttpResponse:
    """Its agents and their rights; who leads it adds one and takes one's rights back."""
    actor = citizen_of(request)
    firms = list_firms(actor=actor, today=request.today)
    firm = next((one for one in firms if one.firm_id == firm_id), None)
    if firm is None:
        raise NotFound(_("没有找到这家单位，或者您不能代表它办事。"))
    if request.method != "POST" or request.POST.get("act") == FIND:
        return _page(request, actor, firm, {})
    try:
        if request.POST.get("act") == "add":
            _add(request, actor, firm)
        else:
            _take_back(request, actor)
    except Invalid as refusal:
        return _page(request, actor, firm, refusal.errors, status=422)
    return HttpResponseRedirect(reverse("mandates:firm", args=[firm_id]))


def _add(request: ActorRequest, actor: Actor, firm: FirmCard) -> None:
    data = request.POST
    appoint_firm_agent(
        actor=actor,
        firm_id=firm.firm_id,
        name=data.get("name", ""),
        id_kind=data.get("id_kind", ""),
        id_number=data.get("id_number", ""),
        scope=read_scope(data),
        until=read_day(data, "until"),
        at=request.now,
    )
    messages.success(request, _("经办人加上了，他现在就能代表单位办事。"))


def _take_back(request: ActorRequest, actor: Actor) -> None:
    mandate_id = read_key(request.POST.get("mandate", ""))
    if mandate_id is None:
        raise NotFound(_("没有找到这个代办授权。"))
    end_mandate(actor=actor, mandate_id=mandate_id, at=request.now)
    messages.success(request, _("授权收回了，从现在起他不能再代表单位办事。"))


def _page(
    request: ActorRequest,
    actor: Actor,
    firm: FirmCard,
    errors: dict[str, str],
    *,
    status: int = 200,
) -> HttpResponse:
    with reading(actor):
        leads = leads_firm(actor=actor, firm_id=firm.firm_id)
        agents = list_given_by_firm(actor=actor, firm_id=firm.firm_id) if leads else []
        told = [tell_mandate(actor, row, request.today) for row in agents]
        context: dict[str, Any] = {
            "firm": firm,
            "leads": leads,
            "registered": list_registered_agents(actor=actor, firm_id=firm.firm_id),
            "agents": [row for row in told if row["holds"]],
            "over": [row for row in told if not row["holds"]],
            "fields": _fields(request, errors),
            "asked": mandate_fields(
                actor, request.today, request.POST, errors, sides=("firm",)
            ),
            "errors": errors,
            "acting": actor.acting,
        }
    return show(request, "mandates/firm.html", context, status)


def _fields(request: ActorRequest, errors: dict[str, str]) -> list[dict[str, Any]]:
    data = request.POST
    kinds = [{"value": kind.value, "label": kind.label} for kind in IdKind]
    person: list[dict[str, Any]] = [
        {"name": "name", "label": _("经办人姓名"), "type": "text", "max_length": 50},
        {
            "name": "id_kind",
            "label": _("证件类型"),
            "type": "select",
            "choices": kinds,
            "value": IdKind.CITIZEN.value,
        },
        {"name": "id_number", "label": _("证件号码"), "type": "identity_document"},
    ]
    for field in person:
        name = field["name"]
        field |= {"required": True, "error": errors.get(name, "")}
        if data.get(name):
            field["value"] = data[name]
    return person
