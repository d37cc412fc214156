"""Bulk changes through the API: looked at, made, handed in, reviewed, published."""

from datetime import date
from uuid import UUID

from ninja import Router, Schema, Status

from tongban.capabilities.catalogue import commands, queries
from tongban.capabilities.catalogue.commands import batching
from tongban.capabilities.catalogue.elements.bulk import change_of
from tongban.capabilities.catalogue.types.batches import (
    Batch,
    BatchCard,
    BulkPreview,
    Chosen,
    Outcome,
)
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED, UNSEEN
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["bulk changes"], auth=bearer)


class ChangeBody(Schema):
    """A kind of change with what it says: consult_phone, {"before": …, "after": …}."""

    kind: str
    said: dict[str, str]


class PreviewBody(ChangeBody):
    """The change, and of which items in force; what is empty cuts nothing off."""

    body_id: UUID | None = None
    item_type: str = ""
    theme: str = ""


class BulkBody(ChangeBody):
    """The change, the handling codes of the items, and why."""

    codes: list[str]
    reason: str


class BatchReviewBody(Schema):
    """One word for all drafts that were seen: draft key → digest of the text looked at."""

    outcome: str
    opinion: str = ""
    seen: dict[UUID, str]


class BatchPublicationBody(Schema):
    """From which day on the versions are in force."""

    effective_on: date


@router.get("", response={200: list[BatchCard], **UNSEEN}, summary="List batches")
def list_batches(request: ActorRequest) -> list[BatchCard]:
    """The bulk changes that were made, newest first."""
    return queries.list_bulk_changes(actor=request.actor)


@router.post(
    "/preview", response={200: BulkPreview, **REFUSED}, summary="Preview a change"
)
def preview(request: ActorRequest, body: PreviewBody) -> BulkPreview:
    """Old and new of every item that the change touches, with findings; writes nothing."""
    return queries.preview_bulk_change(
        actor=request.actor,
        chosen=Chosen(body.body_id, body.item_type, body.theme),
        change=change_of(body.kind, body.said),
        day=request.today,
    )


@router.post("", response={201: Batch, **REFUSED}, summary="Make a bulk change")
def make(request: ActorRequest, body: BulkBody) -> Status[Batch]:
    """A draft of every item named, in one act."""
    batch_id = commands.make_bulk_change(
        actor=request.actor,
        codes=body.codes,
        change=change_of(body.kind, body.said),
        reason=body.reason,
        at=request.now,
    )
    return Status(201, queries.get_bulk_change(actor=request.actor, batch_id=batch_id))


@router.get("/{batch_id}", response={200: Batch, **UNSEEN}, summary="Read a batch")
def read_batch(request: ActorRequest, batch_id: UUID) -> Batch:
    """The batch with its drafts, each where it stands."""
    return queries.get_bulk_change(actor=request.actor, batch_id=batch_id)


@router.post(
    "/{batch_id}/hand-in",
    response={200: list[Outcome], **REFUSED},
    summary="Hand a batch in",
)
def hand_in(request: ActorRequest, batch_id: UUID) -> list[Outcome]:
    """Every draft that waits; a refused one stays out with its reason."""
    return batching.hand_in_batch(
        actor=request.actor, batch_id=batch_id, at=request.now
    )


@router.post(
    "/{batch_id}/reviews",
    response={200: list[Outcome], **REFUSED},
    summary="Review a batch",
)
def review(
    request: ActorRequest, batch_id: UUID, body: BatchReviewBody
) -> list[Outcome]:
    """A review of each draft that was seen and waits for the actor."""
    return batching.review_batch(
        actor=request.actor, batch_id=batch_id, at=request.now, **body.dict()
    )


@router.post(
    "/{batch_id}/publication",
    response={200: list[Outcome], **REFUSED},
    summary="Publish a batch",
)
def publish(
    request: ActorRequest, batch_id: UUID, body: BatchPublicationBody
) -> list[Outcome]:
    """Item by item, those that passed all reviews."""
    return batching.publish_batch(
        actor=request.actor,
        batch_id=batch_id,
        effective_on=body.effective_on,
        at=request.now,
    )
