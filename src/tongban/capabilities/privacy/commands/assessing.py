"""Filing an impact assessment, and another person's approval."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.privacy.commands.writing import need_words
from tongban.capabilities.privacy.models import Assessment, AssessmentApproval
from tongban.capabilities.privacy.permissions import KEEP_ASSESSMENTS
from tongban.capabilities.privacy.types import RISK_WORDS, AssessmentDraft
from tongban.ground.refusals import Invalid, MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

_WANTED: Final = {
    "processing": (200, "请写处理活动，例如：人脸核验登录"),
    "necessity": (1000, "请写目的和必要性，例如：法律要求确认本人，没有更轻的办法"),
    "risks": (1000, "请写对个人的影响和风险，例如：照片泄露后不能更换"),
    "measures": (1000, "请写保护措施，例如：只在本地比对，不留照片"),
    "conclusion": (500, "请写结论，例如：措施与风险相称，可以处理"),
}


@command
def file_assessment(*, actor: Actor, draft: AssessmentDraft, at: datetime) -> UUID:
    """File an impact assessment; it stands when another person approves.

    Refuses with NotAllowed, Invalid, `an_assessment_is_whole`.
    """
    require(actor, KEEP_ASSESSMENTS, org_id=actor.office_for(KEEP_ASSESSMENTS))
    if draft.risk not in RISK_WORDS:
        raise Invalid({"risk": "请选风险高低，例如：中。"})
    if draft.valid_until < draft.valid_from:
        raise Invalid(
            {"valid_until": "最后一天要在开始之后，例如 2027 年 11 月 30 日。"}
        )
    if bool(draft.claims) != bool(draft.receiver_id):
        raise Invalid(
            {"claims": "提供给别的单位的，单位和提供什么都要选，例如：姓名、手机号。"}
        )
    words: dict[str, Any] = dict(
        need_words(
            {name: (getattr(draft, name), *asked) for name, asked in _WANTED.items()}
        )
    )

    assessment = Assessment(
        city=actor.city,
        risk=draft.risk,
        valid_from=draft.valid_from,
        valid_until=draft.valid_until,
        receiver_id=draft.receiver_id,
        claims=list(draft.claims) or None,
        assessed_by_id=actor.natural_person,
        assessed_at=at,
        **words,
    )
    assessment.save(force_insert=True)

    record(
        actor,
        "privacy.assessment.filed",
        subject="privacy_assessment",
        subject_id=assessment.id,
        risk=draft.risk,
    )
    return assessment.id


@command
def approve_assessment(*, actor: Actor, assessment_id: UUID, at: datetime) -> None:
    """Stand for an assessment that somebody else made.

    Refuses with NotAllowed, NotFound, MoveRefused, `an_assessment_is_approved_by_another`.
    """
    require(actor, KEEP_ASSESSMENTS, org_id=actor.office_for(KEEP_ASSESSMENTS))
    if not Assessment.objects.filter(pk=assessment_id).exists():
        raise NotFound("没有找到这份影响评估。")
    if AssessmentApproval.objects.filter(assessment_id=assessment_id).exists():
        raise MoveRefused("这份影响评估已经核准过了。")

    AssessmentApproval(
        city=actor.city,
        assessment_id=assessment_id,
        approved_by_id=actor.natural_person,
        approved_at=at,
    ).save(force_insert=True)

    record(
        actor,
        "privacy.assessment.approved",
        subject="privacy_assessment",
        subject_id=assessment_id,
    )
