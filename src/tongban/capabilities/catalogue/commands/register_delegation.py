"""Registering a delegation: a department lets another body accept or decide for it."""

from datetime import date
from uuid import UUID

from tongban.capabilities.catalogue.commands.authorising import days_valid, item_of
from tongban.capabilities.catalogue.models import Delegation
from tongban.capabilities.catalogue.permissions import REGISTER_AUTHORITY
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def register_delegation(
    *,
    actor: Actor,
    item_id: UUID,
    to_body_id: UUID,
    power: str,
    document_number: str,
    valid_from: date,
    valid_until: date | None = None,
) -> UUID:
    """Register that the item's department lets a body accept (or decide), under a document.

    `valid_until` is the last day. The same registration twice is one. Refuses with
    NotAllowed, NotFound, Invalid; the database refuses delegations that overlap.
    """
    office = actor.office_for(REGISTER_AUTHORITY)
    require(actor, REGISTER_AUTHORITY, org_id=office)
    item = item_of(actor, item_id)
    if power not in {"accept", "decide"}:
        raise Invalid({"power": "授权内容只有受理和决定，请选一种，例如：受理。"})
    if not document_number.strip():
        raise Invalid(
            {"document_number": "请写授权文件的文号，例如：安民函〔2025〕31号。"}
        )

    values = {
        "item": item,
        "to_body_id": to_body_id,
        "power": power,
        "document_number": document_number.strip(),
        "valid": days_valid(valid_from, valid_until),
    }
    held = Delegation.objects.filter(**values).first()
    if held is not None:
        return held.id
    delegation = Delegation(city=actor.city, from_body_id=item.body_id, **values)
    delegation.save(force_insert=True)

    record(
        actor,
        "catalogue.delegation.registered",
        subject="delegation",
        subject_id=delegation.id,
        item_id=item.id,
        to_body_id=to_body_id,
        power=power,
    )
    return delegation.id
