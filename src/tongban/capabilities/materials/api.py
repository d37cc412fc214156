"""Handing files in through the API."""

from uuid import UUID

from ninja import File, Form, Router
from ninja.files import UploadedFile

from tongban.capabilities.materials import commands
from tongban.capabilities.materials.types import UploadCard
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["materials"], auth=bearer)


@router.post(
    "", response={201: UploadCard, 403: None, 422: None}, summary="Hand in a file"
)
def hand_in(
    request: ActorRequest,
    file: File[UploadedFile],
    material_type_id: Form[UUID],
    at_body: Form[UUID | None] = None,
) -> tuple[int, UploadCard]:
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
    return 201, card
