"""The facts on which a case's due days hang, for explanations and proofs."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tongban.capabilities.cases.models import Case, CaseEvent
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.catalogue.types import LimitCard
from tongban.capabilities.orgs.queries import find_calendar
from tongban.ground.clock import (
    AcceptedFact,
    Calendar,
    ClockFacts,
    Limit,
    LimitFact,
    due,
)
from tongban.ground.clock.explaining import DECISION_LIMIT
from tongban.ground.refusals import NotFound, Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")
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
    event = CaseEvent.objects.filter(case=case, kind="accepted").first()
    if event is None:
        raise Refusal("这个办件还没有受理，时限从受理起算，还没有可以说明的日子。")
    guide = get_guide(actor=actor, version_id=case.version_id)
    moment: datetime = event.occurred_at
    basis = str(guide.elements.get("statutory_basis") or DECISION_LIMIT)
    has_statute = guide.statutory.value > 0
    facts = ClockFacts(
        case_number=case.number,
        accepted=AcceptedFact(
            on=moment.astimezone(OFFICE_ZONE).date(),
            occurred_at=moment.astimezone(OFFICE_ZONE),
        ),
        promised=LimitFact(limit=_limit(guide.promised), article=PROMISE),
        statutory=LimitFact(limit=_limit(guide.statutory), article=basis)
        if has_statute
        else None,
        calendar=_calendar(actor, event.facts),
    )
    _require_same(case, facts)
    return facts


def _calendar(actor: Actor, facts: dict[str, Any]) -> Calendar:
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
            f"按受理日和指南算出的办结日（{promised}、{statutory}）与办件记录"
            f"（{recorded[0]}、{recorded[1]}）不同，请报告系统管理员。"
        )


def _limit(card: LimitCard) -> Limit:
    return Limit(card.value, card.unit)  # type: ignore[arg-type]  # checked by the law
