"""Who does each stage of the way to publication, by office."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from tongban.ground.refusals import NotAllowed
from tongban.ground.reviews import (
    DRAFTING,
    FIRST_REVIEW,
    GATEKEEPING,
    LEGALITY,
    SENT_BACK,
    TO_PUBLISH,
)
from tongban.plumbing.access.actor import Actor

WITH_THE_DRAFTER: Final = frozenset({DRAFTING, SENT_BACK})


def in_person(actor: Actor, office: UUID | None) -> tuple[UUID, UUID]:
    """Who reviews, and for which body. Refuses with NotAllowed a nobody in particular."""
    if actor.person_id is None or office is None:
        raise NotAllowed("审查要由具体的人来做，请用自己的账号登录。")
    return actor.person_id, office


@dataclass(frozen=True)
class WayToPublication:
    """The permission for each stage of one kind of document.

    The drafting body drafts and reviews first; the rest is done at the city's office for all.
    """

    drafting: str
    first_review: str
    legality: str
    gatekeeping: str
    publication: str
    with_the_drafter: frozenset[str] = WITH_THE_DRAFTER

    def office_of(self, actor: Actor, stage: str, body_id: UUID) -> UUID | None:
        """The body for which the actor would do this stage, where there is one."""
        if stage in self.with_the_drafter or stage == FIRST_REVIEW:
            return body_id
        return actor.office_for(self.permission_of(stage))

    def may_do(self, actor: Actor, stage: str, body_id: UUID) -> bool:
        """Whether the stage is the actor's to do, by office; what is done with is nobody's."""
        permission = self.permission_of(stage)
        office = self.office_of(actor, stage, body_id)
        return actor.may(permission, org_id=office)

    def permission_of(self, stage: str) -> str:
        """The permission asked for; where nothing is to be done, a name that none holds."""
        if stage in self.with_the_drafter:
            return self.drafting
        return {
            FIRST_REVIEW: self.first_review,
            LEGALITY: self.legality,
            GATEKEEPING: self.gatekeeping,
            TO_PUBLISH: self.publication,
        }.get(stage, "")
