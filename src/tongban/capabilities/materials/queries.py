"""What others may ask about handed-in files. Reading only."""

from collections.abc import Sequence
from uuid import UUID

from tongban.capabilities.materials.models import Upload
from tongban.capabilities.materials.types import UploadCard
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

_UPLOADS = """
select u.id, u.file_id, u.material_type_id, u.name, f.size, f.media_type, u.handed_in_at
  from upload u join stored_file f on f.id = u.file_id where u.id = any(%s)
"""


@query
def get_uploads(*, actor: Actor, upload_ids: Sequence[UUID]) -> dict[UUID, UploadCard]:
    """Files by key; refuses with NotFound when one is missing or somebody else's."""
    rows = fetch_all(_UPLOADS, [list(upload_ids)])
    found = {row[0]: UploadCard(*row) for row in rows}
    if set(upload_ids) - set(found):
        raise NotFound("有一份材料文件没有找到，请重新上传这份材料。")
    return found


@query
def list_own_uploads(
    *, actor: Actor, material_type_ids: Sequence[UUID]
) -> list[UploadCard]:
    """The signed-in person's earlier files of these kinds, newest first (R-42)."""
    rows = (
        Upload.objects.filter(
            person_id=actor.natural_person, material_type_id__in=material_type_ids
        )
        .select_related("file")
        .order_by("-handed_in_at")[:20]
    )
    return [_card(row) for row in rows]


def _card(row: Upload) -> UploadCard:
    return UploadCard(
        row.id,
        row.file_id,
        row.material_type_id,
        row.name,
        row.file.size,
        row.file.media_type,
        row.handed_in_at,
    )
