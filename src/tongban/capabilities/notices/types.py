"""Values about notices that cross to others and reach pages."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class NoticeCard:
    """One message to a person about a matter of theirs."""

    notice_id: UUID
    title: str
    text: str
    link: str
    told_at: datetime
    is_read: bool
