"""Changing what a release is called and rests on, while its drafter has it."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.lists.commands.drafting import check_head, release_to_change
from tongban.capabilities.lists.kinds import kind_of
from tongban.capabilities.lists.permissions import DRAFT_LIST
from tongban.capabilities.lists.types import LegalBasis
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def revise_release(
    *, actor: Actor, release_id: UUID, title: str, basis: LegalBasis, at: datetime
) -> None:
    """Refuses with NotFound, NotAllowed, MoveRefused; Invalid, field by field."""
    release, _ = release_to_change(actor, release_id)
    require(actor, DRAFT_LIST, org_id=release.body_id)

    release.title = check_head(kind_of(release.kind), title, basis)
    release.basis_title = basis.title.strip()
    release.basis_number = basis.number.strip()
    release.basis_article = basis.article.strip()
    release.basis_rank = basis.rank
    release.revised_at = at
    names = ["title", "basis_title", "basis_number", "basis_article", "basis_rank"]
    release.save(update_fields=[*names, "revised_at"])

    record(
        actor, "lists.release.revised", subject="list_release", subject_id=release.id
    )
