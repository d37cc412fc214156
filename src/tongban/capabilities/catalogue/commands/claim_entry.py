"""Claiming an entry: a body takes it on itself, and may publish its implementation."""

from datetime import datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.catalogue.models import DirectoryClaim, DirectoryEntry
from tongban.capabilities.catalogue.permissions import CLAIM_ENTRY
from tongban.capabilities.orgs.queries import get_body
from tongban.ground.refusals import NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

LEVEL_OF_BODY: Final = {
    "national": "1",
    "province": "2",
    "city": "3",
    "county": "4",
    "township": "5",
    "village": "6",
}


@command
def claim_entry(*, actor: Actor, basic_code: str, body_id: UUID, at: datetime) -> UUID:
    """Claim an entry for a body of the actor; claimed already, it gives that claim.

    Refuses with NotAllowed, NotFound; the database refuses a level that the entry does not
    leave it to.
    """
    require(actor, CLAIM_ENTRY, org_id=body_id)
    if actor.person_id is None:
        raise NotAllowed("认领要由具体的人来做，请用自己的账号登录。")
    entry = DirectoryEntry.objects.filter(
        city=actor.city, basic_code=basic_code
    ).first()
    if entry is None:
        raise NotFound("基本目录里没有这个编码。请核对编码，例如 000190001000。")
    held = DirectoryClaim.objects.filter(entry=entry, body_id=body_id).first()
    if held is not None:
        return held.id

    claim = DirectoryClaim(
        city=actor.city,
        entry=entry,
        body_id=body_id,
        exercise_level=LEVEL_OF_BODY.get(
            get_body(actor=actor, body_id=body_id).level, ""
        ),
        claimed_by_id=actor.person_id,
        claimed_at=at,
    )
    claim.save(force_insert=True)

    record(
        actor,
        "catalogue.directory.claimed",
        subject="directory_claim",
        subject_id=claim.id,
        basic_code=basic_code,
    )
    return claim.id
