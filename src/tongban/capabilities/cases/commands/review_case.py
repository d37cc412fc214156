"""Review: somebody looked at the substance and found it right."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.cases.commands.checking import is_remark
from tongban.capabilities.cases.commands.moving import hold_case, move, tell
from tongban.capabilities.cases.models import CaseStep
from tongban.capabilities.cases.permissions import REVIEW_CASE
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.catalogue.types import StepCard
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

LONGEST_OPINION = 500


@command
def review_case(
    *,
    actor: Actor,
    case_id: UUID,
    opinion: str,
    steps_taken: tuple[str, ...] = (),
    at: datetime,
) -> CaseState:
    """Pass an accepted case on to decision, with an opinion (art. 34).

    `steps_taken` names steps of the published flow that were done; a step outside the
    flow cannot be named, and a special step has a record of its own. Refuses with Invalid, NotFound, NotAllowed,
    MoveRefused, or a rule of the register.
    """
    case = hold_case(actor, case_id)
    require(actor, REVIEW_CASE, org_id=case.body_id)
    guide = get_guide(actor=actor, version_id=case.version_id)
    steps = {row.key: row.step_id for row in guide.steps if not row.is_special}
    _check(opinion, steps_taken, guide.steps)

    for key in steps_taken:
        CaseStep.objects.create(
            city=case.city,
            case=case,
            version_id=case.version_id,
            step_id=steps[key],
            taken_by=actor.natural_person,
            taken_at=at,
            opinion=opinion,
        )
    event = move(
        case,
        "reviewed",
        actor=actor,
        at=at,
        acting_body=case.body_id,
        facts={"opinion": opinion} if opinion else {},
    )

    record(actor, "cases.case.reviewed", subject="case", subject_id=case.id)
    tell(case, event, guide.name)
    return CaseState.REVIEWED


def _check(
    opinion: str, steps_taken: tuple[str, ...], steps: tuple[StepCard, ...]
) -> None:
    errors: dict[str, str] = {}
    if opinion.strip() and not is_remark(opinion, most=LONGEST_OPINION):
        errors["opinion"] = (
            f"意见最多 {LONGEST_OPINION} 个字，不能有看不见的控制字符，"
            "例如：材料齐全，符合条件。"
        )
    special = [row.name for row in steps if row.is_special and row.key in steps_taken]
    if unknown := set(steps_taken) - {row.key for row in steps}:
        errors["steps"] = f"流程里没有这些环节：{'、'.join(sorted(unknown))}。"
    elif special:
        errors["steps"] = (
            f"特殊环节要单独登记开始和结果，不在审查里勾选：{'、'.join(special)}。"
        )
    elif len(set(steps_taken)) < len(steps_taken):
        errors["steps"] = "同一个环节勾选了两次，请只留一次。"
    if errors:
        raise Invalid(errors)
