"""Registering how an item is taken in at a hall."""

from datetime import date
from uuid import UUID

from tongban.capabilities.catalogue.commands.authorising import days_valid, item_of
from tongban.capabilities.catalogue.models import IntakeMode
from tongban.capabilities.catalogue.permissions import REGISTER_AUTHORITY
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

MODES = frozenset({"collect", "entrusted_acceptance", "department_own", "instant"})


@command
def register_intake_mode(
    *,
    actor: Actor,
    item_id: UUID,
    venue_id: UUID,
    mode: str,
    valid_from: date,
    valid_until: date | None = None,
) -> UUID:
    """Register the intake mode of an item at a hall; `valid_until` is the last day.

    The same registration twice is one. Refuses with NotAllowed, NotFound, Invalid; the
    database refuses two modes at a time.
    """
    office = actor.office_for(REGISTER_AUTHORITY)
    require(actor, REGISTER_AUTHORITY, org_id=office)
    item = item_of(actor, item_id)
    if mode not in MODES:
        raise Invalid(
            {"mode": "受理方式只有收件、委托受理、部门自办、即办四种，例如：收件。"}
        )

    valid = days_valid(valid_from, valid_until)
    held = IntakeMode.objects.filter(
        item=item, venue_id=venue_id, mode=mode, valid=valid
    ).first()
    if held is not None:
        return held.id
    intake = IntakeMode(
        city=actor.city, item=item, venue_id=venue_id, mode=mode, valid=valid
    )
    intake.save(force_insert=True)

    record(
        actor,
        "catalogue.intake_mode.registered",
        subject="intake_mode",
        subject_id=intake.id,
        item_id=item.id,
        venue_id=venue_id,
        mode=mode,
    )
    return intake.id
