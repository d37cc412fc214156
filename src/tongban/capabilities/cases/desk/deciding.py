"""B2 and B6: read a case, accept it or not, pass it on, decide, hand the result over."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongban.capabilities.cases import commands
from tongban.capabilities.cases.permissions import (
    ACCEPT_CASE,
    DECIDE_CASE,
    DELIVER_RESULT,
    REFUSE_ACCEPTANCE,
    REVIEW_CASE,
)
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseView
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.requests import ActorRequest

# What may be done in which state, with which permission; the database decides in the end.
ACTS: dict[CaseState, list[tuple[str, str]]] = {
    CaseState.SUBMITTED: [("accept", ACCEPT_CASE), ("not_accept", REFUSE_ACCEPTANCE)],
    CaseState.ACCEPTED: [("review", REVIEW_CASE), ("refuse", DECIDE_CASE)],
    CaseState.REVIEWED: [("grant", DECIDE_CASE), ("refuse", DECIDE_CASE)],
    CaseState.GRANTED: [("deliver", DELIVER_RESULT)],
    CaseState.REFUSED: [("deliver", DELIVER_RESULT)],
}
ACT_WORDS = {
    "accept": ("受理", "F9", "primary"),
    "not_accept": ("不予受理", "", "danger"),
    "review": ("通过", "F9", "primary"),
    "refuse": ("不予办理", "", "danger"),
    "grant": ("签发", "F10", "primary"),
    "deliver": ("出件", "F9", "primary"),
}
ASKS_REASONS = frozenset({"not_accept", "refuse"})


@require_GET
def show(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """The case with its form, materials, clock, opinions and what can be done now."""
    case = get_case(actor=request.actor, case_id=case_id)
    return render(request, "cases/desk/case.html", _context(request, case))


@require_POST
def act(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Do the one thing that the pressed button names."""
    case = get_case(actor=request.actor, case_id=case_id)
    what = request.POST.get("act", "")
    if what in ASKS_REASONS:
        return redirect("desk:reasons", case_id, what)
    try:
        _do(request, case, what)
    except Invalid as refusal:
        context = _context(request, case) | {"errors": refusal.errors}
        return render(request, "cases/desk/case.html", context, status=422)
    if what in {"accept", "review"}:
        return redirect("desk:case", case_id)
    if what == "grant":
        return redirect("desk:decided", case_id)
    return redirect("desk:worklist")


def _do(request: ActorRequest, case: CaseView, what: str) -> None:
    actor, at = request.actor, request.now
    body = _acting_body(request, case)
    if what == "accept":
        commands.accept_case(actor=actor, case_id=case.case_id, acting_body=body, at=at)
    elif what == "review":
        commands.review_case(
            actor=actor,
            case_id=case.case_id,
            opinion=request.POST.get("opinion", "").strip(),
            steps_taken=tuple(request.POST.getlist("steps")),
            at=at,
        )
    elif what == "grant":
        commands.decide_case(
            actor=actor, case_id=case.case_id, acting_body=body, grant=True, at=at
        )
    elif what == "deliver":
        commands.deliver_result(
            actor=actor, case_id=case.case_id, acting_body=body, way="pickup", at=at
        )
    else:
        raise Invalid({"act": _("请从页面上的按钮里选一个。")})


def _acting_body(request: ActorRequest, case: CaseView) -> UUID:
    """The handling body when the actor works there, else where the actor works."""
    if case.body_id in request.actor.org_ids:
        return case.body_id
    return request.actor.org_ids[0] if request.actor.org_ids else case.body_id


@require_http_methods(["GET", "POST"])
def reasons(request: ActorRequest, case_id: UUID, what: str) -> HttpResponse:
    """Refuse with reasons: conditions of the guide, each with what was found."""
    case = get_case(actor=request.actor, case_id=case_id)
    if what not in ASKS_REASONS:
        return redirect("desk:case", case_id)
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            _refuse(request, case, what)
        except Invalid as refusal:
            errors = refusal.errors
        else:
            return redirect("desk:case", case_id)
    context = _context(request, case) | {
        "errors": errors,
        "what": what,
        "title": _("不予受理") if what == "not_accept" else _("不予办理"),
        "asks_turn_to": what == "not_accept",
        "conditions": _ticked(request, case, errors),
        "turn_to": request.POST.get("turn_to", ""),
    }
    status = 422 if errors else 200
    return render(request, "cases/desk/reasons.html", context, status=status)


def _refuse(request: ActorRequest, case: CaseView, what: str) -> None:
    body = _acting_body(request, case)
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


def _ticked(
    request: ActorRequest, case: CaseView, errors: dict[str, str]
) -> list[dict[str, Any]]:
    ticked = set(request.POST.getlist("unmet"))
    return [
        {
            "key": row.key,
            "text": row.text,
            "is_ticked": row.key in ticked,
            "finding": request.POST.get(f"finding_{row.key}", ""),
            "error": errors.get(f"finding_{row.key}", ""),
        }
        for row in case.conditions
    ]


@require_GET
def decided(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """B6 after 签发: the decision as it was issued, and the next case."""
    case = get_case(actor=request.actor, case_id=case_id)
    return render(
        request, "cases/desk/decided.html", {"case": case, "nav_key": "worklist"}
    )


def _context(request: ActorRequest, case: CaseView) -> dict[str, Any]:
    body = _acting_body(request, case)
    acts = ACTS.get(case.state, [])
    return {
        "nav_key": "worklist",
        "case": case,
        "errors": {},
        "actions": [
            {
                "label": _(ACT_WORDS[name][0]),
                "key": ACT_WORDS[name][1],
                "kind": ACT_WORDS[name][2],
                "name": "act",
                "value": name,
            }
            for name, permission in acts
            if request.actor.may(permission, org_id=body)
        ],
        "opinion": {
            "name": "opinion",
            "label": _("审查意见"),
            "type": "textarea",
            "max_length": 500,
            "rows": 3,
            "value": request.POST.get("opinion", ""),
        },
        "asks_opinion": case.state == CaseState.ACCEPTED,
        "phrases": [_("材料齐全，符合条件"), _("现场核查符合要求")],
    }
