"""Unsent applications through the API: kept, resumed, pre-reviewed, discarded."""

from typing import Any
from uuid import UUID

from ninja import Router, Schema, Status

from tongban.capabilities.cases import commands, queries
from tongban.capabilities.cases.types import DraftView, PreReviewView
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED, UNSEEN
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["drafts"], auth=bearer)


class AnswersBody(Schema):
    """What is typed so far, merged name by name; null takes a name out."""

    answers: dict[str, Any]


class PreReviewAnswer(Schema):
    """Whether the draft can be filed; a return says why."""

    passes: bool
    opinion: str = ""


class PreReviewAsked(Schema):
    """The key of the request."""

    pre_review_id: UUID


@router.get("/drafts", response={200: list[DraftView], **UNSEEN}, summary="Own drafts")
def list_drafts(request: ActorRequest) -> list[DraftView]:
    """The unsent applications of the signed-in person for all principals, newest first."""
    return queries.list_own_drafts(actor=request.actor, today=request.today)


@router.get(
    "/drafts/{version_id}",
    response={200: DraftView, **UNSEEN},
    summary="Resume a draft",
)
def read_draft(
    request: ActorRequest, version_id: UUID, principal_id: UUID | None = None
) -> DraftView:
    """The own unsent application for this version, for oneself or a principal."""
    draft = queries.find_draft(
        actor=request.actor,
        version_id=version_id,
        principal_id=principal_id,
        today=request.today,
    )
    if draft is None:
        raise NotFound("没有这个事项的草稿，或者草稿已经过期清理了。")
    return draft


@router.put(
    "/drafts/{version_id}", response={200: DraftView, **REFUSED}, summary="Keep a draft"
)
def keep_draft(
    request: ActorRequest,
    version_id: UUID,
    body: AnswersBody,
    principal_id: UUID | None = None,
) -> DraftView:
    """Keep what is typed, whole or not; sending it again changes nothing.

    `principal_id` names the person or firm for whom one acts; each has a draft of its own.
    """
    return commands.keep_draft(
        actor=request.actor,
        version_id=version_id,
        principal_id=principal_id,
        answers=body.answers,
        at=request.now,
    )


@router.delete(
    "/drafts/{version_id}", response={204: None, **REFUSED}, summary="Discard a draft"
)
def discard_draft(
    request: ActorRequest, version_id: UUID, principal_id: UUID | None = None
) -> Status[None]:
    """Throw it away; nothing to discard is fine."""
    commands.discard_draft(
        actor=request.actor, version_id=version_id, principal_id=principal_id
    )
    return Status(204, None)


@router.post(
    "/drafts/{version_id}/pre-review",
    response={201: PreReviewAsked, **REFUSED},
    summary="Ask for a pre-review",
)
def ask_pre_review(
    request: ActorRequest, version_id: UUID, principal_id: UUID | None = None
) -> Status[PreReviewAsked]:
    """Ask the office to look at the draft before it is filed; it binds nobody."""
    key = commands.ask_pre_review(
        actor=request.actor,
        version_id=version_id,
        principal_id=principal_id,
        at=request.now,
    )
    return Status(201, PreReviewAsked(pre_review_id=key))


@router.get(
    "/drafts/{version_id}/pre-review",
    response={200: PreReviewView, **UNSEEN},
    summary="Read the answer to a pre-review",
)
def read_own_pre_review(
    request: ActorRequest, version_id: UUID, principal_id: UUID | None = None
) -> PreReviewView:
    """The latest own request for this version, for oneself or a principal."""
    found = queries.find_own_pre_review(
        actor=request.actor, version_id=version_id, principal_id=principal_id
    )
    if found is None:
        raise NotFound("还没有请工作人员预审过这份申请。")
    return found


@router.get(
    "/bodies/{body_id}/pre-reviews",
    response={200: list[PreReviewView], **UNSEEN},
    summary="Pre-reviews that wait",
)
def list_pre_reviews(request: ActorRequest, body_id: UUID) -> list[PreReviewView]:
    """What waits at a body, least time first."""
    return queries.list_pre_reviews(actor=request.actor, body_id=body_id)


@router.post(
    "/pre-reviews/{pre_review_id}/answer",
    response={204: None, **REFUSED},
    summary="Answer a pre-review",
)
def answer_pre_review(
    request: ActorRequest, pre_review_id: UUID, body: PreReviewAnswer
) -> Status[None]:
    """Pass, or return with what is to be mended."""
    commands.answer_pre_review(
        actor=request.actor,
        pre_review_id=pre_review_id,
        passes=body.passes,
        opinion=body.opinion,
        at=request.now,
    )
    return Status(204, None)
