"""Decision: grant or refuse, by somebody else than the acceptor."""

from datetime import datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.cases.commands.judging import check_unmet, keep_unmet
from tongban.capabilities.cases.commands.moving import (
    hold_case,
    issue_paper,
    move,
    tell,
)
from tongban.capabilities.cases.permissions import DECIDE_CASE
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.catalogue.queries import get_guide
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.writing import gathered
from tongban.plumbing.evidence.recording import record

_NONE: Final = "不予办理要写明不符合指南里的哪一条，请勾选并写明理由。"
_EXAMPLE: Final = "现场核查时厨房没有消毒设备。"


@command
def decide_case(
    *,
    actor: Actor,
    case_id: UUID,
    acting_body: UUID,
    grant: bool,
    unmet: dict[str, str] | None = None,
    at: datetime,
) -> CaseState:
    """Grant, or refuse with reasons and remedies (licensing law art. 38).

    `unmet` maps keys of conditions of the guide to what was found; a refusal needs
    one, and of a group of which one is enough all or none.
    Refuses with Invalid, NotFound, NotAllowed, MoveRefused, or a rule of the register
    (`accept_and_decide_by_two_people`, `no_decision_before_review`).
    """
    require(actor, DECIDE_CASE, org_id=acting_body)
    case = hold_case(actor, case_id)
    guide = get_guide(actor=actor, version_id=case.version_id)
    reasons = dict(unmet or {})
    if not grant:
        errors = check_unmet(guide, reasons, none=_NONE, example=_EXAMPLE)
        if errors:
            raise Invalid(errors)

    kind = "granted" if grant else "refused"
    with gathered():
        if not grant:
            keep_unmet(case, guide, reasons, judged_by=actor.natural_person, at=at)
        event = move(case, kind, actor=actor, at=at, acting_body=acting_body)
        issue_paper(
            case, event, f"decision_{kind}", actor=actor, facts={"conditions": reasons}
        )

    record(actor, f"cases.case.{kind}", subject="case", subject_id=case.id)
    tell(case, event, guide.name)
    return CaseState(case.state)
