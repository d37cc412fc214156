"""Reviewing a release: first review, legality, gatekeeping."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.lists.models import ListHandIn, ListRelease, ListReview
from tongban.capabilities.lists.stages import REASON, WAY
from tongban.ground.refusals import MoveRefused, NotFound
from tongban.ground.reviews import read_opinion
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.access.reviewing import in_person
from tongban.plumbing.evidence.recording import record


@command
def review_release(  # a review says all of this, and nothing by default
    *,
    actor: Actor,
    release_id: UUID,
    stage: str,
    outcome: str,
    opinion: str,
    digest: str,
    at: datetime,
) -> None:
    """Pass what was handed in at a stage, or return it to the drafter with an opinion.

    `digest` names what the reviewer looked at. Refuses with NotFound, NotAllowed, Invalid,
    MoveRefused when something else is under review by now. The database refuses a stage
    out of order, and a person who wrote in it or reviewed it at another stage.
    """
    release = ListRelease.objects.filter(city=actor.city, pk=release_id).first()
    if release is None:
        raise NotFound("没有找到这份清单，或者它不归您的单位管。")
    office = WAY.office_of(actor, stage, release.body_id)
    require(actor, WAY.permission_of(stage), org_id=office)
    said = read_opinion(opinion, stage=stage, outcome=outcome, reason=REASON)
    reviewer_id, office_id = in_person(actor, office)
    handed_in = ListHandIn.objects.filter(release=release).order_by("-number").first()
    if handed_in is None or handed_in.digest != digest:
        raise MoveRefused("送审稿已经换了一稿，请刷新页面，看过新的一稿再审。")

    review = ListReview(
        city=actor.city,
        hand_in=handed_in,
        stage=stage,
        outcome=outcome,
        opinion=said,
        reviewer_id=reviewer_id,
        body_id=office_id,
        reviewed_at=at,
    )
    review.save(force_insert=True)

    record(
        actor,
        "lists.release.reviewed",
        subject="list_release",
        subject_id=release.id,
        stage=stage,
        outcome=outcome,
        digest=digest,
    )
