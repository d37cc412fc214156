"""The words of papers through the API: all that the desk does."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from ninja import Router, Schema, Status

from tongban.capabilities.wording import commands, queries
from tongban.capabilities.wording.commands.choosing import held_to_draft
from tongban.capabilities.wording.types import (
    BlockDifference,
    KindCard,
    MessagePreview,
    VersionCard,
)
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.problems import REFUSED, UNSEEN
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.files.sending import document_file

router = Router(tags=["paper wordings"], auth=bearer)


class WordsBody(Schema):
    """The blocks of a kind as plain text; `body_id` where they are one body's own."""

    kind: str
    body_id: UUID | None = None
    blocks: dict[str, str]
    note: str = ""


class InForceBody(Schema):
    """From which day on the version is in force."""

    effective_on: date


class EndBody(Schema):
    """From which day on the version is no longer in force."""

    until: date


@router.get("/kinds", response={200: list[KindCard], **UNSEEN}, summary="List kinds")
def list_kinds(request: ActorRequest) -> list[KindCard]:
    """Kinds of paper with their blocks, what must stay in each, and their fields."""
    return queries.list_kinds()


@router.get(
    "", response={200: list[VersionCard], **UNSEEN}, summary="List what is in force"
)
def list_in_force(request: ActorRequest, on: date | None = None) -> list[VersionCard]:
    """On a day, by kind: the city's words first, then bodies' own."""
    return queries.list_in_force(actor=request.actor, day=on or request.today)


@router.get(
    "/versions",
    response={200: list[VersionCard], **UNSEEN},
    summary="List versions of a kind",
)
def list_versions(
    request: ActorRequest, kind: str, body_id: UUID | None = None
) -> list[VersionCard]:
    """Of a body or of the whole city, the newest first."""
    return queries.list_versions(
        actor=request.actor, kind=kind, body_id=body_id, day=request.today
    )


@router.post(
    "/versions", response={201: VersionCard, **REFUSED}, summary="Save a version"
)
def save_version(request: ActorRequest, body: WordsBody) -> Status[VersionCard]:
    """As a draft: it is put in force by somebody else."""
    key = commands.draft_version(
        actor=request.actor,
        kind=body.kind,
        body_id=body.body_id,
        blocks=body.blocks,
        note=body.note,
        at=request.now,
    )
    return Status(201, _read(request, key))


@router.post(
    "/message-preview",
    response={200: MessagePreview, **REFUSED},
    summary="Preview a short message",
)
def preview_message(request: ActorRequest, body: WordsBody) -> MessagePreview:
    """As it reads for the sample case, with the parts that an operator counts.

    For who writes in this scope, as at the desk.
    """
    permission, held_for = held_to_draft(request.actor, body.body_id)
    require(request.actor, permission, org_id=held_for)
    return queries.preview_message(
        actor=request.actor, kind=body.kind, body_id=body.body_id, blocks=body.blocks
    )


@router.get(
    "/versions/{version_id}",
    response={200: VersionCard, **UNSEEN},
    summary="Read a version",
)
def read_version(request: ActorRequest, version_id: UUID) -> VersionCard:
    """With its blocks and the days on which it is in force."""
    return _read(request, version_id)


@router.get(
    "/versions/{version_id}/differences",
    response={200: list[BlockDifference], **UNSEEN},
    summary="Compare with the version before",
)
def compare_version(request: ActorRequest, version_id: UUID) -> list[BlockDifference]:
    """The blocks that read otherwise."""
    actor = request.actor
    with reading(actor):
        card = queries.get_version(
            actor=actor, version_id=version_id, day=request.today
        )
        versions = queries.list_versions(
            actor=actor, kind=card.kind, body_id=card.body_id, day=request.today
        )
    before = next(one for one in versions if one.number < card.number)
    return queries.compare(before, card)


@router.get(
    "/versions/{version_id}/test-print",
    response=UNSEEN,
    summary="Print a version for a test",
    openapi_extra=document_file("application/pdf"),
)
def print_version(request: ActorRequest, version_id: UUID) -> HttpResponse:
    """PDF, on a sample paper, marked 试打."""
    actor = request.actor
    card = queries.get_version(actor=actor, version_id=version_id, day=request.today)
    content = queries.print_test(
        actor=actor, kind=card.kind, version_id=version_id, day=request.today
    )
    return HttpResponse(content, content_type="application/pdf")


@router.post(
    "/versions/{version_id}/in-force",
    response={200: VersionCard, **REFUSED},
    summary="Put a version in force",
)
def put_in_force(
    request: ActorRequest, version_id: UUID, body: InForceBody
) -> VersionCard:
    """From a day, by somebody who did not write it."""
    commands.put_in_force(
        actor=request.actor,
        version_id=version_id,
        effective_on=body.effective_on,
        at=request.now,
    )
    return _read(request, version_id)


@router.post(
    "/versions/{version_id}/end",
    response={200: VersionCard, **REFUSED},
    summary="End a version",
)
def end_version(request: ActorRequest, version_id: UUID, body: EndBody) -> VersionCard:
    """From a day on, papers bear the city's words, or the platform's."""
    commands.end_version(
        actor=request.actor, version_id=version_id, until=body.until, at=request.now
    )
    return _read(request, version_id)


def _read(request: ActorRequest, version_id: UUID) -> VersionCard:
    return queries.get_version(
        actor=request.actor, version_id=version_id, day=request.today
    )
