"""What can be done with handed-in files. Writing only."""

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from tongban.capabilities.materials.models import Upload
from tongban.capabilities.materials.permissions import HAND_IN
from tongban.capabilities.materials.types import UploadCard
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record
from tongban.plumbing.files.storing import get_file, keep


@command
def hand_in(
    *,
    actor: Actor,
    material_type_id: UUID,
    content: bytes | BinaryIO,
    name: str,
    declared_type: str,
    at: datetime,
    at_body: UUID | None = None,
) -> UploadCard:
    """Keep a file as a material of the person, or of a window's visitor (`at_body`).

    Refuses with NotAllowed, and with FileRefused for an empty, oversized or mislabelled
    file.
    """
    require(actor, HAND_IN, org_id=at_body)
    if actor.person_id is None:
        raise NotAllowed("请先登录，再上传材料。")

    file_id = keep(
        content,
        city=actor.city,
        name=name,
        declared_type=declared_type,
        received_by=actor.person_id,
        at=at,
    )
    facts = get_file(file_id)
    upload = Upload.objects.create(
        city=actor.city,
        person_id=actor.person_id,
        file_id=file_id,
        material_type_id=material_type_id,
        name=facts.name,
        handed_in_at=at,
        handed_in_by_id=actor.person_id,
    )

    record(actor, "materials.upload.handed_in", subject="upload", subject_id=upload.id)
    return UploadCard(
        upload.id,
        file_id,
        material_type_id,
        facts.name,
        facts.size,
        facts.media_type,
        at,
    )
