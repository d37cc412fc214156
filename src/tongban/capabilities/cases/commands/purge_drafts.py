"""Unsent applications whose time is over: destroyed, as was promised when they were kept."""

from datetime import date

from tongban.capabilities.cases.models import ApplicationDraft
from tongban.capabilities.cases.permissions import PURGE_DRAFTS
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def purge_expired_drafts(*, actor: Actor, today: date) -> int:
    """Delete the city's drafts that expired before `today`; says how many.

    The wall shows a system actor expired drafts only. Refuses with NotAllowed.
    """
    require(actor, PURGE_DRAFTS)

    count, _ = ApplicationDraft.objects.filter(
        city=actor.city, expires_on__lt=today
    ).delete()

    if count:
        record(
            actor,
            "cases.drafts.purged",
            subject="city",
            subject_id=actor.city,
            count=count,
        )
    return count
