"""Reviewing a release: first review, legality, gatekeeping."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.lists.models import ListHandIn, ListRelease, ListReview
from tongban.capabilities.lists.stages import office_of, permission_of
from tongban.capabilities.lists.states import OUTCOMES, PASSED, RETURNED, STAGES
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

_LONGEST_OPINION = 1000
_AGREED = "同意"


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
    said = _opinion(opinion, stage, outcome)
    office = office_of(actor, stage, release.body_id)
    require(actor, permission_of(stage), org_id=office)
    if office is None:
        raise NotAllowed("审查要由相应岗位的人来做。")
    handed_in = ListHandIn.objects.filter(release=release).order_by("-number").first()
    if handed_in is None or handed_in.digest != digest:
        raise MoveRefused("送审稿已经换了一稿，请刷新页面，看过新的一稿再审。")

    review = ListReview(
        city=actor.city,
        hand_in=handed_in,
        stage=stage,
        outcome=outcome,
        opinion=said,
        reviewer_id=actor.natural_person,
        body_id=office,
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


def _opinion(opinion: str, stage: str, outcome: str) -> str:
    if stage not in STAGES or outcome not in OUTCOMES:
        raise Invalid({"outcome": "请选通过或者退回，例如：通过。"})
    said = opinion.strip() or (_AGREED if outcome == PASSED else "")
    if outcome == RETURNED and not said:
        raise Invalid(
            {"opinion": "退回要写明哪里要改，例如：第 3 行没有依据，请补上条款。"}
        )
    if len(said) > _LONGEST_OPINION:
        raise Invalid({"opinion": f"意见最多写 {_LONGEST_OPINION} 个字，请只留要点。"})
    return said
