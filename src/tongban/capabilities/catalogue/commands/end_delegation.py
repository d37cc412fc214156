"""Ending a delegation earlier than it was registered; the days before stay as they were."""

from datetime import date, datetime
from uuid import UUID

from tongban.capabilities.catalogue.commands.authorising import end_entry
from tongban.capabilities.catalogue.models import Delegation
from tongban.capabilities.catalogue.permissions import REGISTER_AUTHORITY
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def end_delegation(
    *, actor: Actor, delegation_id: UUID, last_day: date, at: datetime
) -> None:
    """Let the delegation hold until `last_day`; a day before its first takes it back whole.

    Refuses with NotAllowed, NotFound, MoveRefused where it ends by then anyway. The
    database refuses to change days that have passed.
    """
    office = actor.office_for(REGISTER_AUTHORITY)
    require(actor, REGISTER_AUTHORITY, org_id=office)

    held = Delegation.objects.select_for_update().filter(
        city=actor.city, pk=delegation_id
    )
    entry = end_entry(actor, held.first(), last_day, at)

    record(
        actor,
        "catalogue.delegation.ended",
        subject="delegation",
        subject_id=entry.id,
        item_id=entry.item_id,
        last_day=last_day,
    )
