"""Special steps of the published flow: a site check, a hearing, an expert review.

What the guide says must happen may not be skipped; and where its time is not counted, the
clock stands still for it, for no longer than the guide says (licensing law art. 45).
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from tongban.capabilities.cases.commands.checking import is_remark
from tongban.capabilities.cases.commands.moving import hold_case, move, tell
from tongban.capabilities.cases.commands.review_case import LONGEST_OPINION
from tongban.capabilities.cases.models import Case, CaseEvent
from tongban.capabilities.cases.permissions import REVIEW_CASE
from tongban.capabilities.cases.queries.clocking import find_recorded_calendar
from tongban.capabilities.cases.queries.pauses import (
    count_due_days,
    due_facts,
    list_pauses,
)
from tongban.capabilities.cases.queries.special_steps import OUTCOMES
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.catalogue.types import Guide, StepCard
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def begin_special_step(
    *, actor: Actor, case_id: UUID, step: str, at: datetime
) -> CaseState:
    """Begin a special step of the guide; uncounted time stands still from here.

    `step` is its key in the guide. Refuses with Invalid, NotFound, NotAllowed,
    MoveRefused, or a rule of the register (`special_step_of_the_flow`).
    """
    case = hold_case(actor, case_id)
    require(actor, REVIEW_CASE, org_id=case.body_id)
    guide = get_guide(actor=actor, version_id=case.version_id)
    card = _step_of(guide, step)

    event = _write(actor, case, guide, card, kind="special_begun", facts={}, at=at)

    record(
        actor,
        "cases.special_step.begun",
        subject="case",
        subject_id=case.id,
        step=step,
    )
    tell(case, event, guide.name, step=card)
    return CaseState(case.state)


@command
def end_special_step(
    *,
    actor: Actor,
    case_id: UUID,
    step: str,
    outcome: str,
    opinion: str = "",
    at: datetime,
) -> CaseState:
    """End a special step: `passed`, `failed`, or `not_needed` where the guide allows it.

    Without `passed` (or `not_needed`) nothing is granted; a step that failed, or was not
    needed, says why in `opinion`. Refuses with Invalid, NotFound, NotAllowed,
    MoveRefused, or a rule of the register (`special_step_of_the_flow`).
    """
    case = hold_case(actor, case_id)
    require(actor, REVIEW_CASE, org_id=case.body_id)
    guide = get_guide(actor=actor, version_id=case.version_id)
    card = _step_of(guide, step)
    _check(card, outcome, opinion.strip())

    facts: dict[str, Any] = {"outcome": outcome}
    if opinion.strip():
        facts["opinion"] = opinion.strip()
    event = _write(actor, case, guide, card, kind="special_ended", facts=facts, at=at)

    record(
        actor,
        "cases.special_step.ended",
        subject="case",
        subject_id=case.id,
        step=step,
        outcome=outcome,
    )
    tell(case, event, guide.name, step=card, outcome=OUTCOMES[outcome])
    return CaseState(case.state)


def _step_of(guide: Guide, key: str) -> StepCard:
    special = [row for row in guide.steps if row.is_special]
    for row in special:
        if row.key == key:
            return row
    words = "、".join(row.name for row in special)
    raise Invalid(
        {
            "step": f"请从指南公布的特殊环节里选一个：{words}。"
            if special
            else "这个事项的指南没有特殊环节，不用登记。"
        }
    )


def _check(step: StepCard, outcome: str, opinion: str) -> None:
    errors: dict[str, str] = {}
    if outcome not in OUTCOMES or (outcome == "not_needed" and not step.only_if):
        errors["outcome"] = (
            f"请选“{step.name}”的结果：通过或者不通过；"
            "只有指南写明“什么情况下才做”的，才能选本件不需要。"
        )
    if (opinion or outcome in {"failed", "not_needed"}) and not is_remark(
        opinion, most=LONGEST_OPINION
    ):
        errors["special_opinion"] = (
            f"请写明查到的情况，1 至 {LONGEST_OPINION} 个字，没有看不见的控制字符，"
            "例如：后厨没有消毒柜，不符合第 2 条。"
        )
    if errors:
        raise Invalid(errors)


def _write(  # each says one thing about the step
    actor: Actor,
    case: Case,
    guide: Guide,
    step: StepCard,
    *,
    kind: str,
    facts: dict[str, Any],
    at: datetime,
) -> CaseEvent:
    """The event, with the due days as they are with this step."""
    told = {"step": step.key, "name": step.name, **facts}
    if not step.counts and facts.get("outcome") != "not_needed":
        coming = CaseEvent(kind=kind, occurred_at=at, facts=told)
        told = told | _due_days(actor, case, guide, coming)
    event = move(case, kind, actor=actor, at=at, acting_body=case.body_id, facts=told)
    if "promised_due_on" in told:
        case.refresh_from_db(fields=["promised_due_on"])
    return event


def _due_days(
    actor: Actor, case: Case, guide: Guide, coming: CaseEvent
) -> dict[str, Any]:
    """Both days, counted anew by the calendar that the acceptance was counted by."""
    held = list(CaseEvent.objects.filter(case=case).order_by("seq"))
    accepted = next((row for row in held if row.kind == "accepted"), None)
    if accepted is None:
        return {}  # the flow refuses the step
    calendar = find_recorded_calendar(actor, accepted.facts)
    pauses = list_pauses(guide, [*held, coming], calendar)
    return due_facts(*count_due_days(guide, accepted.occurred_at, calendar, pauses))
