"""W2, comprehensive intake: person, item, situation, materials, F10.

One form on one page. Whatever is wrong, everything typed comes back with it.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongban.capabilities.cases import commands
from tongban.capabilities.cases.desk.entering import (
    Typed,
    filing_of,
    first_role,
    forms_of,
    further_roles,
    read_typed,
)
from tongban.capabilities.cases.permissions import TAKE_IN
from tongban.capabilities.catalogue.queries import (
    find_version_in_force,
    get_guide,
    get_intake,
    suggest_items,
)
from tongban.capabilities.catalogue.types import Guide, IntakeCard
from tongban.capabilities.orgs.queries import get_venue, get_window
from tongban.capabilities.orgs.types import VenueCard
from tongban.capabilities.people.queries import (
    find_firm,
    find_person,
    list_own_postings,
)
from tongban.ground.codes.identity import IdKind, check_identity
from tongban.ground.refusals import Invalid, NotAllowed, NotFound, Refusal
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.database.keyed import document_key

MODE_WORDS = {
    "collect": "收件：只出收件凭证，由主管部门受理",
    "entrusted_acceptance": "委托受理：当场受理，出受理通知书",
    "department_own": "部门受理：当场受理，出受理通知书",
    "instant": "即办：当场办结，出结果",
}
PRIMARY_WORDS = {
    "collect": "收件并打印",
    "entrusted_acceptance": "受理并打印",
    "department_own": "受理并打印",
    "instant": "办结并打印",
}


@require_http_methods(["GET", "POST"])
def take_in(request: ActorRequest) -> HttpResponse:
    """Show and handle the intake page."""
    with reading(request.actor):
        venue = _venue_of(request)
        require(request.actor, TAKE_IN, org_id=venue.body_id)
        guide, intake = _chosen(request, venue)
    data = request.POST if request.method == "POST" else QueryDict()
    typed = read_typed(data, guide)
    if data.get("intent") == "take" and guide is not None:
        return _take(request, venue, guide, intake, typed)
    errors: dict[str, str] = {}
    if data.get("intent") == "find" or (data and typed.visitor["id_number"]):
        typed, errors = _find_visitor(request, typed)
    return _show(request, venue, guide, intake, typed, errors)


@require_GET
def suggest(request: ActorRequest) -> JsonResponse:
    """Items for the combobox, by pinyin initials, name or code."""
    with reading(request.actor):
        venue = _venue_of(request)
        rows = suggest_items(
            actor=request.actor,
            text=request.GET.get("q", "")[:60],
            venue_id=venue.venue_id,
            day=request.today,
        )
    options = [
        {
            "value": row.handling_code,
            "label": row.name,
            "code": row.handling_code,
            "note": row.body_name,
        }
        for row in rows
    ]
    return JsonResponse({"options": options})


def _venue_of(request: ActorRequest) -> VenueCard:
    for posting in list_own_postings(actor=request.actor, today=request.today):
        if posting.window_id is not None:
            window = get_window(actor=request.actor, window_id=posting.window_id)
            return get_venue(actor=request.actor, venue_id=window.venue_id)
    raise NotAllowed(
        "您没有在窗口任职，不能收件；请联系大厅管理员登记窗口。",
        turn_to="大厅管理员",
    )


def _chosen(
    request: ActorRequest, venue: VenueCard
) -> tuple[Guide | None, IntakeCard | None]:
    code = request.POST.get("item", "")
    if not code and request.POST.get("item_words"):
        # Without a script the typed words come instead of a chosen code.
        rows = suggest_items(
            actor=request.actor,
            text=request.POST["item_words"][:60],
            venue_id=venue.venue_id,
            day=request.today,
        )
        code = rows[0].handling_code if rows else ""
    if not code:
        return None, None
    version_id = find_version_in_force(
        actor=request.actor, handling_code=code, day=request.today
    )
    if version_id is None:
        raise NotFound("没有这个事项，或者它现在不在有效期内，请重新选择。")
    guide = get_guide(actor=request.actor, version_id=version_id)
    intake = get_intake(
        actor=request.actor,
        item_id=guide.item_id,
        venue_id=venue.venue_id,
        day=request.today,
    )
    return guide, intake


def _find_visitor(request: ActorRequest, typed: Typed) -> tuple[Typed, dict[str, str]]:
    visitor = dict(typed.visitor)
    kind = visitor["id_kind"] or IdKind.CITIZEN
    try:
        identity = check_identity(kind, visitor["id_number"], on=request.today)
    except (Refusal, ValueError) as error:
        words = error.message if isinstance(error, Refusal) else _("请选择证件类型。")
        return typed, {"id_number": words}
    id_key = document_key(request.actor.city, kind, identity.number)
    found = find_person(actor=request.actor, id_key=id_key)
    visitor["id_number"] = identity.number
    if found is not None:
        visitor["name"] = visitor["name"] or found.name
        visitor["phone"] = visitor["phone"] or found.phone
        visitor["address"] = visitor["address"] or found.address
    firm = dict(typed.firm)
    if firm["firm_uscc"] and not firm["firm_name"]:
        card = find_firm(actor=request.actor, uscc=firm["firm_uscc"])
        firm["firm_name"] = card.name if card else ""
    return (
        Typed(
            visitor,
            firm,
            typed.parties,
            typed.situations,
            typed.received,
            typed.originals,
            typed.key,
        ),
        {},
    )


def _facts(request: ActorRequest, typed: Typed) -> dict[str, Any]:
    facts = {
        "person.name": typed.visitor["name"],
        "person.id_type": typed.visitor["id_kind"] or str(IdKind.CITIZEN),
        "person.id_number": typed.visitor["id_number"],
        "person.phone": typed.visitor["phone"],
        "person.address": typed.visitor["address"],
    }
    uscc = typed.firm["firm_uscc"]
    firm = find_firm(actor=request.actor, uscc=uscc) if uscc else None
    if firm is not None:
        facts |= {
            "firm.name": firm.name,
            "firm.uscc": firm.uscc,
            "firm.address": firm.address,
            "firm.legal_representative": firm.legal_representative,
        }
    return facts


def _take(
    request: ActorRequest,
    venue: VenueCard,
    guide: Guide,
    intake: IntakeCard | None,
    typed: Typed,
) -> HttpResponse:
    forms = forms_of(guide, request.POST, request.today, {})
    values: dict[str, Any] = {}
    for form in forms:
        form.known = values
        if form.is_valid():
            values |= form.cleaned_data
    errors = {name: text for form in forms for name, text in form.messages().items()}
    try:
        if errors:
            raise Invalid(errors)
        receipt = commands.take_in_at_window(
            actor=request.actor,
            filing=filing_of(guide, typed, values),
            venue_id=venue.venue_id,
            at=request.now,
        )
    except Invalid as refusal:
        shown = _place_errors(guide, refusal.errors)
        return _show(request, venue, guide, intake, typed, shown, forms, status=422)
    return redirect("desk:taken_in", receipt.case_id)


def _place_errors(guide: Guide, errors: dict[str, str]) -> dict[str, str]:
    """Error keys of the command become the fields of this page."""
    first = first_role(guide).role
    placed = {}
    for name, text in errors.items():
        field = name
        if name.startswith(f"party_{first}_0_"):
            field = name.removeprefix(f"party_{first}_0_")
        elif name.startswith("party_"):
            field = "p_" + name.removeprefix("party_")
        elif name.startswith("situation_"):
            field = "s_" + name.removeprefix("situation_")
        elif name.startswith("material_"):
            field = "materials"
            text = f"{placed[field]}{text}" if field in placed else text  # noqa: PLW2901
        placed[field] = text
    return placed


def _show(
    request: ActorRequest,
    venue: VenueCard,
    guide: Guide | None,
    intake: IntakeCard | None,
    typed: Typed,
    errors: dict[str, str],
    forms: list[Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "nav_key": "window",
        "venue": venue,
        "guide": guide,
        "typed": typed,
        "errors": errors,
        "id_kinds": [{"value": kind.value, "label": kind.label} for kind in IdKind],
    }
    if guide is not None:
        context |= _item_context(request, guide, intake, typed, forms)
    return render(request, "cases/desk/window.html", context, status=status)


def _item_context(
    request: ActorRequest,
    guide: Guide,
    intake: IntakeCard | None,
    typed: Typed,
    forms: list[Any] | None,
) -> dict[str, Any]:
    mode = intake.mode if intake else "collect"
    if forms is None:
        forms = _filled_forms(request, guide, typed)
    return {
        "mode_words": _(MODE_WORDS[mode]),
        "primary": _(PRIMARY_WORDS[mode]),
        "not_here": intake is None,
        "forms": forms,
        "first_role": first_role(guide),
        "party_rows": _party_rows(guide, typed),
        "situations": [
            {
                "name": f"s_{row.key}",
                "label": row.question,
                "help": row.help,
                "options": [
                    {"value": option.key, "label": option.label}
                    for option in row.options
                ],
                "value": typed.situations.get(row.key, ""),
            }
            for row in guide.situations
        ],
        "materials": [_material(row, typed) for row in _asked(guide, typed)],
        "waived": [
            row for row in guide.materials_for(typed.situations) if row.is_waived
        ],
    }


def _filled_forms(request: ActorRequest, guide: Guide, typed: Typed) -> list[Any]:
    from tongban.plumbing.schemas.prefill import prefilled
    from tongban.plumbing.schemas.schema import read_schema

    known = prefilled(guide.form_schema, _facts(request, typed))
    typed_before: dict[str, Any] = {}
    for name in read_schema(guide.form_schema).fields:
        if request.POST.get(name):
            typed_before[name] = request.POST[name]
    return forms_of(guide, None, request.today, {**known, **typed_before})


def _asked(guide: Guide, typed: Typed) -> list[Any]:
    return [row for row in guide.materials_for(typed.situations) if not row.is_waived]


def _material(row: Any, typed: Typed) -> dict[str, Any]:
    return {
        "key": row.key,
        "name": row.name,
        "need": row.necessity,
        "trust": row.trust,
        "standard": row.details.get("acceptance_standard", ""),
        "received": row.key in typed.received,
        "check_original": row.trust == "C",
        "original_checked": row.key in typed.originals,
    }


def _party_rows(guide: Guide, typed: Typed) -> list[dict[str, Any]]:
    rows = []
    for role, shown in further_roles(guide):
        given = typed.parties.get(role.role, [])
        start = 1 if role is guide.party_roles[0] else 0
        for place in range(max(shown, len(given))):
            value = given[place] if place < len(given) else {}
            rows.append(
                {
                    "label": role.label,
                    "prefix": f"p_{role.role}_{place + start}_",
                    "value": value,
                    "optional": place >= role.fewest,
                }
            )
    return rows


@require_GET
def taken_in(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """What came of it: number, paper to print, next visitor."""
    from tongban.capabilities.cases.queries import get_case

    case = get_case(actor=request.actor, case_id=case_id)
    return render(
        request, "cases/desk/taken_in.html", {"case": case, "nav_key": "window"}
    )
