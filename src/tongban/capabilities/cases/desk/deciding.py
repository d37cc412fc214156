"""B2 and B6: read a case, accept it or not, pass it on, decide."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongban.capabilities.cases import commands
from tongban.capabilities.cases.commands.reveal_parties import RevealedParty
from tongban.capabilities.cases.desk.acting import (
    ASKS_REASONS,
    acting_body,
    acts_of,
)
from tongban.capabilities.cases.desk.case_page import (
    PICTURES,
    choose_file,
    material_rows,
    page_of,
    reason_field,
    revealed_pairs,
    staff_words,
    viewer_of,
)
from tongban.capabilities.cases.desk.special_steps import special_rows
from tongban.capabilities.cases.desk.urging import urging_context
from tongban.capabilities.cases.queries import (
    get_case,
    get_lamps,
    get_urging,
    list_earlier_cases_of,
    read_case_file,
)
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseView, MaterialLine
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.files.pdfium import count_pages

PDF = "application/pdf"


@require_GET
def show(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """The case with its form, materials, clock, opinions and what can be done now."""
    return _page(request, case_id, Told())


@require_http_methods(["POST"])
def act(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Do the one thing that the pressed button names; a refusal keeps what was written."""
    case = get_case(actor=request.actor, case_id=case_id)
    what = request.POST.get("act", "")
    if what in ASKS_REASONS:
        return redirect("desk:reasons", case_id, what)
    told = Told()
    with told:
        _do(request, case, what)
        return redirect("desk:decided" if what == "grant" else "desk:case", case_id)
    return _page(request, case_id, told)


@require_http_methods(["POST"])
def reveal(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Whole numbers, phones and addresses, for a reason that the person will read."""
    told = Told()
    with told:
        shown = commands.reveal_parties(
            actor=request.actor,
            case_id=case_id,
            reason=request.POST.get("reason", ""),
        )
        return _page(request, case_id, told, revealed=shown)
    return _page(request, case_id, told)


@require_http_methods(["POST"])
def urge(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """The window that took the case in urges the office that handles it."""
    told = Told()
    with told:
        commands.urge_case(
            actor=request.actor,
            case_id=case_id,
            words=request.POST.get("words", ""),
            at=request.now,
        )
        return redirect(reverse("desk:case", args=[case_id]) + "#urging")
    return _page(request, case_id, told)


def _do(request: ActorRequest, case: CaseView, what: str) -> None:
    actor, at, case_id = request.actor, request.now, case.case_id
    body = acting_body(actor, case)
    match what:
        case "accept":
            commands.accept_case(actor=actor, case_id=case_id, acting_body=body, at=at)
        case "review":
            commands.review_case(
                actor=actor,
                case_id=case_id,
                opinion=request.POST.get("opinion", "").strip(),
                at=at,
            )
        case "begin_special":
            commands.begin_special_step(
                actor=actor, case_id=case_id, step=request.POST.get("step", ""), at=at
            )
        case "end_special":
            commands.end_special_step(
                actor=actor,
                case_id=case_id,
                step=request.POST.get("step", ""),
                outcome=request.POST.get("outcome", ""),
                opinion=request.POST.get("special_opinion", ""),
                at=at,
            )
        case "grant":
            commands.decide_case(
                actor=actor, case_id=case_id, acting_body=body, grant=True, at=at
            )
        case _:
            raise Invalid({"": _("请从页面上的按钮里选一个。")})


@require_http_methods(["GET", "POST"])
def reasons(request: ActorRequest, case_id: UUID, what: str) -> HttpResponse:
    """Refuse with reasons: conditions of the guide, each with what was found."""
    if what not in ASKS_REASONS:
        raise NotFound(_("没有这个页面，请从办件页面上的按钮进入。"))
    case = get_case(actor=request.actor, case_id=case_id)
    told = Told()
    if request.method == "POST":
        with told:
            _refuse(request, case, what)
            return redirect("desk:case", case_id)
    context = _reasons_context(request, case, what, told.errors)
    context |= {"refusal": told.refusal}
    return render(request, "cases/desk/reasons.html", context, status=told.status)


def _refuse(request: ActorRequest, case: CaseView, what: str) -> None:
    body = acting_body(request.actor, case)
    unmet = {
        key: request.POST.get(f"finding_{key}", "").strip()
        for key in request.POST.getlist("unmet")
    }
    if what == "not_accept":
        commands.refuse_acceptance(
            actor=request.actor,
            case_id=case.case_id,
            acting_body=body,
            unmet=unmet,
            turn_to=request.POST.get("turn_to", "").strip(),
            at=request.now,
        )
        return
    commands.decide_case(
        actor=request.actor,
        case_id=case.case_id,
        acting_body=body,
        grant=False,
        unmet=unmet,
        at=request.now,
    )


def _reasons_context(
    request: ActorRequest, case: CaseView, what: str, errors: dict[str, str]
) -> dict[str, Any]:
    ticked = set(request.POST.getlist("unmet"))
    refuses_acceptance = what == "not_accept"
    title = _("不予受理") if refuses_acceptance else _("不予办理")
    turn_to = {
        "name": "turn_to",
        "label": _("申请人该找谁、怎么办"),
        "type": "text",
        "required": True,
        "max_length": 60,
        "value": request.POST.get("turn_to", ""),
        "example": _("县市场监督管理局"),
        "error": errors.get("turn_to", ""),
    }
    return {
        "nav_key": "worklist",
        "case": case,
        "case_href": reverse("desk:case", args=[case.case_id]),
        "errors": errors,
        "title": title,
        "confirm_words": _("确认%(what)s，出具文书") % {"what": title},
        "turn_to": turn_to if refuses_acceptance else None,
        "conditions": [
            {
                "key": row.key,
                "text": row.text,
                "lead": row.lead,
                "is_any": row.is_any,
                "is_ticked": row.key in ticked,
                "finding": {
                    "name": f"finding_{row.key}",
                    "label": _("查到的情况（勾选了就要写）"),
                    "type": "text",
                    "required": True,
                    "max_length": 200,
                    "value": request.POST.get(f"finding_{row.key}", ""),
                    "error": errors.get(f"finding_{row.key}", ""),
                },
            }
            for row in case.conditions
        ],
    }


@require_GET
def decided(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """B6 after signing: the papers as they were issued, and back to the list."""
    case = get_case(actor=request.actor, case_id=case_id)
    context = {
        "nav_key": "worklist",
        "case": case,
        "state_words": staff_words(case.state),
        "papers": tuple(reversed(case.papers)),
        "worklist_href": reverse("desk:worklist"),
    }
    return render(request, "cases/desk/decided.html", context)


def _page(
    request: ActorRequest,
    case_id: UUID,
    told: Told,
    revealed: Sequence[RevealedParty] = (),
) -> HttpResponse:
    with reading(request.actor):
        case = get_case(actor=request.actor, case_id=case_id)
        actions = acts_of(request.actor, case, request.today)
        lamps = get_lamps(actor=request.actor, today=request.today)
        urging = get_urging(actor=request.actor, case=case, today=request.today)
        earlier = (
            list_earlier_cases_of(actor=request.actor, case_id=case_id)
            if case.one_per_person
            else []
        )
        shown = choose_file(case, request.GET.get("file", ""))
        viewer = viewer_of(case, shown, _count_pages(request, case_id, shown))
    written = request.POST.get("opinion", "").strip()
    urged = request.POST.get("words", "").strip()
    context = page_of(case, lamps) | urging_context(
        urging, urged, told.errors.get("words", "")
    )
    context |= {
        "errors": told.errors,
        "refusal": told.refusal,
        # Somebody else was quicker: what was written must not be lost with the form.
        "lost_words": written if case.state != CaseState.ACCEPTED else "",
        "actions": actions,
        "earlier": earlier,
        "revealed": revealed_pairs(revealed),
        "reveal_reason": reason_field(request.POST.get("reason", ""), told.errors),
        "special_steps": special_rows(
            request.actor, case, request.POST.dict(), told.errors
        ),
        "opinion": _opinion(written, told.errors.get("opinion", "")),
        "phrases": [_("材料齐全，符合条件"), _("现场核查符合要求")],
        "materials": material_rows(case),
        "viewer": viewer,
        "shows_preview": case.state == CaseState.REVIEWED,
        "worklist_href": reverse("desk:worklist"),
        "keys": [
            {"key": "Esc", "label": _("返回待办"), "href": reverse("desk:worklist")}
        ],
    }
    return render(request, "cases/desk/case.html", context, status=told.status)


def _count_pages(
    request: ActorRequest, case_id: UUID, shown: MaterialLine | None
) -> int:
    if shown is None or shown.file_id is None:
        return 0
    if shown.media_type != PDF:
        return int(shown.media_type in PICTURES)
    file = read_case_file(actor=request.actor, case_id=case_id, file_id=shown.file_id)
    return count_pages(file.content)


def _opinion(written: str, error: str) -> dict[str, Any]:
    return {
        "name": "opinion",
        "label": _("审查意见"),
        "type": "textarea",
        "max_length": 500,
        "rows": 3,
        "value": written,
        "error": error,
    }
