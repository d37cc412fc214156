"""A batch on its way: each item by the same acts as any other, in a transaction of its own.

An item that is refused stays out with its reason; the others go on.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from tongban.capabilities.catalogue.commands.hand_in_draft import hand_in_draft
from tongban.capabilities.catalogue.commands.publish_draft import publish_draft
from tongban.capabilities.catalogue.commands.review_draft import review_draft
from tongban.capabilities.catalogue.queries import get_bulk_change
from tongban.capabilities.catalogue.stages import WAY
from tongban.capabilities.catalogue.states import TO_HAND_IN
from tongban.capabilities.catalogue.types import DraftCard
from tongban.capabilities.catalogue.types.batches import Outcome
from tongban.ground.refusals import NotAllowed, Refusal
from tongban.ground.reviews import STAGES, TO_PUBLISH
from tongban.plumbing.access.actor import Actor


def hand_in_batch(*, actor: Actor, batch_id: UUID, at: datetime) -> list[Outcome]:
    """送审: every draft of the batch that is not under review yet.

    Refuses with NotFound and NotAllowed, as the two below.
    """

    def hand_in(draft: DraftCard) -> None:
        hand_in_draft(actor=actor, draft_id=draft.draft_id, at=at)

    waiting = _waiting(actor, batch_id, TO_HAND_IN)
    return _each(waiting, hand_in)


def review_batch(
    *,
    actor: Actor,
    batch_id: UUID,
    outcome: str,
    opinion: str,
    seen: Mapping[UUID, str],
    at: datetime,
) -> list[Outcome]:
    """One word for every draft that was seen and waits for this actor.

    `seen` is the digest of each text that was looked at: what is not among them, or was
    changed since, is not reviewed. Each item has a review of its own.
    """

    def review(draft: DraftCard) -> None:
        review_draft(
            actor=actor,
            draft_id=draft.draft_id,
            stage=draft.stage,
            outcome=outcome,
            opinion=opinion,
            digest=seen[draft.draft_id],
            at=at,
        )

    waiting = _waiting(actor, batch_id, STAGES)
    return _each([one for one in waiting if one.draft_id in seen], review)


def publish_batch(
    *, actor: Actor, batch_id: UUID, effective_on: date, at: datetime
) -> list[Outcome]:
    """Item by item, those that passed all three reviews."""

    def publish(draft: DraftCard) -> None:
        publish_draft(
            actor=actor, draft_id=draft.draft_id, effective_on=effective_on, at=at
        )

    return _each(_waiting(actor, batch_id, (TO_PUBLISH,)), publish)


def _waiting(actor: Actor, batch_id: UUID, stages: Collection[str]) -> list[DraftCard]:
    """What waits for the actor; NotAllowed where these stages are never the actor's to do.

    Without it whoever sees a batch would be told that all is done where nothing was.
    """
    batch = get_bulk_change(actor=actor, batch_id=batch_id)
    if not any(
        WAY.may_do(actor, stage, draft.body_id)
        for draft in batch.drafts
        for stage in stages
    ):
        raise NotAllowed(
            "这一批的这一步不归您的岗位办，请由起草、审查或者发布的人来办。"
        )
    return [
        draft
        for draft in batch.drafts
        if draft.stage in stages and WAY.may_do(actor, draft.stage, draft.body_id)
    ]


def _each(drafts: list[DraftCard], act: Callable[[DraftCard], None]) -> list[Outcome]:
    outcomes = []
    for draft in drafts:
        try:
            act(draft)
        except Refusal as refusal:
            outcomes.append(Outcome(draft.draft_id, draft.name, str(refusal)))
        else:
            outcomes.append(Outcome(draft.draft_id, draft.name))
    return outcomes
