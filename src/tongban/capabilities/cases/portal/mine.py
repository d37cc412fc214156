"""P14 my cases, and P15 one case: what happened, what comes, what I must do."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.capabilities.cases.portal.awaiting import coming_events, what_to_do
from tongban.capabilities.cases.portal.delivering import tell_arrival
from tongban.capabilities.cases.portal.papers import receipt_file_name
from tongban.capabilities.cases.portal.timeline import tell_story
from tongban.capabilities.cases.queries import (
    get_case,
    get_receipt,
    list_drafts_at_hand,
    list_own_cases,
    list_readings,
)
from tongban.capabilities.cases.queries.own_part import (
    Waiting,
    get_own_part,
    list_waiting,
)
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import (
    CaseLine,
    CaseView,
    CorrectionView,
    DraftView,
)
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.notices.queries import list_own_notices
from tongban.capabilities.orgs.queries import get_calendar
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.text.days import day_words

KINDS = {
    CaseState.CORRECTING: "warn",
    CaseState.GRANTED: "ok",
    CaseState.DISPATCHED: "ok",
    CaseState.DELIVERED: "ok",
    CaseState.WITHDRAWN: "plain",
    CaseState.REFUSED: "danger",
    CaseState.NOT_ACCEPTED: "danger",
}
NOTICES = 5
ASKS = {
    CaseState.GRANTED,
    CaseState.REFUSED,
    CaseState.DISPATCHED,
    CaseState.NOT_ACCEPTED,
}


@require_safe
def list_mine(request: ActorRequest) -> HttpResponse:
    """Cards of everything under way, drafts first: they wait for the person."""
    actor = signed_in(request)
    with reading(actor):
        cases = list_own_cases(actor=actor)
        drafts = list_drafts_at_hand(actor=actor, today=request.today)
        notices = list_own_notices(actor=actor, limit=NOTICES)
        cards = [_draft_card(actor, row, request) for row in drafts]
        asked = [row.case_id for row in cases if row.state is CaseState.CORRECTING]
        waiting = list_waiting(actor=actor, case_ids=asked) if asked else {}
    context = {
        "acting": actor.acting,
        "notices": notices,
        "drafts": cards,
        "cases": [_case_card(row, waiting.get(row.case_id)) for row in cases],
        "nav_key": "mine",
    }
    return private(render(request, "cases/portal/mine.html", context))


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


def signed_in_citizen(request: ActorRequest) -> Actor:
    """The citizen of the session. Refuses staff accounts, who act at their desks."""
    actor = signed_in(request)
    if actor.kind != "citizen":
        raise NotAllowed(_("这一页是给申请人的，请用您个人的账号登录。"))
    return actor


def _case_card(row: CaseLine, waiting: Waiting | None) -> dict[str, Any]:
    todo = what_to_do(row.state) if row.state in ASKS else ""
    if waiting is not None:
        todo = _("要您做的：补正 %(count)s 样，%(day)s前") % {
            "count": waiting.count,
            "day": day_words(waiting.answer_by),
        }
    is_over = row.state in {CaseState.DELIVERED, CaseState.WITHDRAWN}
    when = "" if todo or is_over else what_to_do(row.state)
    if row.promised_due_on and row.state in {CaseState.ACCEPTED, CaseState.REVIEWED}:
        when = _("%(day)s前办好") % {"day": day_words(row.promised_due_on)}
    return {
        "title": row.item_name,
        "href": reverse("cases:case", args=[row.case_id]),
        "number": row.number,
        "applicant": row.applicant,
        "state_words": row.state.label,
        "state_kind": KINDS.get(row.state, "info"),
        "todo": todo,
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
        own = get_own_part(actor=actor, case_id=case_id)
        readings = list_readings(actor=actor, case_id=case_id)
    may_withdraw = own.is_filer and "withdrawn" in case.moves
    context = {
        "case": case,
        "receipt": receipt,
        "state_kind": KINDS.get(case.state, "info"),
        "todo": _todo(case),
        "asked": _asked(case),
        "entries": tell_story(case),
        "coming": coming_events(guide, case, calendar),
        "arrival": tell_arrival(actor, case, guide, own),
        "withdraw_href": _page_of(case, "withdraw") if may_withdraw else "",
        "correct_href": _page_of(case, "correct"),
        "facts": _facts(case),
        "receipt_name": receipt_file_name(case.number),
        **handed_in(case),
        "readings": readings,
        "contact": (guide.elements.get("consult_phones") or ["12345"])[0],
        "nav_key": "mine",
    }
    return private(render(request, "cases/portal/case.html", context))


def _page_of(case: CaseView, name: str) -> str:
    return reverse(f"cases:{name}", args=[case.case_id])


def _todo(case: CaseView) -> str:
    """As the list says it; a result that comes by itself need not be fetched."""
    way = case.delivery.wished_way if case.delivery else ""
    if case.state is CaseState.GRANTED and way == "post":
        return _("已经办好，正在准备寄给您。")
    if case.state is CaseState.GRANTED and way == "electronic":
        return _("已经办好，可以下载决定书了。")
    return what_to_do(case.state)


def _asked(case: CaseView) -> CorrectionView | None:
    """The notice, while it waits for its answer."""
    return case.correction if case.state is CaseState.CORRECTING else None


def handed_in(case: CaseView) -> dict[str, list[dict[str, str]]]:
    """What stands in the application, read only."""
    return {
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
    }


def _facts(case: CaseView) -> list[dict[str, str]]:
    facts = [
        {"term": _("办理单位"), "value": case.body_name},
        {"term": _("提交日期"), "value": day_words(case.filed_on, year=True)},
    ]
    unsure = _("暂定：那年的放假安排还没公布")
    if case.promised_due_on:
        facts.append(
            {
                "term": _("承诺办结"),
                "value": _("%(day)s前")
                % {"day": day_words(case.promised_due_on, year=True)},
                "note": unsure if "promised" in case.provisional_days else "",
            }
        )
    if case.statutory_due_on:
        facts.append(
            {
                "term": _("法定期限"),
                "value": _("%(day)s前")
                % {"day": day_words(case.statutory_due_on, year=True)},
                "note": unsure if "statutory" in case.provisional_days else "",
            }
        )
    return facts


def _material(row: Any) -> dict[str, str]:
    if row.is_waived:
        value = _("不用交")
    elif row.received_form:
        value = row.file_name or _("已收到")
    else:
        value = _("没有交")
    return {"term": row.name, "value": value}


def private(response: HttpResponse) -> HttpResponse:
    """A page about a person is kept nowhere."""
    response["Cache-Control"] = "no-store"
    return response
