"""Handing a release in for review: from here on it rests until it is sent back."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.lists.commands.drafting import release_to_change
from tongban.capabilities.lists.models import ListHandIn
from tongban.capabilities.lists.permissions import DRAFT_LIST
from tongban.capabilities.lists.queries.documents import digest_of_release
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def hand_in_release(*, actor: Actor, release_id: UUID, at: datetime) -> str:
    """Hand the release in for its first review; gives the digest that reviewers name.

    Refuses with NotFound, NotAllowed, MoveRefused where it rests already.
    """
    release, card = release_to_change(actor, release_id)
    require(actor, DRAFT_LIST, org_id=release.body_id)
    digest = digest_of_release(actor, card)

    handed_in = ListHandIn(
        city=actor.city,
        release=release,
        number=card.handed_in + 1,
        digest=digest,
        handed_in_by_id=actor.natural_person,
        handed_in_at=at,
    )
    handed_in.save(force_insert=True)

    record(
        actor,
        "lists.release.handed_in",
        subject="list_release",
        subject_id=release.id,
        number=handed_in.number,
        digest=digest,
    )
    return digest
