"""What this room keeps of a person: the list of files that they handed in."""

from typing import Any

from tongban.capabilities.materials.models import Upload
from tongban.capabilities.privacy.types import tells_of
from tongban.plumbing.access.actor import Actor


@tells_of("30_files", "上传的文件（清单）")
def tell_files(actor: Actor) -> list[dict[str, Any]]:
    """Name, kind, size and digest: the files themselves are fetched where they were used."""
    rows = Upload.objects.select_related("file", "material_type").filter(
        person_id=actor.natural_person
    )
    return [
        {
            "name": row.name,
            "material": row.material_type.name,
            "size": row.file.size,
            "media_type": row.file.media_type,
            "digest_sm3": row.file.digest,
            "handed_in_at": row.handed_in_at,
        }
        for row in rows.order_by("handed_in_at")
    ]
