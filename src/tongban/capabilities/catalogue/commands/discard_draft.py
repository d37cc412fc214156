"""Taking a draft off the list: what was handed in and said of it stays, it goes no further."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.catalogue.commands.drafting import draft_to_change
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def discard_draft(*, actor: Actor, draft_id: UUID, at: datetime) -> None:
    """Discard a draft of one's own body; a review of it that is under way ends with it.

    Refuses with NotFound, NotAllowed, MoveRefused when it is published or discarded.
    """
    draft = draft_to_change(draft_id)
    require(actor, DRAFT_ITEM, org_id=draft.body_id)
    if actor.person_id is None:
        raise NotAllowed("草稿要由具体的人作废，请用自己的账号登录。")

    # The row stays: reviews point at it, and the log alone would not hold its text.
    draft.discarded_at, draft.discarded_by_id = at, actor.person_id
    draft.save(update_fields=["discarded_at", "discarded_by"])

    record(
        actor,
        "catalogue.draft.discarded",
        subject="item_draft",
        subject_id=draft.id,
        body_id=draft.body_id,
    )
