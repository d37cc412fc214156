"""Reviewing what was handed in: first review, legality, gatekeeping."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.catalogue.models import (
    ItemDraft,
    ItemReview,
    ItemSubmission,
)
from tongban.capabilities.catalogue.stages import office_of, permission_of
from tongban.capabilities.catalogue.states import OUTCOMES, PASSED, RETURNED, STAGES
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

_LONGEST_OPINION = 1000
_AGREED = "同意"


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
    said = _opinion(opinion, stage, outcome)
    office = office_of(actor, stage, draft.body_id)
    require(actor, permission_of(stage), org_id=office)
    if actor.person_id is None or office is None:
        raise NotAllowed("审查要由具体的人来做，请用自己的账号登录。")
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
        reviewer_id=actor.person_id,
        body_id=office,
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


def _opinion(opinion: str, stage: str, outcome: str) -> str:
    if stage not in STAGES or outcome not in OUTCOMES:
        raise Invalid({"outcome": "请选通过或者退回，例如：通过。"})
    said = opinion.strip() or (_AGREED if outcome == PASSED else "")
    _check(said, outcome)
    return said


def _check(opinion: str, outcome: str) -> None:
    if outcome == RETURNED and not opinion:
        raise Invalid(
            {"opinion": "退回要写明哪里要改，例如：第 3 项材料没有依据，请补上条款。"}
        )
    if len(opinion) > _LONGEST_OPINION:
        raise Invalid(
            {
                "opinion": f"意见最多写 {_LONGEST_OPINION} 个字，您写了 {len(opinion)} 个。"
                "请只留要点，例如：第 3 项材料没有依据。"
            }
        )
