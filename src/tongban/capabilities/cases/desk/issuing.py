"""W6, results: match who stands here, hand over, send, and write down who signed for it."""

from typing import Any, Final, cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tongban.capabilities.cases import commands
from tongban.capabilities.cases.commands.deliver_result import LONGEST_COURIER, Way
from tongban.capabilities.cases.desk.case_page import (
    WAYS,
    delivery_pairs,
    staff_words,
)
from tongban.capabilities.cases.desk.counter import IssueCounter, find_issue_counter
from tongban.capabilities.cases.permissions import DELIVER_RESULT
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.queries.issuing import (
    WaitingResult,
    count_results,
    find_results,
    list_results,
    list_results_of,
)
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseLine, CaseView, PartyLine
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.catalogue.types import Guide
from tongban.ground.codes.mask import NameRule, mask_name
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.text.days import day_words

TABS: Final = {
    "pickup": gettext_lazy("等领取"),
    "post": gettext_lazy("要寄出"),
    "sent": gettext_lazy("已寄出，等签收"),
}
READY: Final = frozenset({CaseState.GRANTED, CaseState.REFUSED})
_LONGEST = 60


@require_http_methods(["GET", "POST"])
def queue(request: ActorRequest) -> HttpResponse:
    """What waits at this hall; a code or a card opens what belongs to its bearer."""
    shown = request.POST.get("shown", "").strip()[:_LONGEST]
    error = ""
    with reading(request.actor):
        counter = find_issue_counter(request)
        found: list[UUID] = []
        if request.method == "POST":
            found = find_results(
                actor=request.actor, body_id=counter.body_id, shown=shown
            )
            error = "" if found else _not_found(shown)
    if len(found) == 1:
        return _show(request, counter, found[0], Told(), shown=shown)
    return _show_queue(request, counter, found, shown, error)


def _not_found(shown: str) -> str:
    if not shown:
        return _("请输入 6 位取件码，或者刷身份证，例如 402913。")
    return _(
        "这里没有等这位来领的结果。请核对取件码或证件号码；"
        "也可能还没办好、已经领走，或者要到主管部门领。"
    )


def _show_queue(
    request: ActorRequest,
    counter: IssueCounter,
    found: list[UUID],
    shown: str,
    error: str,
) -> HttpResponse:
    actor, body = request.actor, counter.body_id
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else ""
    with reading(actor):
        totals = count_results(actor=actor, body_id=body)
        waiting = [] if found else list_results(actor=actor, body_id=body, tab=tab)
        chosen = (
            list_results_of(actor=actor, body_id=body, case_ids=found) if found else []
        )
        done = _done(request)
    context = {
        "nav_key": "issue",
        "counter": counter,
        "errors": {"shown": error} if error else {},
        "shown_field": _shown_field("" if error else shown, error),
        "shown": shown,
        "done": done,
        "chosen": [_choice(line) for line in chosen],
        "tabs": _tabs(tab, totals),
        "columns": _columns(),
        "rows": [_row(one) for one in waiting],
        "keys": [{"key": "Enter", "label": _("查找领件人的结果")}],
    }
    status = 422 if error else 200
    return render(request, "cases/desk/issue.html", context, status=status)


def _done(request: ActorRequest) -> str:
    """What has just been done, as the record says it."""
    try:
        case_id = UUID(request.GET.get("done", ""))
        case = get_case(actor=request.actor, case_id=case_id)
    except (ValueError, NotFound):
        return ""
    taken_by = case.delivery.taken_by if case.delivery else ""
    told = {"item": case.item_name, "number": case.number, "who": taken_by}
    if case.state == CaseState.DISPATCHED:
        return _("已寄出：%(item)s %(number)s") % told
    if taken_by:
        return _("已发证：%(item)s %(number)s，%(who)s已签收") % told
    return _("已送达：%(item)s %(number)s") % told


def _shown_field(value: str, error: str) -> dict[str, Any]:
    return {
        "name": "shown",
        "label": _("取件码或身份证号码"),
        "type": "code",
        "value": value,
        "required": True,
        "max_length": _LONGEST,
        "autocomplete": "off",
        "error": error,
    }


def _choice(line: CaseLine) -> dict[str, Any]:
    return {
        "case_id": line.case_id,
        "label": f"{line.item_name} {line.number}",
        "state_words": staff_words(line.state),
    }


def _tabs(chosen: str, totals: Any) -> list[dict[str, Any]]:
    here = reverse("desk:issue")
    tabs = [
        {
            "label": words,
            "href": f"{here}?tab={key}",
            "current": key == chosen,
            "count": totals[key],
        }
        for key, words in TABS.items()
    ]
    whole = {
        "label": _("全部"),
        "href": here,
        "current": not chosen,
        "count": sum(totals.values()),
    }
    return [whole, *tabs]


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": _("哪天办好")},
        {"label": _("办件编号"), "kind": "num"},
        {"label": _("申请人")},
        {"label": _("事项"), "kind": "wide"},
        {"label": _("结果")},
        {"label": _("怎么领")},
    ]


def _row(waiting: WaitingResult) -> dict[str, Any]:
    line, day = waiting.line, waiting.decided_on
    return {
        "href": reverse("desk:issue_case", args=[line.case_id]),
        "label": f"{line.item_name} {line.number}",
        "cells": [
            {"text": day_words(day) if day else "—"},
            {"text": line.number, "num": True},
            {"text": mask_name(line.applicant, NameRule.KEEP_ENDS)},
            {"text": line.item_name},
            {"text": staff_words(line.state)},
            {"text": WAYS[waiting.wished_way or "pickup"]},
        ],
    }


@require_http_methods(["GET", "POST"])
def issue(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """One result: hand it over, send it, or write down that it was signed for."""
    with reading(request.actor):
        counter = find_issue_counter(request)
    shown = request.POST.get("shown", "").strip()[:_LONGEST]
    act = request.POST.get("act", "")
    if request.method != "POST" or not act:
        return _show(request, counter, case_id, Told(), shown=shown)
    case = get_case(actor=request.actor, case_id=case_id)
    told = Told()
    with told:
        _do(request, counter, case, act)
        return redirect(f"{reverse('desk:issue')}?done={case_id}")
    return _show(request, counter, case_id, told, shown=shown)


def _do(request: ActorRequest, counter: IssueCounter, case: CaseView, act: str) -> None:
    common: dict[str, Any] = {
        "actor": request.actor,
        "case_id": case.case_id,
        "acting_body": _body(request, counter, case),
        "at": request.now,
    }
    if act == "send":
        commands.dispatch_result(
            **common,
            courier=request.POST.get("courier", ""),
            tracking_number=request.POST.get("tracking_number", ""),
        )
        return
    ways = {"hand": "pickup", "signed": "post", "electronic": "electronic"}
    if act not in ways:
        raise Invalid({"act": _("请从页面上的按钮里选一个。")})
    if act == "hand" and request.POST.get("confirm") != "yes":
        raise Invalid({"confirm": _("请当面核对领件人，请其签收，再勾选。")})
    window = counter.window
    commands.deliver_result(
        **common,
        way=cast("Way", ways[act]),
        shown=request.POST.get("shown", ""),
        window_id=window.window_id if window and act == "hand" else None,
        taken_by=request.POST.get("taken_by", "").strip()[:_LONGEST],
    )


def _body(request: ActorRequest, counter: IssueCounter, case: CaseView) -> UUID:
    """The body of the counter; whoever works for the handling body acts for that."""
    bodies = request.actor.bodies_for(DELIVER_RESULT)
    return case.body_id if case.body_id in bodies else counter.body_id


def _party_row(party: PartyLine) -> dict[str, str]:
    note = f"{party.id_label} {party.id_masked} {party.phone_masked}"
    return {"term": party.label, "value": party.name, "note": note}


def _show(
    request: ActorRequest,
    counter: IssueCounter,
    case_id: UUID,
    told: Told,
    *,
    shown: str,
) -> HttpResponse:
    errors = told.errors
    with reading(request.actor):
        case = get_case(actor=request.actor, case_id=case_id)
        require(request.actor, DELIVER_RESULT, org_id=_body(request, counter, case))
        guide = get_guide(actor=request.actor, version_id=case.version_id)
    is_ready = case.state in READY
    # What is done while one waits is taken away from where it was done.
    is_here = counter.may_hand_out or case.case_kind == "instant"
    wish = case.delivery.wished_way if case.delivery else ""
    context = {
        "nav_key": "issue",
        "case": case,
        "counter": counter,
        "state_words": staff_words(case.state),
        "errors": errors,
        "refusal": told.refusal,
        "hands_out": is_ready and is_here,
        "is_elsewhere": is_ready and not is_here,
        "posts": is_ready and wish == "post",
        "waits_for_signature": case.state == CaseState.DISPATCHED,
        "is_electronic": is_ready and _is_electronic(guide, wish),
        "is_over": not is_ready and case.state != CaseState.DISPATCHED,
        "is_matched": bool(shown) and "shown" not in errors,
        "shown": shown,
        "shown_field": _shown_field(shown, errors.get("shown", "")),
        "confirm_error": errors.get("confirm", ""),
        "taken_by": _taken_by(request),
        "parcel": _parcel(request, errors),
        "parties": [_party_row(party) for party in case.parties],
        "delivery_pairs": delivery_pairs(case.delivery),
        "papers": [paper for paper in case.papers if paper.kind.startswith("decision")],
        "keys": [{"key": "Esc", "label": _("返回出件"), "href": reverse("desk:issue")}],
    }
    return render(request, "cases/desk/issue_case.html", context, status=told.status)


def _is_electronic(guide: Guide, wish: str) -> bool:
    told = guide.elements.get("result") or {}
    return wish == "electronic" or "electronic" in (told.get("delivery") or [])


def _taken_by(request: ActorRequest) -> dict[str, Any]:
    return {
        "name": "taken_by",
        "label": _("签收人（本人领取不用填）"),
        "type": "text",
        "max_length": _LONGEST,
        "value": request.POST.get("taken_by", ""),
        "autocomplete": "off",
    }


def _parcel(request: ActorRequest, errors: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "label": label,
            "type": "text",
            "required": True,
            "max_length": LONGEST_COURIER,
            "value": request.POST.get(name, ""),
            "example": example,
            "error": errors.get(name, ""),
            "autocomplete": "off",
        }
        for name, label, example in (
            ("courier", _("快递公司"), _("邮政特快专递")),
            ("tracking_number", _("快递单号"), "1234567890123"),
        )
    ]
