"""Refusal to accept: it names a condition of the guide and the body to turn to."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.cases.commands.checking import LONGEST_REASON, is_remark
from tongban.capabilities.cases.commands.moving import (
    hold_case,
    issue_paper,
    move,
    tell,
)
from tongban.capabilities.cases.models import CaseCondition
from tongban.capabilities.cases.permissions import REFUSE_ACCEPTANCE
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.catalogue.queries import get_guide
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def refuse_acceptance(
    *,
    actor: Actor,
    case_id: UUID,
    acting_body: UUID,
    unmet: dict[str, str],
    turn_to: str,
    at: datetime,
) -> CaseState:
    """Refuse to accept, naming each unmet condition with what was found (art. 32).

    `unmet` maps the key of a condition of the guide to the finding; `turn_to` names the
    right body or what the applicant can do next. Refuses with Invalid when no condition
    is named, NotFound, NotAllowed, MoveRefused, or a rule of the register.
    """
    require(actor, REFUSE_ACCEPTANCE, org_id=acting_body)
    case = hold_case(actor, case_id)
    guide = get_guide(actor=actor, version_id=case.version_id)
    conditions = {row.key: row for row in guide.conditions}
    _check(unmet, turn_to, set(conditions))

    for key in unmet:
        CaseCondition.objects.create(
            city=case.city,
            case=case,
            version_id=case.version_id,
            condition_id=conditions[key].condition_id,
            is_met=False,
            judged_by=actor.natural_person,
            judged_at=at,
        )
    facts = {"conditions": unmet, "turn_to": turn_to}
    event = move(case, "not_accepted", actor=actor, at=at, acting_body=acting_body)
    issue_paper(case, event, "non_acceptance", actor=actor, facts=facts)

    record(
        actor,
        "cases.case.not_accepted",
        subject="case",
        subject_id=case.id,
        conditions=sorted(unmet),
    )
    tell(case, event, guide.name)
    return CaseState.NOT_ACCEPTED


def _check(unmet: dict[str, str], turn_to: str, known: set[str]) -> None:
    errors: dict[str, str] = {}
    if not unmet:
        errors["conditions"] = (
            "请至少勾选一条不符合的受理条件；不符合指南条件的，才能不予受理。"
        )
    for key, finding in unmet.items():
        if key not in known:
            errors["conditions"] = "勾选的条件不在办事指南里，请从列出的条件中选。"
        elif not is_remark(finding):
            errors[f"finding_{key}"] = (
                f"请写明这一条哪里不符合，1 至 {LONGEST_REASON} 个字，"
                "例如：经营场所距离垃圾站 10 米，不足 25 米。"
            )
    if not is_remark(turn_to):
        errors["turn_to"] = (
            f"请写明该找哪个单位或怎么办，1 至 {LONGEST_REASON} 个字，"
            "例如：县市场监督管理局。"
        )
    if errors:
        raise Invalid(errors)
