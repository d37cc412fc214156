"""Taking one row off a release that its drafter has."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.lists.commands.drafting import release_to_change
from tongban.capabilities.lists.models import ListRow
from tongban.capabilities.lists.permissions import DRAFT_LIST
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def remove_entry(*, actor: Actor, release_id: UUID, row_id: UUID, at: datetime) -> None:
    """Refuses with NotFound, NotAllowed, MoveRefused where the release rests."""
    release, _ = release_to_change(actor, release_id)
    require(actor, DRAFT_LIST, org_id=release.body_id)
    gone, _ = ListRow.objects.filter(release=release, pk=row_id).delete()
    if not gone:
        raise NotFound("这一行已经不在清单里了，请刷新页面再看。")

    release.revised_at = at
    release.save(update_fields=["revised_at"])

    record(
        actor,
        "lists.entry.removed",
        subject="list_release",
        subject_id=release.id,
        row=row_id,
    )
