"""Who does each stage of a release's way to publication, and what people call it."""

from typing import Final
from uuid import UUID

from tongban.capabilities.lists.permissions import (
    DRAFT_LIST,
    FIRST_REVIEW_LIST,
    KEEP_LIST_GATE,
    PUBLISH_LIST,
    REVIEW_LIST_LEGALITY,
)
from tongban.capabilities.lists.states import (
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

STAGE_LABELS: Final = {
    DRAFTING: "编制中",
    SENT_BACK: "退回修改",
    FIRST_REVIEW: "待初审",
    LEGALITY: "待合法性审查",
    GATEKEEPING: "待把关",
    TO_PUBLISH: "待发布",
    PUBLISHED: "已发布",
    DISCARDED: "已作废",
}
REVIEW_LABELS: Final = {
    FIRST_REVIEW: "初审",
    LEGALITY: "合法性审查",
    GATEKEEPING: "把关",
}
RANK_LABELS: Final = {
    "law": "法律",
    "regulation": "行政法规、地方性法规",
    "rule": "规章",
    "state_policy": "国务院文件",
    "province_policy": "省政府文件",
}
_PERMISSIONS: Final = {
    DRAFTING: DRAFT_LIST,
    SENT_BACK: DRAFT_LIST,
    FIRST_REVIEW: FIRST_REVIEW_LIST,
    LEGALITY: REVIEW_LIST_LEGALITY,
    GATEKEEPING: KEEP_LIST_GATE,
    TO_PUBLISH: PUBLISH_LIST,
}
# What the compiling body does itself; the rest is done at the city's office for all bodies.
_AT_THE_BODY: Final = frozenset({DRAFTING, SENT_BACK, FIRST_REVIEW})


def permission_of(stage: str) -> str:
    """The permission of who has to do the next thing."""
    return _PERMISSIONS[stage]


def office_of(actor: Actor, stage: str, body_id: UUID) -> UUID | None:
    """The body for which the actor would do this stage, where there is one."""
    if stage in _AT_THE_BODY:
        return body_id
    return next(iter(actor.bodies_for(_PERMISSIONS[stage])), None)


def may_do(actor: Actor, stage: str, body_id: UUID) -> bool:
    """Whether the stage is the actor's to do, by office."""
    if stage not in _PERMISSIONS:
        return False
    return actor.may(_PERMISSIONS[stage], org_id=office_of(actor, stage, body_id))
