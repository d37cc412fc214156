"""Who does each stage of a draft's way to publication, and what people call it."""

from typing import Final

from tongban.capabilities.catalogue.permissions import (
    DRAFT_ITEM,
    FIRST_REVIEW_ITEM,
    KEEP_GATE,
    PUBLISH_ITEM,
    REVIEW_LEGALITY,
)
from tongban.capabilities.catalogue.states import CHANGED, SUPERSEDED, TO_HAND_IN
from tongban.capabilities.catalogue.types import DraftCard
from tongban.ground import reviews
from tongban.ground.reviews import (
    DISCARDED,
    DRAFTING,
    FIRST_REVIEW,
    GATEKEEPING,
    LEGALITY,
    PUBLISHED,
    SENT_BACK,
    TO_PUBLISH,
)
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.reviewing import WayToPublication

STAGE_LABELS: Final = {
    **reviews.STAGE_LABELS,
    DRAFTING: "起草中",
    CHANGED: "改过，待重新送审",
    SUPERSEDED: "已被新草稿替代",
}
WHO_LABELS: Final = {
    DRAFTING: "起草单位",
    SENT_BACK: "起草单位",
    CHANGED: "起草单位",
    FIRST_REVIEW: "起草单位的初审人员",
    LEGALITY: "合法性审查人员",
    GATEKEEPING: "把关人员",
    TO_PUBLISH: "事项发布人员",
    PUBLISHED: "",
    SUPERSEDED: "",
    DISCARDED: "",
}
# An example of why a draft is sent back.
REASON: Final = "第 3 项材料没有依据"

# Who does a step after the drafter: each has drafts that wait for them.
REVIEWING: Final = (FIRST_REVIEW_ITEM, REVIEW_LEGALITY, KEEP_GATE, PUBLISH_ITEM)
WAY: Final = WayToPublication(
    drafting=DRAFT_ITEM,
    first_review=FIRST_REVIEW_ITEM,
    legality=REVIEW_LEGALITY,
    gatekeeping=KEEP_GATE,
    publication=PUBLISH_ITEM,
    with_the_drafter=TO_HAND_IN,
)


def is_own_turn(actor: Actor, draft: DraftCard) -> bool:
    """Whether the draft waits for the actor; whoever drafted it reviews nothing of it."""
    is_drafter = draft.drafted_by == actor.person_id
    if is_drafter and draft.stage not in TO_HAND_IN:
        return False
    return WAY.may_do(actor, draft.stage, draft.body_id)
