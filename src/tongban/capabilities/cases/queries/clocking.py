"""The facts on which a case's due days hang, for explanations and proofs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tongban.capabilities.cases.models import Case, CaseEvent
from tongban.capabilities.cases.queries.pauses import limit_of, list_pauses
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.orgs.queries import find_calendar
from tongban.ground.clock import (
    AcceptedFact,
    Calendar,
    ClockFacts,
    LimitFact,
    due,
)
from tongban.ground.clock.explaining import DECISION_LIMIT
from tongban.ground.refusals import NotFound, Refusal
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

PROMISE = "优化营商环境条例 第三十七条"


@query
def get_clock_facts(*, actor: Actor, case_id: UUID) -> ClockFacts:
    """Acceptance, limits with their articles, and the calendar that was counted by.

    Refuses with NotFound, and when the case is not accepted, or its recorded due days
    do not follow from these facts.
    """
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise NotFound("没有找到这个办件，或者您没有查看它的权限。")
    events = list(CaseEvent.objects.filter(case=case).order_by("seq"))
    event = next((row for row in events if row.kind == "accepted"), None)
    if event is None:
        raise Refusal("这个办件还没有受理，时限从受理起算，还没有可以说明的日子。")
    guide = get_guide(actor=actor, version_id=case.version_id)
    moment: datetime = event.occurred_at
    basis = str(guide.elements.get("statutory_basis") or DECISION_LIMIT)
    has_statute = guide.statutory.value > 0
    calendar = find_recorded_calendar(actor, event.facts)
    facts = ClockFacts(
        case_number=case.number,
        accepted=AcceptedFact(
            on=moment.astimezone(OFFICE_ZONE).date(),
            occurred_at=moment.astimezone(OFFICE_ZONE),
        ),
        promised=LimitFact(limit=limit_of(guide.promised), article=PROMISE),
        statutory=LimitFact(limit=limit_of(guide.statutory), article=basis)
        if has_statute
        else None,
        calendar=calendar,
        pauses=list_pauses(guide, events, calendar),
    )
    _require_same(case, facts)
    return facts


def find_recorded_calendar(actor: Actor, facts: dict[str, Any]) -> Calendar:
    """The calendar as it was at acceptance: a later announcement is a later version."""
    version = str(facts.get("calendar", ""))
    calendar = find_calendar(actor=actor, version=version)
    if calendar is None:
        raise Refusal(f"找不到受理时用的工作日历（{version}），请核对日历是否齐全。")
    return calendar


def _require_same(case: Case, facts: ClockFacts) -> None:
    promised = facts.due(facts.promised, due).due_on
    statutory = facts.due(facts.statutory, due).due_on if facts.statutory else promised
    recorded = case.promised_due_on, case.statutory_due_on
    if (promised, statutory) != recorded:
        raise Refusal(
            f"按受理日、特殊环节和指南算出的办结日（{promised}、{statutory}）与办件记录"
            f"（{recorded[0]}、{recorded[1]}）不同，请报告系统管理员。"
        )
