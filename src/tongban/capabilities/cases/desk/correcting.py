"""B3, the one-time correction notice of a case: everything that is missing, told once."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tongban.capabilities.cases.commands import ask_correction
from tongban.capabilities.cases.desk.acting import acting_body
from tongban.capabilities.cases.desk.case_page import RECEIVED_WORDS, last_day_of
from tongban.capabilities.cases.desk.noticing import (
    Held,
    is_fragment,
    notice_context,
    read_lines,
    read_notice,
    show_preview,
    time_words,
)
from tongban.capabilities.cases.permissions import ASK_CORRECTION
from tongban.capabilities.cases.previewing import preview_correction
from tongban.capabilities.cases.queries import get_case, get_lamps
from tongban.capabilities.cases.types import CaseView
from tongban.capabilities.catalogue.queries import get_guide
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told

PREVIEW = "preview"


@require_http_methods(["GET", "POST"])
def ask(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Show and send the notice; a refusal keeps every tick and every word."""
    case = get_case(actor=request.actor, case_id=case_id)
    body = acting_body(request.actor, case)
    require(request.actor, ASK_CORRECTION, org_id=body)
    if request.method != "POST":
        return _show(request, case, Told())
    lines = read_lines(request.POST)
    if request.POST.get("intent") == PREVIEW:
        if not is_fragment(request):
            return _show(request, case, Told())
        return show_preview(
            request,
            lines,
            lambda: preview_correction(
                actor=request.actor, case_id=case_id, lines=lines, at=request.now
            ),
        )
    told = Told()
    with told:
        ask_correction(
            actor=request.actor,
            case_id=case_id,
            acting_body=body,
            lines=lines,
            at=request.now,
        )
        return redirect("desk:decided", case_id)
    return _show(request, case, told)


def _show(request: ActorRequest, case: CaseView, told: Told) -> HttpResponse:
    with reading(request.actor):
        guide = get_guide(actor=request.actor, version_id=case.version_id)
        lamps = get_lamps(actor=request.actor, today=request.today)
    held = [
        Held(
            row.key,
            row.name,
            row.necessity,
            bool(row.received_form),
            RECEIVED_WORDS[row.received_form],
        )
        for row in case.materials
        if not row.is_waived
    ]
    posted = request.POST if request.method == "POST" else None
    notice = read_notice(guide, held, posted, told.errors)
    context = notice_context(notice) | {
        "nav_key": "worklist",
        "case": case,
        "case_href": reverse("desk:case", args=[case.case_id]),
        "errors": told.errors,
        "refusal": told.refusal,
        "was_told": case.correction is not None,
        "time_words": time_words(
            last_day_of(case, lamps), request.today, lamps.calendar
        ),
        "preview_href": reverse("desk:correction", args=[case.case_id]),
    }
    return render(request, "cases/desk/correction.html", context, status=told.status)
