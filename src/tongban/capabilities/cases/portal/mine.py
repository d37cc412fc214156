"""P14 my cases, and P15 one case: what happened, what comes, what I must do."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.capabilities.cases.portal.awaiting import coming_events, what_to_do
from tongban.capabilities.cases.queries import (
    get_case,
    get_receipt,
    list_own_cases,
    list_own_drafts,
)
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseLine, CaseView, DraftView
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.orgs.queries import get_calendar
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.text.days import day_words

KINDS = {
    CaseState.GRANTED: "ok",
    CaseState.DELIVERED: "ok",
    CaseState.REFUSED: "danger",
    CaseState.NOT_ACCEPTED: "danger",
}
PAPER_OF = {
    "submitted": ("receipt",),
    "accepted": ("acceptance",),
    "not_accepted": ("non_acceptance",),
    "granted": ("decision_granted",),
    "refused": ("decision_refused",),
}
ASKS = {CaseState.GRANTED, CaseState.REFUSED, CaseState.NOT_ACCEPTED}
# What still comes, by where a case stands.
AHEAD = {
    CaseState.SUBMITTED: ("accepted", "decided", "delivered"),
    CaseState.ACCEPTED: ("decided", "delivered"),
    CaseState.REVIEWED: ("decided", "delivered"),
    CaseState.GRANTED: ("delivered",),
    CaseState.REFUSED: ("delivered",),
}


@require_safe
def list_mine(request: ActorRequest) -> HttpResponse:
    """Cards of everything under way, drafts first: they wait for the person."""
    actor = signed_in(request)
    with reading(actor):
        cases = list_own_cases(actor=actor)
        drafts = list_own_drafts(actor=actor, today=request.today)
        cards = [_draft_card(actor, row, request) for row in drafts]
    context = {
        "drafts": cards,
        "cases": [_case_card(row) for row in cases],
        "nav_key": "mine",
    }
    return _private(render(request, "cases/portal/mine.html", context))


def signed_in(request: ActorRequest) -> Actor:
    """The actor of the session. Refuses with NotAllowed when there is none."""
    actor = request.actor
    if actor.kind == "anonymous":
        raise NotAllowed(_("请先登录，再看您的办件。"))
    return actor


def _draft_card(
    actor: Actor, draft: DraftView, request: ActorRequest
) -> dict[str, Any]:
    guide = get_guide(actor=actor, version_id=draft.version_id)
    left = (draft.expires_on - request.today).days
    return {
        "title": guide.name,
        "href": reverse("cases:tasks", args=[guide.handling_code]),
        "number": _("还没有编号"),
        "state_words": _("没提交"),
        "state_kind": "warn",
        "todo": _("填到一半，点开接着填。草稿再保存 %(left)s 天。") % {"left": left},
    }


def _case_card(row: CaseLine) -> dict[str, Any]:
    when = "" if row.state in ASKS else what_to_do(row.state)
    if row.promised_due_on and row.state in {CaseState.ACCEPTED, CaseState.REVIEWED}:
        when = _("%(day)s前办好") % {"day": day_words(row.promised_due_on)}
    return {
        "title": row.item_name,
        "href": reverse("cases:case", args=[row.case_id]),
        "number": row.number,
        "applicant": row.applicant,
        "state_words": row.state.label,
        "state_kind": KINDS.get(row.state, "info"),
        "todo": what_to_do(row.state) if row.state in ASKS else "",
        "when": when,
    }


@require_safe
def show_case(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """One case, whole. Hidden and missing look alike."""
    actor = signed_in(request)
    with reading(actor):
        case = get_case(actor=actor, case_id=case_id)
        receipt = get_receipt(actor=actor, case_id=case_id)
        guide = get_guide(actor=actor, version_id=case.version_id)
        calendar = get_calendar(actor=actor)
    coming = coming_events(guide, case, calendar)
    context = {
        "case": case,
        "receipt": receipt,
        "state_kind": KINDS.get(case.state, "info"),
        "todo": what_to_do(case.state),
        "entries": [*_past(case), *_ahead(case)],
        "coming": coming,
        "facts": _facts(case),
        "parties": [
            {
                "term": row.label,
                "value": f"{row.name}（{row.id_label} {row.id_masked}）",
            }
            for row in case.parties
        ],
        "answers": [
            {"term": row.label, "value": row.text}
            for row in (*case.situations, *case.values)
        ],
        "materials": [_material(row) for row in case.materials],
        "contact": (guide.elements.get("consult_phones") or ["12345"])[0],
        "nav_key": "mine",
    }
    return _private(render(request, "cases/portal/case.html", context))


def _facts(case: CaseView) -> list[dict[str, str]]:
    facts = [
        {"term": _("办理单位"), "value": case.body_name},
        {"term": _("提交日期"), "value": day_words(case.filed_on, year=True)},
    ]
    note = _("暂定：那年的放假安排还没公布") if case.is_provisional else ""
    if case.promised_due_on:
        facts.append(
            {
                "term": _("承诺办结"),
                "value": _("%(day)s前")
                % {"day": day_words(case.promised_due_on, year=True)},
                "note": note,
            }
        )
    if case.statutory_due_on:
        facts.append(
            {
                "term": _("法定期限"),
                "value": _("%(day)s前")
                % {"day": day_words(case.statutory_due_on, year=True)},
                "note": note,
            }
        )
    return facts


def _past(case: CaseView) -> list[dict[str, Any]]:
    papers = {row.kind: row for row in case.papers}
    entries = []
    for event in case.events:
        links = [
            {
                "label": papers[kind].title,
                "href": reverse("cases:paper", args=[papers[kind].paper_id]),
            }
            for kind in PAPER_OF.get(event.kind, ())
            if kind in papers
        ]
        entries.append(
            {
                "what": event.words,
                "state": "done",
                "when": event.occurred_at,
                "who": f"{event.where} · {event.who}",
                "note": _reasons(event.facts),
                "links": links,
            }
        )
    return entries


def _reasons(facts: dict[str, Any]) -> str:
    found = facts.get("conditions")
    if isinstance(found, dict) and found:
        return "；".join(str(reason) for reason in found.values())
    return ""


def _ahead(case: CaseView) -> list[dict[str, str | datetime]]:
    words = {
        "accepted": _("受理"),
        "decided": _("作出决定"),
        "delivered": _("送达结果"),
    }
    if case.state is CaseState.SUBMITTED:
        words["accepted"] = _("等待受理")
    return [
        {"what": words[kind], "state": "now" if place == 0 else "next"}
        for place, kind in enumerate(AHEAD.get(case.state, ()))
    ]


def _material(row: Any) -> dict[str, str]:
    if row.is_waived:
        value = _("不用交")
    elif row.received_form:
        value = row.file_name or _("已收到")
    else:
        value = _("没有交")
    return {"term": row.name, "value": value}


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
