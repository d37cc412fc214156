"""Reviewing what was handed in: first review, legality, gatekeeping."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.catalogue.models import (
    ItemDraft,
    ItemReview,
    ItemSubmission,
)
from tongban.capabilities.catalogue.stages import REASON, WAY
from tongban.ground.refusals import MoveRefused, NotFound
from tongban.ground.reviews import read_opinion
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.access.reviewing import in_person
from tongban.plumbing.evidence.recording import record


@command
def review_draft(  # a review says all of this, and nothing by default
    *,
    actor: Actor,
    draft_id: UUID,
    stage: str,
    outcome: str,
    opinion: str,
    digest: str,
    at: datetime,
) -> None:
    """Pass what was handed in at a stage, or return it to the drafter with an opinion.

    `digest` names the text that the reviewer looked at. Refuses with NotFound, NotAllowed,
    Invalid, MoveRefused when another text is under review by now. The database refuses
    a stage out of order, and a person who wrote in it or reviewed it at another stage.
    """
    draft = ItemDraft.objects.filter(city=actor.city, pk=draft_id).first()
    if draft is None:
        raise NotFound("没有找到这份草稿，或者它不归您的单位管。")
    office = WAY.office_of(actor, stage, draft.body_id)
    require(actor, WAY.permission_of(stage), org_id=office)
    said = read_opinion(opinion, stage=stage, outcome=outcome, reason=REASON)
    reviewer_id, office_id = in_person(actor, office)
    submission = ItemSubmission.objects.filter(draft=draft).order_by("-number").first()
    if submission is None or submission.digest != digest:
        raise MoveRefused("送审稿已经换了一稿，请刷新页面，看过新的一稿再审。")

    review = ItemReview(
        city=actor.city,
        submission=submission,
        stage=stage,
        outcome=outcome,
        opinion=said,
        digest=digest,
        reviewer_id=reviewer_id,
        body_id=office_id,
        reviewed_at=at,
    )
    review.save(force_insert=True)

    record(
        actor,
        "catalogue.draft.reviewed",
        subject="item_draft",
        subject_id=draft.id,
        stage=stage,
        outcome=outcome,
        digest=digest,
    )
