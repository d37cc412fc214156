"""Handing a draft in for review: the text as it stands is what the reviewers see."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.catalogue.commands.drafting import (
    body_of,
    digest_of,
    draft_to_change,
    require_alike,
    require_whole,
)
from tongban.capabilities.catalogue.models import ItemReview, ItemSubmission
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed
from tongban.ground.reviews import RETURNED
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def hand_in_draft(*, actor: Actor, draft_id: UUID, at: datetime) -> UUID:
    """Hand the draft in for its first review; gives the key of what was handed in.

    Refuses with NotFound, NotAllowed, MoveRefused when it is published or this very text
    is under review already; with Invalid, by place, where the document has errors.
    """
    draft = draft_to_change(draft_id)
    require(actor, DRAFT_ITEM, org_id=draft.body_id)
    if actor.person_id is None:
        raise NotAllowed("送审要由具体的人来做，请用自己的账号登录。")
    require_whole(actor, draft.document, "送审", day=at.date())
    require_alike(actor, draft.document, "送审", day=at.date())
    if body_of(actor, draft.document).body_id != draft.body_id:
        raise Invalid(
            {
                "org": "实施机关和草稿所在的单位不是一个，请在“基本信息”里保存一次再送审。"
            }
        )
    digest = digest_of(draft.document)
    last = ItemSubmission.objects.filter(draft=draft).order_by("-number").first()
    if last and last.digest == digest and not _was_returned(last):
        raise MoveRefused("这一稿已经送审，请等审查意见；要改，改完再送审。")

    submission = ItemSubmission(
        city=actor.city,
        draft=draft,
        number=(last.number if last else 0) + 1,
        document=draft.document,
        digest=digest,
        handed_in_by_id=actor.person_id,
        handed_in_at=at,
    )
    submission.save(force_insert=True)

    record(
        actor,
        "catalogue.draft.handed_in",
        subject="item_draft",
        subject_id=draft.id,
        number=submission.number,
        digest=digest,
    )
    return submission.id


def _was_returned(submission: ItemSubmission) -> bool:
    return ItemReview.objects.filter(submission=submission, outcome=RETURNED).exists()
