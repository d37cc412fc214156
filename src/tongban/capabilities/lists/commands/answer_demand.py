"""Answering a report of a demanded proof, once."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.lists.models import ProofDemand
from tongban.capabilities.lists.permissions import ANSWER_DEMAND
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

_LONGEST = 500


@command
def answer_demand(*, actor: Actor, demand_id: UUID, answer: str, at: datetime) -> None:
    """Write what came of it. Refuses with NotFound, NotAllowed, Invalid (answer).

    The database refuses a second answer.
    """
    office = actor.office_for(ANSWER_DEMAND)
    require(actor, ANSWER_DEMAND, org_id=office)
    row = ProofDemand.objects.filter(city=actor.city, pk=demand_id).first()
    if row is None:
        raise NotFound("没有找到这条反映。")
    said = answer.strip()
    if not said or len(said) > _LONGEST:
        raise Invalid(
            {
                "answer": f"请写怎么处理的，最多 {_LONGEST} 个字，"
                "例如：已核实，已要求该窗口改正，材料已退回。"
            }
        )

    row.answer, row.answered_by_id, row.answered_at = said, actor.natural_person, at
    row.save(update_fields=["answer", "answered_by", "answered_at"])

    record(actor, "lists.demand.answered", subject="proof_demand", subject_id=row.id)
