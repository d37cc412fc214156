"""Values about handed-in files that cross to others."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class UploadCard:
    """A file somebody handed in, as an entry of the material catalogue."""

    upload_id: UUID
    file_id: UUID
    material_type_id: UUID
    name: str
    size: int
    media_type: str
    handed_in_at: datetime
