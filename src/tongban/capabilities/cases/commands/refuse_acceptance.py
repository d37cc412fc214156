"""Refusal to accept: it names a condition of the guide and the body to turn to."""

from datetime import datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.cases.commands.checking import LONGEST_REASON, is_remark
from tongban.capabilities.cases.commands.judging import check_unmet, keep_unmet
from tongban.capabilities.cases.commands.moving import (
    hold_case,
    issue_paper,
    move,
    tell,
)
from tongban.capabilities.cases.permissions import REFUSE_ACCEPTANCE
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.catalogue.queries import get_guide
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

_NONE: Final = "请至少勾选一条不符合的受理条件；不符合指南条件的，才能不予受理。"
_EXAMPLE: Final = "经营场所距离垃圾站 10 米，不足 25 米。"


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
    is named or only some of a group of which one is enough, NotFound, NotAllowed, MoveRefused, or a rule of the register.
    """
    require(actor, REFUSE_ACCEPTANCE, org_id=acting_body)
    case = hold_case(actor, case_id)
    guide = get_guide(actor=actor, version_id=case.version_id)
    errors = check_unmet(guide, unmet, none=_NONE, example=_EXAMPLE)
    if not is_remark(turn_to):
        errors["turn_to"] = (
            f"请写明该找哪个单位或怎么办，1 至 {LONGEST_REASON} 个字，"
            "例如：县市场监督管理局。"
        )
    if errors:
        raise Invalid(errors)

    keep_unmet(case, guide, unmet, judged_by=actor.natural_person, at=at)
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
