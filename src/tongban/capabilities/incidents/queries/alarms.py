"""What the platform knows already when one of its alarms goes off: the draft of an incident."""

from datetime import date, datetime
from uuid import UUID

from tongban.capabilities.incidents.permissions import OPEN_INCIDENT
from tongban.capabilities.incidents.queries.plans import (
    ask_for_any,
    find_incident_plan,
)
from tongban.capabilities.incidents.types import ALARMS, IncidentDraft, PlanCard
from tongban.capabilities.privacy.permissions import LOOK_AT_MISUSE
from tongban.capabilities.privacy.queries import get_misuse_report
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@query
def propose_from_alarm(
    *,
    actor: Actor,
    alarm: str,
    now: datetime,
    today: date,
    finding_id: UUID | None = None,
) -> IncidentDraft:
    """A draft with what is known filled in; the lightest level, which people look at.

    `finding_id` names one of the odd reads, for who looks at them. Refuses with
    NotAllowed, and with NotFound for what is no alarm or where no plan is in force.
    """
    ask_for_any(actor, (OPEN_INCIDENT,))
    known = ALARMS.get(alarm)
    if known is None:
        raise NotFound(f"没有叫“{alarm}”的警报，可以写：{'、'.join(sorted(ALARMS))}。")
    plan = find_incident_plan(actor=actor, day=today)
    if plan is None:
        raise NotFound("还没有公布应急预案，请先编制，由另一个人公布。")
    return IncidentDraft(
        kind=_kind(plan, known.kind),
        level=list(plan.levels)[-1],
        title=known.title,
        words=known.words + _of_finding(actor, finding_id, today),
        found_at=now,
        found_how=f"平台警报 {alarm}",
        data=known.data,
        alarm=alarm,
    )


def _kind(plan: PlanCard, wanted: str) -> str:
    """The kind of this name, or the last of the plan: what is none of the others."""
    return wanted if wanted in plan.kinds else list(plan.kinds)[-1]


def _of_finding(actor: Actor, finding_id: UUID | None, today: date) -> str:
    """What stood out, without a name: who it was stands in its own register."""
    if finding_id is None or not actor.may_anywhere(LOOK_AT_MISUSE):
        return ""
    for one in get_misuse_report(actor=actor, today=today).findings:
        if one.finding_id == finding_id:
            return (
                f"{one.day.year} 年 {one.day.month} 月 {one.day.day} 日，"
                f"{one.body or '未注明单位'}，{one.rule_words}："
                f"{one.number} 次，超过 {one.bound} 次（异常查看 {finding_id}）。"
            )
    return ""
