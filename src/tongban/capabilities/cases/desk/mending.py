"""Correction over the counter: somebody brings what the notice lists, and nothing else."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tongban.capabilities.cases.commands import correct_application
from tongban.capabilities.cases.desk.counter import find_counter
from tongban.capabilities.cases.desk.entering import Typed, entry_of, read_typed
from tongban.capabilities.cases.desk.scanning import keep_scans
from tongban.capabilities.cases.desk.showing import material_row
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.queries.mending import get_listed_values
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseView
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.catalogue.types import Guide, MaterialCard
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas.pages import PageForm, page_form
from tongban.plumbing.schemas.reading import read_typed as read_answer


@require_http_methods(["GET", "POST"])
def mend(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Show what the notice lists, and take it in; a refusal keeps what was typed."""
    with reading(request.actor):
        case = get_case(actor=request.actor, case_id=case_id)
        guide = get_guide(actor=request.actor, version_id=case.version_id)
        body = _body(request, case)
        typed = read_typed(request.POST, guide)
    if request.method != "POST" or case.correction is None:
        return _show(request, case, guide, typed, Told())
    scanned = keep_scans(request, guide, body)
    typed = typed.with_scans(scanned.kept)
    told = Told({f"material_{key}": said for key, said in scanned.errors.items()})
    cards = _listed(case, guide)
    entries = [entry_of(card, typed) for card in cards]
    with told:
        correct_application(
            actor=request.actor,
            case_id=case_id,
            materials=tuple(entry for entry in entries if entry is not None),
            values=_values(request, case, guide),
            at=request.now,
            acting_body=body,
        )
        return redirect("desk:case", case_id)
    return _show(request, case, guide, typed, told)


def _body(request: ActorRequest, case: CaseView) -> UUID:
    """The handling body where its own people sit, else the body of the clerk's hall."""
    if case.body_id in request.actor.org_ids:
        return case.body_id
    return find_counter(request).body_id


def _listed(case: CaseView, guide: Guide) -> list[MaterialCard]:
    lines = case.correction.lines if case.correction else ()
    wanted = {line.material for line in lines if line.material}
    return [card for card in guide.materials if card.key in wanted]


def _values(request: ActorRequest, case: CaseView, guide: Guide) -> dict[str, object]:
    """The listed answers as they were typed; the command judges them."""
    schema = guide.form
    values: dict[str, object] = {}
    for form, names in _forms(request, case, guide, {}):
        for name in names:
            raw = form.fields[name].widget.value_from_datadict(request.POST, {}, name)
            values[name] = read_answer(schema.fields[name], raw)
    return values


def _forms(
    request: ActorRequest, case: CaseView, guide: Guide, errors: dict[str, str]
) -> list[tuple[PageForm, list[str]]]:
    """The pages of the form that hold listed fields, with the names of those."""
    lines = case.correction.lines if case.correction else ()
    wanted = {line.field for line in lines if line.field}
    if not wanted:
        return []
    schema = guide.form
    posted = request.POST if request.method == "POST" else None
    found = []
    for page in schema.pages:
        names = [spec.name for spec in page.fields if spec.name in wanted]
        if not names:
            continue
        if posted is None:
            held = get_listed_values(actor=request.actor, case_id=case.case_id)
            form = page_form(schema, page.key, on=request.today, initial=held)
        else:
            form = page_form(schema, page.key, on=request.today, data=posted)
            form.is_valid()
            # Judged without the rest of the page: the command knows what was filed.
            form.errors.clear()
            for name in names:
                if name in errors:
                    form.add_error(name, errors[name])
        found.append((form, names))
    return found


def _show(
    request: ActorRequest,
    case: CaseView,
    guide: Guide,
    typed: Typed,
    told: Told,
) -> HttpResponse:
    errors = told.errors
    reasons = {
        line.material or line.field: line.reason
        for line in (case.correction.lines if case.correction else ())
    }
    # The list of the window names its rows with a hyphen.
    placed = {
        name.replace("material_", "material-", 1): words
        for name, words in errors.items()
    }
    context: dict[str, Any] = {
        "nav_key": "worklist",
        "case": case,
        "case_href": reverse("desk:case", args=[case.case_id]),
        "errors": placed,
        "refusal": told.refusal,
        "is_waiting": case.state == CaseState.CORRECTING,
        "materials": [
            material_row(card, typed, placed)
            | {"is_asked": True, "asked": "[]", "standard": reasons.get(card.key, "")}
            for card in _listed(case, guide)
        ],
        "fields": [
            {"bound": form[name], "reason": reasons.get(name, "")}
            for form, names in _forms(request, case, guide, errors)
            for name in names
        ],
    }
    return render(request, "cases/desk/mend.html", context, status=told.status)
