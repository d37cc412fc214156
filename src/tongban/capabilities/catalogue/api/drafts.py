"""Drafts of items through the API: writing, handing in, reviewing, publishing."""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Router, Schema, Status

from tongban.capabilities.catalogue import commands, queries
from tongban.capabilities.catalogue.differences import Difference
from tongban.capabilities.catalogue.elements.differing import differences
from tongban.capabilities.catalogue.types import DraftCard
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.problems import REFUSED, UNSEEN
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["item drafts"], auth=bearer)


class NewDraftBody(Schema):
    """An item document (tongban.item/1), whole or not, for the body that drafts."""

    body_id: UUID
    document: dict[str, Any]


class DraftBody(Schema):
    """The document as it shall be now."""

    document: dict[str, Any]


class DraftReviewBody(Schema):
    """What a reviewer says; `digest` names the text that was looked at."""

    stage: str
    outcome: str
    opinion: str = ""
    digest: str


class PublicationBody(Schema):
    """From which day on the version is in force."""

    effective_on: date


@router.get("", response={200: list[DraftCard], **UNSEEN}, summary="List drafts")
def list_drafts(request: ActorRequest, limit: int = 50) -> list[DraftCard]:
    """The drafts that wait, newest first, each with where it stands."""
    return queries.list_drafts(actor=request.actor, limit=max(1, min(limit, 200)))


@router.post("", response={201: DraftCard, **REFUSED}, summary="Begin a draft")
def begin_draft(request: ActorRequest, body: NewDraftBody) -> Status[DraftCard]:
    """Keep a document as a new draft, with what is found in it."""
    card = commands.save_draft(
        actor=request.actor,
        body_id=body.body_id,
        document=body.document,
        at=request.now,
    )
    return Status(201, card)


@router.get("/{draft_id}", response={200: DraftCard, **UNSEEN}, summary="Read a draft")
def read_draft(request: ActorRequest, draft_id: UUID) -> DraftCard:
    """The draft with its findings, where it stands, and all opinions."""
    return queries.get_draft(actor=request.actor, draft_id=draft_id)


@router.put(
    "/{draft_id}", response={200: DraftCard, **REFUSED}, summary="Write a draft"
)
def write_draft(request: ActorRequest, draft_id: UUID, body: DraftBody) -> DraftCard:
    """Save the document over the draft; a change needs a new round of reviews."""
    draft = queries.get_draft(actor=request.actor, draft_id=draft_id)
    return commands.save_draft(
        actor=request.actor,
        body_id=draft.body_id,
        document=body.document,
        at=request.now,
        draft_id=draft_id,
    )


@router.delete(
    "/{draft_id}", response={204: None, **REFUSED}, summary="Discard a draft"
)
def discard_draft(request: ActorRequest, draft_id: UUID) -> Status[None]:
    """Take it off the list, for good; a review of it that is under way ends with it."""
    commands.discard_draft(actor=request.actor, draft_id=draft_id, at=request.now)
    return Status(204, None)


@router.get(
    "/{draft_id}/submitted",
    response={200: dict[str, Any], **UNSEEN},
    summary="Read what was handed in",
)
def read_submitted(request: ActorRequest, draft_id: UUID) -> dict[str, Any]:
    """The text under review: what reviewers look at."""
    return queries.get_submitted(actor=request.actor, draft_id=draft_id)


@router.get(
    "/{draft_id}/differences",
    response={200: list[Difference], **UNSEEN},
    summary="Compare a draft with the version in force",
)
def read_differences(request: ActorRequest, draft_id: UUID) -> list[Difference]:
    """Element by element; nothing where no version is in force."""
    actor = request.actor
    with reading(actor):
        draft = queries.get_draft(actor=actor, draft_id=draft_id)
        version_id = queries.find_version_in_force(
            actor=actor,
            handling_code=str(draft.document.get("handling_code") or ""),
            day=request.today,
        )
        text = (
            queries.find_text(actor=actor, version_id=version_id)
            if version_id
            else None
        )
    return differences(text, draft.document) if text else []


@router.post(
    "/{draft_id}/hand-in",
    response={200: DraftCard, **REFUSED},
    summary="Hand a draft in for review",
)
def hand_in_draft(request: ActorRequest, draft_id: UUID) -> DraftCard:
    """Refused, by place, while the document has findings of severity error."""
    commands.hand_in_draft(actor=request.actor, draft_id=draft_id, at=request.now)
    return queries.get_draft(actor=request.actor, draft_id=draft_id)


@router.post(
    "/{draft_id}/reviews",
    response={200: DraftCard, **REFUSED},
    summary="Review what was handed in",
)
def review_draft(
    request: ActorRequest, draft_id: UUID, body: DraftReviewBody
) -> DraftCard:
    """Pass it, or return it with an opinion, at the stage whose turn it is."""
    commands.review_draft(
        actor=request.actor,
        draft_id=draft_id,
        stage=body.stage,
        outcome=body.outcome,
        opinion=body.opinion,
        digest=body.digest,
        at=request.now,
    )
    return queries.get_draft(actor=request.actor, draft_id=draft_id)


@router.post(
    "/{draft_id}/publication",
    response={201: UUID, **REFUSED},
    summary="Publish a reviewed draft",
)
def publish_draft(
    request: ActorRequest, draft_id: UUID, body: PublicationBody
) -> Status[UUID]:
    """Put it in force from a day; gives the key of the version."""
    version_id = commands.publish_draft(
        actor=request.actor,
        draft_id=draft_id,
        effective_on=body.effective_on,
        at=request.now,
    )
    return Status(201, version_id)
