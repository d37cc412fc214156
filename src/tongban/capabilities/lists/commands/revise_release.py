"""Changing what a release is called and rests on, while its drafter has it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from tongban.capabilities.lists.commands.drafting import (
    check_head,
    check_papers,
    kept_basis,
    release_to_change,
)
from tongban.capabilities.lists.kinds import kind_of
from tongban.capabilities.lists.permissions import DRAFT_LIST
from tongban.capabilities.lists.types import LegalBasis
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def revise_release(
    *,
    actor: Actor,
    release_id: UUID,
    title: str,
    basis: LegalBasis,
    at: datetime,
    papers: Mapping[str, str] | None = None,
) -> None:
    """Without `papers` those written stay. Refuses with NotFound, NotAllowed, MoveRefused; Invalid, field by field."""
    release, _ = release_to_change(actor, release_id)
    require(actor, DRAFT_LIST, org_id=release.body_id)

    kind = kind_of(release.kind)
    release.title = check_head(kind, title, basis)
    if papers is not None:
        release.papers = check_papers(kind, papers)
    for name, said in kept_basis(basis).items():
        setattr(release, name, said)
    release.revised_at = at
    names = ["title", *kept_basis(basis), "papers", "revised_at"]
    release.save(update_fields=names)

    record(
        actor, "lists.release.revised", subject="list_release", subject_id=release.id
    )
