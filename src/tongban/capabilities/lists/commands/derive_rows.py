"""Drawing up the rows of a release again by the guides in force."""

from datetime import date, datetime
from uuid import UUID

from tongban.capabilities.lists.commands.drafting import release_to_change, row_of
from tongban.capabilities.lists.kinds import kind_of
from tongban.capabilities.lists.models import ListRow
from tongban.capabilities.lists.permissions import DRAFT_LIST
from tongban.capabilities.lists.queries.deriving import derive_lines
from tongban.ground.refusals import MoveRefused
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def derive_rows(*, actor: Actor, release_id: UUID, day: date, at: datetime) -> int:
    """Put the rows in place of those there that the guides give; how many there are.

    Refuses with NotFound, NotAllowed; MoveRefused where it rests, or its entries come
    from officers alone.
    """
    release, _ = release_to_change(actor, release_id)
    require(actor, DRAFT_LIST, org_id=release.body_id)
    if kind_of(release.kind).derive is None:
        raise MoveRefused("这种清单没有能从指南生成的行，请一项一项添加。")

    lines = derive_lines(
        actor,
        release.kind,
        release.venue_id,
        day,
        window_class_id=release.window_class_id,
    )
    ListRow.objects.filter(release=release).delete()
    ListRow.objects.bulk_create([row_of(release, line) for line in lines])
    release.revised_at = at
    release.save(update_fields=["revised_at"])

    record(
        actor,
        "lists.release.derived",
        subject="list_release",
        subject_id=release.id,
        rows=len(lines),
    )
    return len(lines)
