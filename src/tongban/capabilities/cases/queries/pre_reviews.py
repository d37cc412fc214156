"""Drafts that wait for a pre-review, and the answer to an own one."""

from uuid import UUID

from tongban.capabilities.cases.drafts import own_draft
from tongban.capabilities.cases.models import PreReview
from tongban.capabilities.cases.permissions import PRE_REVIEW
from tongban.capabilities.cases.types import PreReviewView
from tongban.capabilities.catalogue.queries import get_guide
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query

MOST_WAITING = 50


@query
def find_own_pre_review(
    *, actor: Actor, version_id: UUID, principal_id: UUID | None = None
) -> PreReviewView | None:
    """The latest own request for this version and principal, or None."""
    row = (
        PreReview.objects.filter(own_draft(actor, version_id, principal_id))
        .order_by("-asked_at")
        .first()
    )
    return _view(actor, row) if row else None


@query
def list_pre_reviews(*, actor: Actor, body_id: UUID) -> list[PreReviewView]:
    """What waits at a body, the one with least time first. Refuses with NotAllowed."""
    require(actor, PRE_REVIEW, org_id=body_id)
    rows = PreReview.objects.filter(body_id=body_id, outcome="").order_by(
        "due_on", "id"
    )
    return [_view(actor, row) for row in rows[:MOST_WAITING]]


@query
def count_pre_reviews(*, actor: Actor, body_id: UUID) -> int:
    """How many wait at a body. Refuses with NotAllowed."""
    require(actor, PRE_REVIEW, org_id=body_id)
    return PreReview.objects.filter(body_id=body_id, outcome="").count()


@query
def get_pre_review(*, actor: Actor, pre_review_id: UUID) -> PreReviewView:
    """One request with what was typed. Refuses with NotFound, NotAllowed."""
    row = PreReview.objects.filter(pk=pre_review_id).first()
    if row is None:
        raise NotFound("没有找到这份预审，申请人可能已经提交或者删掉了草稿。")
    if row.person_id != actor.person_id:
        require(actor, PRE_REVIEW, org_id=row.body_id)
    return _view(actor, row)


def _view(actor: Actor, row: PreReview) -> PreReviewView:
    guide = get_guide(actor=actor, version_id=row.version_id)
    return PreReviewView(
        pre_review_id=row.id,
        version_id=row.version_id,
        item_name=guide.name,
        person_id=row.person_id,
        answers=row.answers,
        digest=row.digest,
        asked_at=row.asked_at,
        due_on=row.due_on,
        outcome=row.outcome,
        opinion=row.opinion,
        answered_at=row.answered_at,
    )
