"""Pre-review (APP-11): the office looks at an unsent application and says what it thinks."""

import json
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.cases.commands.checking import is_remark
from tongban.capabilities.cases.drafts import own_draft
from tongban.capabilities.cases.events import DraftPreReviewed
from tongban.capabilities.cases.models import ApplicationDraft, PreReview
from tongban.capabilities.cases.permissions import FILE_APPLICATION, PRE_REVIEW
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.orgs.queries import get_calendar
from tongban.ground.clock import Limit, due
from tongban.ground.refusals import Invalid, MoveRefused, NotFound
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.keyed import text_key
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.evidence.recording import record
from tongban.plumbing.outbox.publishing import publish

# The office's own limit for an answer (project choice; no law sets one).
ANSWERED_WITHIN: Final = Limit(2, "working_day")
LONGEST_OPINION: Final = 500


def digest_of(city: str, answers: dict[str, Any]) -> str:
    """What was typed, in one short word: a later change makes the answer stale.

    Keyed: whoever reads it and guesses what was typed cannot confirm the guess.
    """
    return text_key(city, json.dumps(answers, sort_keys=True, ensure_ascii=False))


@command
def ask_pre_review(
    *,
    actor: Actor,
    version_id: UUID,
    at: datetime,
    principal_id: UUID | None = None,
) -> UUID:
    """Ask the body of the item to look at the own draft; gives the key of the request.

    Refuses with NotAllowed, NotFound where there is no draft, MoveRefused where one waits.
    """
    require(actor, FILE_APPLICATION)
    which = own_draft(actor, version_id, principal_id)
    draft = ApplicationDraft.objects.filter(which).first()
    if draft is None:
        raise NotFound("还没有填写内容，请先填好申请，再请工作人员预审。")
    if PreReview.objects.filter(which, outcome="").exists():
        raise MoveRefused("已经请工作人员看了，请等答复；答复以后可以再请一次。")
    guide = get_guide(actor=actor, version_id=version_id)
    day = at.astimezone(OFFICE_ZONE).date()

    row = PreReview.objects.create(
        id=new_key(),
        city=actor.city,
        person_id=actor.natural_person,
        for_person_id=draft.for_person_id,
        for_firm_id=draft.for_firm_id,
        version_id=version_id,
        body_id=guide.body_id,
        answers=draft.answers,
        digest=digest_of(actor.city, draft.answers),
        asked_at=at,
        due_on=due(day, ANSWERED_WITHIN, get_calendar(actor=actor)).due_on or day,
    )

    record(
        actor, "cases.draft.pre_review_asked", subject="pre_review", subject_id=row.id
    )
    return row.id


@command
def answer_pre_review(
    *, actor: Actor, pre_review_id: UUID, passes: bool, opinion: str, at: datetime
) -> None:
    """Say that the draft can be filed, or what is still to be mended.

    Refuses with Invalid (a return says why), NotFound, NotAllowed, MoveRefused.
    """
    row = PreReview.objects.filter(pk=pre_review_id).first()
    if row is None:
        raise NotFound("没有找到这份预审，申请人可能已经提交或者删掉了草稿。")
    require(actor, PRE_REVIEW, org_id=row.body_id)
    if row.outcome:
        raise MoveRefused("这份预审已经答复过了，请刷新页面。")
    words = opinion.strip()
    if (words or not passes) and not is_remark(words, most=LONGEST_OPINION):
        raise Invalid(
            {
                "opinion": f"请写明要改什么、怎么改，1 至 {LONGEST_OPINION} 个字，"
                "例如：租赁合同缺最后一页，请补上。"
            }
        )

    row.outcome = "passed" if passes else "returned"
    row.opinion, row.answered_at, row.answered_by = words, at, actor.person_id
    row.save(update_fields=["outcome", "opinion", "answered_at", "answered_by"])

    record(
        actor,
        "cases.draft.pre_reviewed",
        subject="pre_review",
        subject_id=row.id,
        outcome=row.outcome,
    )
    guide = get_guide(actor=actor, version_id=row.version_id)
    publish(
        DraftPreReviewed(
            pre_review_id=row.id,
            person_id=row.person_id,
            handling_code=guide.handling_code,
            item_name=guide.name,
            passed=passes,
            answered_at=at,
        )
    )
