"""A lawful purge of what was filed in one application: two people, one document."""

from datetime import datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.cases.models import PurgeOrder
from tongban.capabilities.cases.permissions import APPROVE_PURGE, PROPOSE_PURGE
from tongban.ground.refusals import Invalid, MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

LONGEST_NUMBER: Final = 80
LONGEST_REASON: Final = 200


@command
def propose_purge(
    *,
    actor: Actor,
    application_id: UUID,
    document_number: str,
    reason: str,
    at: datetime,
) -> UUID:
    """Order that what was filed be destroyed; nothing happens until somebody else approves.

    Refuses with NotAllowed, Invalid, MoveRefused where one is ordered already, and with
    `nothing_is_purged_while_it_is_needed`.
    """
    require(actor, PROPOSE_PURGE, org_id=actor.office_for(PROPOSE_PURGE))
    number, why = document_number.strip(), reason.strip()
    errors = {}
    if not 0 < len(number) <= LONGEST_NUMBER:
        errors["document_number"] = "请写批准销毁的文号，例如：安档销〔2026〕3号。"
    if not 0 < len(why) <= LONGEST_REASON:
        errors["reason"] = "请写明为什么销毁，例如：保管期限届满，鉴定后同意销毁。"
    if errors:
        raise Invalid(errors)
    if PurgeOrder.objects.filter(application_id=application_id).exists():
        raise MoveRefused("这份申请已经有人提出销毁，请到清单里查看。")

    order = PurgeOrder.objects.create(
        city=actor.city,
        application_id=application_id,
        document_number=number,
        reason=why,
        proposed_by=actor.natural_person,
        proposed_at=at,
    )

    record(
        actor,
        "cases.purge.proposed",
        subject="application",
        subject_id=application_id,
        document=number,
    )
    return order.id


@command
def approve_purge(*, actor: Actor, order_id: UUID, at: datetime) -> UUID:
    """Destroy what was filed, for good; gives the application, which stays as a tombstone.

    The bytes of its files go with `sweep`. Refuses with NotAllowed, NotFound, MoveRefused,
    `purge_by_two_people` and `nothing_is_purged_while_it_is_needed`.
    """
    require(actor, APPROVE_PURGE, org_id=actor.office_for(APPROVE_PURGE))
    order = PurgeOrder.objects.filter(pk=order_id).first()
    if order is None:
        raise NotFound("没有这份销毁单，请先查看清单：tongban purge list。")
    if order.approved_by is not None:
        raise MoveRefused("这份销毁单已经执行过了。")

    order.approved_by, order.approved_at = actor.natural_person, at
    order.save(update_fields=["approved_by", "approved_at"])

    record(
        actor,
        "cases.purge.done",
        subject="application",
        subject_id=order.application_id,
        document=order.document_number,
    )
    return order.application_id
