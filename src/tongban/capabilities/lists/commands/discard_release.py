"""Giving up a release that was not published."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.lists.commands.drafting import release_to_change
from tongban.capabilities.lists.permissions import DRAFT_LIST
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def discard_release(*, actor: Actor, release_id: UUID, at: datetime) -> None:
    """Take it off the desk for good. Refuses with NotFound, NotAllowed, MoveRefused."""
    release, _ = release_to_change(actor, release_id)
    require(actor, DRAFT_LIST, org_id=release.body_id)

    release.discarded_at = at
    release.discarded_by_id = actor.natural_person
    release.save(update_fields=["discarded_at", "discarded_by"])

    record(
        actor, "lists.release.discarded", subject="list_release", subject_id=release.id
    )
