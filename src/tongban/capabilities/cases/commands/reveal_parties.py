"""Showing whole what pages mask: for a reason, which the person reads."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from tongban.capabilities.cases.commands.checking import is_remark
from tongban.capabilities.cases.models import Party
from tongban.capabilities.cases.permissions import SEE_CASE
from tongban.capabilities.cases.queries.readings import note_reading
from tongban.capabilities.cases.queries.sight import seen_by
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

LONGEST_REASON: Final = 200


@dataclass(frozen=True)
class RevealedParty:
    """One of the people or firms of a case, with nothing masked."""

    name: str
    id_number: str
    phone: str
    address: str


@command
def reveal_parties(*, actor: Actor, case_id: UUID, reason: str) -> list[RevealedParty]:
    """Numbers, phones and addresses of a case, written down with who, when and why.

    Refuses with NotAllowed, NotFound, and with Invalid where no reason is given.
    """
    case = seen_by(actor).filter(pk=case_id).first()
    if case is None:
        raise NotFound("没有找到这个办件，或者您没有查看它的权限。")
    near = (case.body_id, case.received_body_id)
    body = next((one for one in near if one in actor.org_ids), None)
    require(actor, SEE_CASE, org_id=body)
    why = reason.strip()
    if not is_remark(why, most=LONGEST_REASON):
        raise Invalid(
            {
                "reason": f"请写明为什么要看，1 至 {LONGEST_REASON} 个字，本人会看到，"
                "例如：打电话通知现场核查时间。"
            }
        )

    note_reading(actor, case, reason=why)
    rows = Party.objects.filter(application_id=case.application_id)
    shown = [
        RevealedParty(row.name, row.id_number, row.phone, row.address)
        for row in rows.order_by("role", "place")
    ]

    # The reason stands where a purge can take it; the log has that it happened.
    record(actor, "cases.party.revealed", subject="case", subject_id=case.id)
    return shown
