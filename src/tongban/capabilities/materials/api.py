"""Handing files in through the API."""

from uuid import UUID

from django.http import FileResponse
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile

from tongban.capabilities.materials import commands, queries
from tongban.capabilities.materials.types import UploadCard
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.problems import REFUSED, UNSEEN, Problem
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.files.checking import KINDS
from tongban.plumbing.files.sending import document_file
from tongban.plumbing.files.storing import open_file

router = Router(tags=["materials"], auth=bearer)


@router.post(
    "",
    # 503: the virus scanner does not answer, and nothing is taken unseen.
    response={201: UploadCard, **REFUSED, 503: Problem},
    summary="Hand in a file",
)
def hand_in(
    request: ActorRequest,
    file: File[UploadedFile],
    material_type_id: Form[UUID],
    at_body: Form[UUID | None] = None,
) -> Status[UploadCard]:
    """Keep a file (PDF, JPEG, PNG, OFD) as a material of the material catalogue."""
    card = commands.hand_in(
        actor=request.actor,
        material_type_id=material_type_id,
        content=file.read(),
        name=file.name or "",
        declared_type=file.content_type or "",
        at=request.now,
        at_body=at_body,
    )
    return Status(201, card)


@router.get(
    "/{upload_id}/file",
    response=UNSEEN,
    summary="Open an own file",
    openapi_extra=document_file(*(kind.media_type for kind in KINDS)),
)
def open_upload(request: ActorRequest, upload_id: UUID) -> FileResponse:
    """The file as it was handed in; somebody else's is not found."""
    actor = request.actor
    with reading(actor):
        found = queries.get_uploads(actor=actor, upload_ids=[upload_id])[upload_id]
        content = open_file(found.file_id)
    answer = FileResponse(
        content,
        as_attachment=True,
        filename=found.name,
        content_type=found.media_type,
    )
    answer["Cache-Control"] = "no-store"
    return answer
