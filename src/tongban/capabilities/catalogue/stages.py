"""Who does each stage of a draft's way to publication, and what people call it."""

from typing import Final
from uuid import UUID

from tongban.capabilities.catalogue.permissions import (
    DRAFT_ITEM,
    FIRST_REVIEW_ITEM,
    KEEP_GATE,
    PUBLISH_ITEM,
    REVIEW_LEGALITY,
)
from tongban.capabilities.catalogue.states import (
    CHANGED,
    DISCARDED,
    DRAFTING,
    FIRST_REVIEW,
    GATEKEEPING,
    LEGALITY,
    PUBLISHED,
    SENT_BACK,
    SUPERSEDED,
    TO_PUBLISH,
)
from tongban.plumbing.access.actor import Actor

STAGE_LABELS: Final = {
    DRAFTING: "起草中",
    SENT_BACK: "退回修改",
    CHANGED: "改过，待重新送审",
    FIRST_REVIEW: "待初审",
    LEGALITY: "待合法性审查",
    GATEKEEPING: "待把关",
    TO_PUBLISH: "待发布",
    PUBLISHED: "已发布",
    SUPERSEDED: "已被新草稿替代",
    DISCARDED: "已作废",
}
REVIEW_LABELS: Final = {
    FIRST_REVIEW: "初审",
    LEGALITY: "合法性审查",
    GATEKEEPING: "把关",
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
_PERMISSIONS: Final = {
    DRAFTING: DRAFT_ITEM,
    SENT_BACK: DRAFT_ITEM,
    CHANGED: DRAFT_ITEM,
    FIRST_REVIEW: FIRST_REVIEW_ITEM,
    LEGALITY: REVIEW_LEGALITY,
    GATEKEEPING: KEEP_GATE,
    TO_PUBLISH: PUBLISH_ITEM,
}
# What the drafting body does itself; the rest is done at the city's office for all bodies.
_AT_THE_BODY: Final = frozenset({DRAFTING, SENT_BACK, CHANGED, FIRST_REVIEW})


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
    office = office_of(actor, stage, body_id)
    return actor.may(_PERMISSIONS[stage], org_id=office)
